#include <vector>

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "lib/notice/eforms.h"
#include "tests/unit/notice/tiny_notice.h"

namespace sambyd::notice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Organization(const std::string& id, const std::string& name,
                         const std::string& more = "") {
  return absl::StrCat(
      "<efac:Organization><efac:Company><efbc:CompanySizeCode>small</efbc:CompanySizeCode>"
      "<cac:PartyIdentification><cbc:ID>",
      id, "</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name languageID='DAN'>", name,
      "</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:CityName>Køge</cbc:CityName>"
      "<cbc:CountrySubentityCode>DK021</cbc:CountrySubentityCode><cac:Country>"
      "<cbc:IdentificationCode>DNK</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
      "<cac:PartyLegalEntity><cbc:CompanyID>99695218</cbc:CompanyID></cac:PartyLegalEntity>"
      "</efac:Company>",
      more, "</efac:Organization>");
}

std::string Ids(const char* element, const std::vector<std::string>& ids) {
  std::string xml;
  for (const std::string& id : ids) {
    absl::StrAppend(&xml, "<efac:", element, "><cbc:ID>", id, "</cbc:ID></efac:", element, ">");
  }
  return xml;
}

std::string LotResult(const std::string& lot, const std::vector<std::string>& tenders,
                      const std::string& outcome = "selec-w") {
  return absl::StrCat("<efac:LotResult><cbc:TenderResultCode>", outcome, "</cbc:TenderResultCode>",
                      Ids("LotTender", tenders), Ids("TenderLot", {lot}), "</efac:LotResult>");
}

std::string LotTender(const std::string& id, const std::string& party,
                      const std::string& value = "") {
  return absl::StrCat("<efac:LotTender><cbc:ID>", id, "</cbc:ID>", value,
                      Ids("TenderingParty", {party}), "</efac:LotTender>");
}

std::string Payable(const std::string& amount) {
  return absl::StrCat("<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID='DKK'>", amount,
                      "</cbc:PayableAmount></cac:LegalMonetaryTotal>");
}

std::string Party(const std::string& id, const std::string& members) {
  return absl::StrCat("<efac:TenderingParty><cbc:ID>", id, "</cbc:ID>", members,
                      "</efac:TenderingParty>");
}

std::string Contract(const std::vector<std::string>& tenders) {
  return absl::StrCat("<efac:SettledContract>", Ids("LotTender", tenders),
                      "</efac:SettledContract>");
}

TinyNotice ResultNotice(const std::string& result) {
  TinyNotice tiny;
  tiny.root = "ContractAwardNotice";
  tiny.form_type = "result";
  tiny.subtype = "29";
  tiny.extension = absl::StrCat(
      "<efac:NoticeResult>", result, "</efac:NoticeResult><efac:Organizations>",
      Organization("ORG-0001", "Køge Kommune"), Organization("ORG-0002", "Ren Nord ApS"),
      Organization("ORG-0003", "Værkstedet"), "</efac:Organizations>");
  return tiny;
}

std::vector<std::string> WinnersOf(const v1::Notice& notice) {
  std::vector<std::string> names;
  for (const v1::Lot& lot : notice.lots()) {
    for (const v1::Award& award : lot.awards()) {
      for (const v1::AwardMember& member : award.members()) names.push_back(member.display_name());
    }
  }
  return names;
}

TEST(BuyerTest, BuyersAreFoundThroughTheirReferences) {
  TinyNotice tiny = ResultNotice("");
  tiny.parties =
      "<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID>"
      "</cac:PartyIdentification></cac:Party></cac:ContractingParty>";
  const v1::Notice notice = Parsed(tiny);
  ASSERT_EQ(notice.tender().buyers_size(), 1);
  const v1::Organization& buyer = notice.tender().buyers(0);
  EXPECT_EQ(buyer.display_name(), "Køge Kommune");
  EXPECT_EQ(buyer.registration_id(), "99695218");
  EXPECT_EQ(buyer.country(), "DNK");
  EXPECT_EQ(buyer.place(), "DK021");
  EXPECT_EQ(buyer.city(), "Køge");
}

