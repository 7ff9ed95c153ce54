#include <gmock/gmock.h>

#include "absl/strings/str_replace.h"
#include "lib/base/digest.h"
#include "lib/notice/eforms.h"
#include "tests/unit/notice/tiny_notice.h"

namespace sambyd::notice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(IdentityTest, IdsVersionAndKindAreRead) {
  const TinyNotice tiny;
  const v1::Notice notice = Parsed(tiny);
  EXPECT_EQ(notice.reference().notice_id(), "11111111-2222-3333-4444-555555555555");
  EXPECT_EQ(notice.procedure_id(), "99999999-8888-7777-6666-555555555555");
  EXPECT_EQ(notice.reference().version(), 2);
  EXPECT_EQ(notice.reference().form_type(), v1::NoticeReference::FORM_TYPE_COMPETITION);
  EXPECT_EQ(notice.reference().notice_type(), "cn-standard");
  EXPECT_EQ(notice.reference().subtype(), "16");
  EXPECT_EQ(notice.reference().customization_id(), "eforms-sdk-1.10");
  EXPECT_EQ(notice.reference().language(), "DAN");
  EXPECT_EQ(notice.reference().sha256(), Sha256Hex(tiny.Xml()));
  EXPECT_THAT(notice.tender().warnings(), IsEmpty());
}

TEST(IdentityTest, EveryFormTypeHasItsNumber) {
  using Reference = v1::NoticeReference;
  const std::pair<const char*, Reference::FormType> kinds[] = {
      {"planning", Reference::FORM_TYPE_PLANNING},
      {"consultation", Reference::FORM_TYPE_PLANNING},
      {"competition", Reference::FORM_TYPE_COMPETITION},
      {"change", Reference::FORM_TYPE_CHANGE},
      {"result", Reference::FORM_TYPE_RESULT},
      {"dir-awa-pre", Reference::FORM_TYPE_DIRECT_AWARD},
      {"cont-modif", Reference::FORM_TYPE_CONTRACT_MODIFICATION},
      {"compl", Reference::FORM_TYPE_COMPLETION},
  };
  for (const auto& [code, form_type] : kinds) {
    TinyNotice tiny;
    tiny.form_type = code;
    EXPECT_EQ(Parsed(tiny).reference().form_type(), form_type) << code;
  }
}

TEST(IdentityTest, AnUnknownFormTypeIsAWarning) {
  TinyNotice tiny;
  tiny.form_type = "carnival";
  const v1::Notice notice = Parsed(tiny);
  EXPECT_EQ(notice.reference().form_type(), v1::NoticeReference::FORM_TYPE_UNSPECIFIED);
  ASSERT_EQ(notice.tender().warnings_size(), 1);
  EXPECT_EQ(notice.tender().warnings(0).field(), "form_type");
  EXPECT_EQ(notice.tender().warnings(0).got(), "carnival");
}

TEST(IdentityTest, ThePublicationNumberLosesItsZeros) {
  TinyNotice tiny;
  tiny.extension =
      "<efac:Publication><efbc:NoticePublicationID>00672025-2023</efbc:NoticePublicationID>"
      "<efbc:PublicationDate>2023-11-06+01:00</efbc:PublicationDate></efac:Publication>";
  const v1::Notice notice = Parsed(tiny);
  EXPECT_EQ(notice.reference().publication_number(), "672025-2023");
  EXPECT_EQ(notice.reference().publication_date().year(), 2023);
  EXPECT_EQ(notice.reference().publication_date().month(), 11);
  EXPECT_EQ(notice.reference().publication_date().day(), 6);
}

TEST(IdentityTest, ThePublicationNumberStandsInForAMissingNoticeId) {
  TinyNotice tiny;
  tiny.ids = "<cbc:VersionID>01</cbc:VersionID>";
  tiny.extension =
      "<efac:Publication><efbc:NoticePublicationID>468603-2024</efbc:NoticePublicationID>"
      "</efac:Publication>";
  const v1::Notice notice = Parsed(tiny);
  EXPECT_EQ(notice.reference().notice_id(), "468603-2024");
  ASSERT_EQ(notice.tender().warnings_size(), 1);
  EXPECT_EQ(notice.tender().warnings(0).field(), "notice_id");
}

TEST(IdentityTest, ANoticeWithoutAnyIdIsRefused) {
  TinyNotice tiny;
  tiny.ids = "<cbc:VersionID>01</cbc:VersionID>";
  ExpectRefused(tiny.Parse(), Reason::kFieldRequired, "notice_id");
}

