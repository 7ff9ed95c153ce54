#ifndef TESTS_UNIT_NOTICE_TINY_NOTICE_H_
#define TESTS_UNIT_NOTICE_TINY_NOTICE_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/base/error.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::notice {

// The smallest notice that the parser accepts, with a place for what a test wants to add.
struct TinyNotice {
  std::string root = "ContractNotice";
  std::string sdk = "eforms-sdk-1.10";
  std::string form_type = "competition";
  std::string subtype = "16";
  std::string ids =
      "<cbc:ID schemeName='notice-id'>11111111-2222-3333-4444-555555555555</cbc:ID>"
      "<cbc:ContractFolderID>99999999-8888-7777-6666-555555555555</cbc:ContractFolderID>"
      "<cbc:VersionID>02</cbc:VersionID>";
  std::string extension = {};  // into EformsExtension
  std::string parties = {};    // ContractingParty elements
  std::string terms = {};      // into TenderingTerms of the procedure
  std::string process = {};    // into TenderingProcess of the procedure
  std::string project = {};    // into ProcurementProject of the procedure
  std::string lots = {};       // ProcurementProjectLot elements; LOT-0001 where empty

  std::string Xml() const;
  absl::StatusOr<v1::Notice> Parse() const;
};

// A ProcurementProjectLot.
struct TinyLot {
  std::string id = "LOT-0001";
  std::string scheme = "Lot";
  std::string project = {};
  std::string process = {};
  std::string terms = {};

  std::string Xml() const;
};

// The notice. Fails the test when it does not parse.
v1::Notice Parsed(const TinyNotice& tiny);

// The only lot of a notice that holds nothing but `lot`. Fails the test when it does not parse.
v1::Lot ParseLot(const TinyLot& lot, std::string_view sdk = "eforms-sdk-1.10");

// What eForms puts into an extension of a UBL element.
std::string InExtension(std::string_view content);

// Expects an INVALID_ARGUMENT with this reason whose only violation is of this field.
void ExpectRefused(const absl::StatusOr<v1::Notice>& notice, Reason reason, std::string_view field);

}  // namespace sambyd::notice

#endif  // TESTS_UNIT_NOTICE_TINY_NOTICE_H_