TEST(BuyerTest, ATouchPointStandsForItsOrganisation) {
  TinyNotice tiny;
  tiny.extension = absl::StrCat(
      "<efac:Organizations>",
      Organization("ORG-0001", "Køge Kommune",
                   "<efac:TouchPoint><cac:PartyIdentification><cbc:ID>TPO-0001</cbc:ID>"
                   "</cac:PartyIdentification></efac:TouchPoint>"),
      "</efac:Organizations>");
  tiny.parties =
      "<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>TPO-0001</cbc:ID>"
      "</cac:PartyIdentification></cac:Party></cac:ContractingParty>";
  ASSERT_EQ(Parsed(tiny).tender().buyers_size(), 1);
  EXPECT_EQ(Parsed(tiny).tender().buyers(0).display_name(), "Køge Kommune");
}

TEST(BuyerTest, AReferenceThatLeadsNowhereIsAWarning) {
  TinyNotice tiny;
  tiny.parties =
      "<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0009</cbc:ID>"
      "</cac:PartyIdentification></cac:Party></cac:ContractingParty>";
  const v1::Notice notice = Parsed(tiny);
  EXPECT_THAT(notice.tender().buyers(), IsEmpty());
  ASSERT_EQ(notice.tender().warnings_size(), 1);
  EXPECT_EQ(notice.tender().warnings(0).field(), "tender.buyers");
  EXPECT_EQ(notice.tender().warnings(0).got(), "ORG-0009");
}

TEST(ResultTest, AGroupWinsWithItsLeaderSubcontractorAndValue) {
  const v1::Notice notice = Parsed(ResultNotice(
      LotResult("LOT-0001", {"TEN-0001"}) + LotTender("TEN-0001", "TPA-0001", Payable("512000")) +
      Party("TPA-0001",
            "<efac:Tenderer><cbc:ID>ORG-0002</cbc:ID><efbc:GroupLeadIndicator>true"
            "</efbc:GroupLeadIndicator></efac:Tenderer><efac:Tenderer><cbc:ID>ORG-0003</cbc:ID>"
            "<efbc:GroupLeadIndicator>false</efbc:GroupLeadIndicator></efac:Tenderer>"
            "<efac:SubContractor><cbc:ID>ORG-0001</cbc:ID></efac:SubContractor>")));
  ASSERT_EQ(notice.lots(0).awards_size(), 1);
  const v1::Award& award = notice.lots(0).awards(0);
  EXPECT_EQ(award.value().minor_units(), 51'200'000);
  ASSERT_EQ(award.members_size(), 2);
  EXPECT_EQ(award.members(0).display_name(), "Ren Nord ApS");
  EXPECT_EQ(award.members(0).size(), "small");
  EXPECT_TRUE(award.members(0).leader());
  EXPECT_FALSE(award.members(1).leader());
  ASSERT_EQ(award.subcontractors_size(), 1);
  EXPECT_EQ(award.subcontractors(0).display_name(), "Køge Kommune");
}

std::string TwoTenders() {
  return absl::StrCat(LotTender("TEN-0001", "TPA-0001"), LotTender("TEN-0002", "TPA-0002"),
                      Party("TPA-0001", Ids("Tenderer", {"ORG-0002"})),
                      Party("TPA-0002", Ids("Tenderer", {"ORG-0003"})));
}