TEST(IdentityTest, IdsThatCannotBePartOfAResourceNameAreRefused) {
  TinyNotice tiny;
  tiny.ids = absl::StrReplaceAll(tiny.ids, {{"99999999-", "tenders/"}});
  ExpectRefused(tiny.Parse(), Reason::kFieldInvalid, "procedure_id");
}

TEST(IdentityTest, AVersionAndASubtypeMustBeThere) {
  TinyNotice without_version;
  without_version.ids = "<cbc:ID schemeName='notice-id'>abc</cbc:ID>";
  ExpectRefused(without_version.Parse(), Reason::kFieldRequired, "version");
  TinyNotice without_subtype;
  without_subtype.subtype = "";
  ExpectRefused(without_subtype.Parse(), Reason::kFieldRequired, "subtype");
}

TEST(IdentityTest, AVersionIsAWholeNumber) {
  TinyNotice tiny;
  tiny.ids = absl::StrReplaceAll(tiny.ids, {{">02<", ">2b<"}});
  ExpectRefused(tiny.Parse(), Reason::kFieldInvalid, "version");
}

TEST(IdentityTest, TheDispatchTimeIsKeptInUtc) {
  TinyNotice tiny;
  tiny.ids +=
      "<cbc:IssueDate>2024-03-31+02:00</cbc:IssueDate><cbc:IssueTime>01:30:00+02:00</"
      "cbc:IssueTime>";
  EXPECT_EQ(Parsed(tiny).reference().dispatch_time().seconds(), 1711841400);  // 2024-03-30T23:30Z
}

TEST(IdentityTest, AChangeNamesTheNoticeItChangesAndWhy) {
  TinyNotice tiny;
  tiny.extension =
      "<efac:Changes><efbc:ChangedNoticeIdentifier>83087082-01</efbc:ChangedNoticeIdentifier>"
      "<efac:ChangeReason><cbc:ReasonCode>update-add</cbc:ReasonCode>"
      "<efbc:ReasonDescription languageID='DAN'>Ny frist</efbc:ReasonDescription>"
      "</efac:ChangeReason></efac:Changes>";
  const v1::Notice notice = Parsed(tiny);
  EXPECT_EQ(notice.reference().changes_notice(), "83087082-01");
  EXPECT_THAT(notice.tender().change_reason_codes(), ElementsAre("update-add"));
  ASSERT_EQ(notice.tender().change_reasons_size(), 1);
  EXPECT_EQ(notice.tender().change_reasons(0).text(), "Ny frist");
}

TEST(IdentityTest, AModificationNamesTheNoticeOfItsContract) {
  TinyNotice tiny;
  tiny.root = "ContractAwardNotice";
  tiny.form_type = "cont-modif";
  tiny.extension =
      "<efac:ContractModification><efbc:ChangedNoticeIdentifier>8028c05f-01"
      "</efbc:ChangedNoticeIdentifier></efac:ContractModification>";
  EXPECT_EQ(Parsed(tiny).reference().changes_notice(), "8028c05f-01");
}

TEST(IdentityTest, ANewerSdkIsReadWithAWarning) {
  TinyNotice tiny;
  tiny.sdk = "eforms-sdk-1.14";
  const v1::Notice notice = Parsed(tiny);
  ASSERT_EQ(notice.tender().warnings_size(), 1);
  EXPECT_EQ(notice.tender().warnings(0).field(), "customization_id");
}

TEST(IdentityTest, OtherDocumentsAreRefusedByTheirRootElement) {
  ExpectRefused(TinyNotice{.root = "Invoice"}.Parse(), Reason::kNoticeNotEforms, "root element");
  const std::string other_namespace =
      absl::StrReplaceAll(TinyNotice().Xml(), {{"xsd:ContractNotice-2", "xsd:Order-2"}});
  ExpectRefused(ParseEforms(other_namespace), Reason::kNoticeNotEforms, "root element");
  TinyNotice tiny;
  tiny.sdk = "urn:www.cenbii.eu:transaction:biitrns010";
  ExpectRefused(tiny.Parse(), Reason::kNoticeNotEforms, "customization_id");
}

TEST(IdentityTest, TheRootMayHaveAPrefix) {
  std::string xml = TinyNotice().Xml();
  xml = absl::StrReplaceAll(xml, {{"<ContractNotice", "<cn:ContractNotice"},
                                  {"</ContractNotice", "</cn:ContractNotice"},
                                  {" xmlns='", " xmlns:cn='"},
                                  {"cbc:", "basic:"},
                                  {":cbc=", ":basic="}});
  const absl::StatusOr<v1::Notice> notice = ParseEforms(xml);
  ASSERT_TRUE(notice.ok()) << notice.status();
  EXPECT_EQ(notice->lots(0).name(), "LOT-0001");
}

}  // namespace
}  // namespace sambyd::notice
