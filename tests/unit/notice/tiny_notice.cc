#include "tests/unit/notice/tiny_notice.h"

#include <optional>

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/strings.h"
#include "lib/notice/eforms.h"

namespace sambyd::notice {

std::string InExtension(std::string_view content) {
  return absl::StrCat("<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent>",
                      "<efext:EformsExtension>", ToAbsl(content), "</efext:EformsExtension>",
                      "</ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>");
}

std::string TinyNotice::Xml() const {
  const std::string sub = absl::StrCat("<efac:NoticeSubType><cbc:SubTypeCode>", subtype,
                                       "</cbc:SubTypeCode>", "</efac:NoticeSubType>", extension);
  return absl::StrCat(
      "<?xml version='1.0' encoding='UTF-8'?>\n", "<", root,
      " xmlns='urn:oasis:names:specification:ubl:schema:xsd:", root, "-2'",
      " xmlns:cac='urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'",
      " xmlns:cbc='urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'",
      " xmlns:ext='urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2'",
      " xmlns:efac='http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1'",
      " xmlns:efbc='http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1'",
      " xmlns:efext='http://data.europa.eu/p27/eforms-ubl-extensions/1'>\n", InExtension(sub),
      "\n<cbc:CustomizationID>", sdk, "</cbc:CustomizationID>\n", ids,
      "<cbc:NoticeTypeCode listName='", form_type, "'>cn-standard</cbc:NoticeTypeCode>",
      "<cbc:NoticeLanguageCode>DAN</cbc:NoticeLanguageCode>\n", parties, "<cac:TenderingTerms>",
      terms, "</cac:TenderingTerms><cac:TenderingProcess>", process,
      "</cac:TenderingProcess><cac:ProcurementProject>", project, "</cac:ProcurementProject>\n",
      lots.empty() ? TinyLot().Xml() : lots, "\n</", root, ">\n");
}

absl::StatusOr<v1::Notice> TinyNotice::Parse() const { return ParseEforms(Xml()); }

std::string TinyLot::Xml() const {
  return absl::StrCat("<cac:ProcurementProjectLot><cbc:ID schemeName='", scheme, "'>", id,
                      "</cbc:ID><cac:TenderingTerms>", terms,
                      "</cac:TenderingTerms><cac:TenderingProcess>", process,
                      "</cac:TenderingProcess><cac:ProcurementProject>", project,
                      "</cac:ProcurementProject></cac:ProcurementProjectLot>");
}

v1::Lot ParseLot(const TinyLot& lot, std::string_view sdk) {
  TinyNotice tiny;
  tiny.sdk = std::string(sdk);
  tiny.lots = lot.Xml();
  const absl::StatusOr<v1::Notice> notice = tiny.Parse();
  EXPECT_TRUE(notice.ok()) << notice.status();
  if (!notice.ok() || notice->lots_size() != 1) return {};
  return notice->lots(0);
}

v1::Notice Parsed(const TinyNotice& tiny) {
  const absl::StatusOr<v1::Notice> notice = tiny.Parse();
  EXPECT_TRUE(notice.ok()) << notice.status();
  return notice.ok() ? *notice : v1::Notice();
}

void ExpectRefused(const absl::StatusOr<v1::Notice>& notice, Reason reason,
                   std::string_view field) {
  ASSERT_FALSE(notice.ok());
  EXPECT_EQ(notice.status().code(), absl::StatusCode::kInvalidArgument);
  const std::optional<Refusal> refusal = RefusalOf(notice.status());
  ASSERT_TRUE(refusal.has_value()) << notice.status();
  EXPECT_EQ(ReasonName(refusal->reason), ReasonName(reason)) << notice.status();
  ASSERT_EQ(refusal->violations.size(), 1U) << notice.status();
  EXPECT_EQ(refusal->violations[0].field, field) << notice.status();
}

}  // namespace sambyd::notice