TEST(ResultTest, OnlyTendersWithAContractHaveWonWhereContractsAreNamed) {
  const std::string both = LotResult("LOT-0001", {"TEN-0001", "TEN-0002"}) + TwoTenders();
  EXPECT_THAT(WinnersOf(Parsed(ResultNotice(both + Contract({"TEN-0002"})))),
              ElementsAre("Værkstedet"));
  EXPECT_THAT(WinnersOf(Parsed(ResultNotice(both))), ElementsAre("Ren Nord ApS", "Værkstedet"));
  EXPECT_THAT(WinnersOf(Parsed(ResultNotice(both + Contract({"TEN-0009"})))),
              ElementsAre("Ren Nord ApS", "Værkstedet"));
}

TEST(ResultTest, ALotThatWasNotAwardedHasNoWinner) {
  for (const char* outcome : {"clos-nw", "open-nw", "unpublished"}) {
    EXPECT_THAT(WinnersOf(Parsed(
                    ResultNotice(LotResult("LOT-0001", {"TEN-0001"}, outcome) + TwoTenders()))),
                IsEmpty())
        << outcome;
  }
}

TEST(ResultTest, AModificationNeedsNoOutcome) {
  EXPECT_THAT(
      WinnersOf(Parsed(ResultNotice(LotResult("LOT-0001", {"TEN-0001"}, "") + TwoTenders()))),
      ElementsAre("Ren Nord ApS"));
}

TEST(ResultTest, AWithheldValueIsMissing) {
  const v1::Notice notice = Parsed(ResultNotice(
      LotResult("LOT-0001", {"TEN-0001"}) +
      LotTender("TEN-0001", "TPA-0001", Payable("-1") + InExtension("<efac:FieldsPrivacy/>")) +
      Party("TPA-0001", Ids("Tenderer", {"ORG-0002"}))));
  ASSERT_EQ(notice.lots(0).awards_size(), 1);
  EXPECT_FALSE(notice.lots(0).awards(0).has_value());
  EXPECT_THAT(notice.tender().warnings(), IsEmpty());
}

TEST(ResultTest, ANegativeValueThatIsNotWithheldIsRefused) {
  ExpectRefused(ResultNotice(LotResult("LOT-0001", {"TEN-0001"}) +
                             LotTender("TEN-0001", "TPA-0001", Payable("-1")))
                    .Parse(),
                Reason::kFieldOutOfRange, "awards[TEN-0001].value");
}

TEST(ResultTest, ReferencesThatLeadNowhereAreWarnings) {
  const v1::Notice notice = Parsed(ResultNotice(
      LotResult("LOT-0009", {"TEN-0001"}) + LotResult("LOT-0001", {"TEN-0001", "TEN-0009"}) +
      LotTender("TEN-0001", "TPA-0009") + LotTender("TEN-0002", "TPA-0001") +
      LotResult("LOT-0001", {"TEN-0002"}) + Party("TPA-0001", Ids("Tenderer", {"ORG-0009"}))));
  std::vector<std::string> got;
  for (const v1::Warning& warning : notice.tender().warnings()) got.push_back(warning.got());
  EXPECT_THAT(got, ElementsAre("LOT-0009", "TPA-0009", "TEN-0009", "ORG-0009"));
}

TEST(ResultTest, ReferencesThatMultiplyTheNoticeAreRefused) {
  // 400 references to one party of 400 members with a long name: 16 MB out of 60 kB.
  std::vector<std::string> members(400, "ORG-0004");
  std::string tenders;
  std::vector<std::string> ids;
  for (int i = 0; i < 400; ++i) {
    ids.push_back(absl::StrCat("TEN-", i));
    tenders += LotTender(ids.back(), "TPA-0001");
  }
  TinyNotice tiny = ResultNotice(LotResult("LOT-0001", ids) + tenders +
                                 Party("TPA-0001", Ids("Tenderer", members)));
  tiny.extension +=
      absl::StrCat("<efac:Organizations>", Organization("ORG-0004", std::string(100, 'x')),
                   "</efac:Organizations>");
  ExpectRefused(tiny.Parse(), Reason::kNoticeTooLarge, "content");
}

}  // namespace
}  // namespace sambyd::notice
