#ifndef TESTS_SUPPORT_NOTICE_TEXT_H_
#define TESTS_SUPPORT_NOTICE_TEXT_H_

#include <string>
#include <vector>

namespace sambyd::testing {

struct LotSpec {
  std::string id = "LOT-0001";
  std::string title = "Rengøring";
  std::string description = "Daglig rengøring af rådhuset.";
  std::string cpv = "90911200";
  std::string nuts = "DK042";
  std::string value_dkk = "";     // whole kroner; empty = not given
  std::string reserved = "none";  // BT-71
  std::string deadline = "2027-01-15";
  std::string months = "";  // BT-36
};

struct NoticeSpec {
  std::string notice_id = "11111111-1111-4111-8111-111111111111";
  std::string version = "01";
  std::string procedure_id = "22222222-2222-4222-8222-222222222222";
  std::string dispatch_date = "2026-10-01";
  std::string title = "Rengøring af kommunale bygninger";
  std::string cpv = "90910000";
  std::string buyer = "Testkøbing Kommune";
  std::string buyer_id = "29189846";
  bool published = true;  // says when and where it was published
  std::vector<LotSpec> lots = {LotSpec()};
};

// A small Danish contract notice, valid for Sambyd: eForms, SDK 1.10, subtype 16.
std::string NoticeText(const NoticeSpec& spec = {});

}  // namespace sambyd::testing

#endif  // TESTS_SUPPORT_NOTICE_TEXT_H_
