#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "tests/unit/notice/tiny_notice.h"

namespace sambyd::notice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> WarnedFields(const v1::Notice& notice) {
  std::vector<std::string> fields;
  for (const v1::Warning& warning : notice.tender().warnings()) fields.push_back(warning.field());
  return fields;
}

v1::Notice ParseLots(const std::string& lots) {
  TinyNotice tiny;
  tiny.lots = lots;
  const absl::StatusOr<v1::Notice> notice = tiny.Parse();
  EXPECT_TRUE(notice.ok()) << notice.status();
  return notice.ok() ? *notice : v1::Notice();
}

TEST(LotTest, TextsKeepEveryLanguageAndTheirLineBreaks) {
  const v1::Lot lot = ParseLot(
      {.project = "<cbc:Name languageID='DAN'>Rengøring</cbc:Name>"
                  "<cbc:Name languageID='ENG'>Cleaning &amp; more</cbc:Name>"
                  "<cbc:Description languageID='DAN'>\n 1. Gulve\r\n 2. Ruder \n</cbc:Description>"
                  "<cbc:Note languageID='DAN'><![CDATA[a < b]]></cbc:Note>"});
  ASSERT_EQ(lot.titles_size(), 2);
  EXPECT_EQ(lot.titles(0).language(), "DAN");
  EXPECT_EQ(lot.titles(0).text(), "Rengøring");
  EXPECT_EQ(lot.titles(1).language(), "ENG");
  EXPECT_EQ(lot.titles(1).text(), "Cleaning & more");
  ASSERT_EQ(lot.descriptions_size(), 1);
  EXPECT_EQ(lot.descriptions(0).text(), "1. Gulve\n 2. Ruder");
  ASSERT_EQ(lot.additional_information_size(), 1);
  EXPECT_EQ(lot.additional_information(0).text(), "a < b");
}

TEST(LotTest, AnEmptyTextIsNoText) {
  const v1::Lot lot = ParseLot({.project = "<cbc:Name languageID='DAN'>  </cbc:Name>"});
  EXPECT_THAT(lot.titles(), IsEmpty());
}

TEST(LotTest, PartsAreKeptApartAndGroupsAreNoLots) {
  const v1::Notice notice = ParseLots(absl::StrCat(
      TinyLot{.id = "LOT-0001"}.Xml(), TinyLot{.id = "PAR-0001", .scheme = "Part"}.Xml(),
      TinyLot{.id = "GLO-0001", .scheme = "LotsGroup"}.Xml()));
  ASSERT_EQ(notice.lots_size(), 1);
  EXPECT_EQ(notice.lots(0).name(), "LOT-0001");
  EXPECT_EQ(notice.lots(0).origin(), v1::Lot::ORIGIN_PUBLISHED);
  ASSERT_EQ(notice.parts_size(), 1);
  EXPECT_EQ(notice.parts(0).name(), "PAR-0001");
  EXPECT_EQ(notice.parts(0).origin(), v1::Lot::ORIGIN_PART);
}

TEST(LotTest, TwoLotsWithOneIdAreRefused) {
  TinyNotice tiny;
  tiny.lots = TinyLot().Xml() + TinyLot().Xml();
  ExpectRefused(tiny.Parse(), Reason::kNoticeDuplicateLot, "lots");
}

TEST(LotTest, ALotIdMustFitIntoAResourceName) {
  TinyNotice slash;
  slash.lots = TinyLot{.id = "LOT/1"}.Xml();
  ExpectRefused(slash.Parse(), Reason::kFieldInvalid, "lots[LOT/1].id");
  TinyNotice dot;  // the ids of derived lots have one
  dot.lots = TinyLot{.id = "LOT-0001.1"}.Xml();
  ExpectRefused(dot.Parse(), Reason::kFieldInvalid, "lots[LOT-0001.1].id");
  TinyNotice empty;
  empty.lots = TinyLot{.id = ""}.Xml();
  ExpectRefused(empty.Parse(), Reason::kFieldRequired, "lots[].id");
}

TEST(LotTest, AFormThatMustHaveLotsIsRefusedWithoutThem) {
  for (const char* subtype : {"7", "16", "29", "40", "CEI", "E3", "T02"}) {
    TinyNotice tiny;
    tiny.subtype = subtype;
    tiny.lots = TinyLot{.id = "PAR-0001", .scheme = "Part"}.Xml();
    ExpectRefused(tiny.Parse(), Reason::kNoticeNoLots, "lots");
  }
}

TEST(LotTest, APlanningNoticeMayHavePartsOnly) {
  for (const char* subtype : {"1", "4", "6", "E1", "E2"}) {
    TinyNotice tiny;
    tiny.root = "PriorInformationNotice";
    tiny.subtype = subtype;
    tiny.lots = TinyLot{.id = "PAR-0001", .scheme = "Part"}.Xml();
    const absl::StatusOr<v1::Notice> notice = tiny.Parse();
    ASSERT_TRUE(notice.ok()) << notice.status();
    EXPECT_THAT(notice->lots(), IsEmpty());
    EXPECT_EQ(notice->parts_size(), 1);
  }
}

TEST(LotTest, CpvCodesLoseTheirCheckDigitAndRepetitions) {
  const v1::Lot lot = ParseLot(
      {.project = "<cac:MainCommodityClassification><cbc:ItemClassificationCode>90911000-6"
                  "</cbc:ItemClassificationCode></cac:MainCommodityClassification>"
                  "<cac:AdditionalCommodityClassification><cbc:ItemClassificationCode>90911300"
                  "</cbc:ItemClassificationCode></cac:AdditionalCommodityClassification>"
                  "<cac:AdditionalCommodityClassification><cbc:ItemClassificationCode>90911300-9"
                  "</cbc:ItemClassificationCode></cac:AdditionalCommodityClassification>"});
  EXPECT_EQ(lot.main_cpv(), "90911000");
  EXPECT_THAT(lot.additional_cpvs(), ElementsAre("90911300"));
}

TEST(LotTest, UnknownCpvAndNutsCodesAreKeptAndWarnedAbout) {
  const v1::Notice notice = ParseLots(
      TinyLot{.project = "<cac:MainCommodityClassification><cbc:ItemClassificationCode>99999999"
                         "</cbc:ItemClassificationCode></cac:MainCommodityClassification>"
                         "<cac:AdditionalCommodityClassification><cbc:ItemClassificationCode>ABC"
                         "</cbc:ItemClassificationCode></cac:AdditionalCommodityClassification>"
                         "<cac:RealizedLocation><cac:Address><cbc:CountrySubentityCode>DK999"
                         "</cbc:CountrySubentityCode></cac:Address></cac:RealizedLocation>"
                         "<cac:RealizedLocation><cac:Address><cbc:CountrySubentityCode>Fyn og øer"
                         "</cbc:CountrySubentityCode></cac:Address></cac:RealizedLocation>"}
          .Xml());
  EXPECT_EQ(notice.lots(0).main_cpv(), "99999999");
  EXPECT_THAT(notice.lots(0).additional_cpvs(), ElementsAre("ABC"));
  EXPECT_THAT(notice.lots(0).places(), ElementsAre("DK999", "Fyn og øer"));
  EXPECT_THAT(WarnedFields(notice),
              ElementsAre("lots[LOT-0001].main_cpv", "lots[LOT-0001].additional_cpvs",
                          "lots[LOT-0001].places", "lots[LOT-0001].places"));
}

TEST(LotTest, PlacesAreNutsCodesOrOneOfTheWordsForElsewhere) {
  const v1::Lot lot = ParseLot(
      {.project =
           "<cac:RealizedLocation><cac:Address><cbc:CountrySubentityCode>DK042"
           "</cbc:CountrySubentityCode><cac:Country><cbc:IdentificationCode>DNK"
           "</cbc:IdentificationCode></cac:Country></cac:Address></cac:RealizedLocation>"
           "<cac:RealizedLocation><cac:Address><cbc:Region>anyw-cou</cbc:Region><cac:Country>"
           "<cbc:IdentificationCode>DNK</cbc:IdentificationCode></cac:Country></cac:Address>"
           "</cac:RealizedLocation>"});
  EXPECT_THAT(lot.places(), ElementsAre("DK042"));
  EXPECT_THAT(lot.place_countries(), ElementsAre("DNK"));
  EXPECT_EQ(lot.place_elsewhere(), "anyw-cou");
}

TEST(LotTest, ManyWarningsEndInACount) {
  std::string lots;
  for (int i = 0; i < 150; ++i) {
    lots += TinyLot{.id = absl::StrCat("LOT-", i),
                    .project =
                        "<cac:MainCommodityClassification><cbc:ItemClassificationCode>x"
                        "</cbc:ItemClassificationCode></cac:MainCommodityClassification>"}
                .Xml();
  }
  const v1::Notice notice = ParseLots(lots);
  ASSERT_EQ(notice.tender().warnings_size(), 101);
  EXPECT_EQ(notice.tender().warnings(99).field(), "lots[LOT-99].main_cpv");
  EXPECT_EQ(notice.tender().warnings(100).got(), "50");
}

TEST(LotTest, TheProcedureHasItsOwnProjectAndLotLimits) {
  TinyNotice tiny;
  tiny.project =
      "<cbc:Name languageID='DAN'>Rengøring</cbc:Name>"
      "<cbc:ProcurementTypeCode listName='contract-nature'>services</cbc:ProcurementTypeCode>";
  tiny.terms =
      "<cac:LotDistribution><cbc:MaximumLotsAwardedNumeric>2</cbc:MaximumLotsAwardedNumeric>"
      "<cbc:MaximumLotsSubmittedNumeric>3</cbc:MaximumLotsSubmittedNumeric></cac:LotDistribution>";
  tiny.process =
      "<cbc:ProcedureCode>open</cbc:ProcedureCode>"
      "<cbc:PartPresentationCode>all</cbc:PartPresentationCode>";
  const absl::StatusOr<v1::Notice> notice = tiny.Parse();
  ASSERT_TRUE(notice.ok()) << notice.status();
  EXPECT_EQ(notice->tender().titles(0).text(), "Rengøring");
  EXPECT_EQ(notice->tender().contract_nature(), "services");
  EXPECT_EQ(notice->tender().max_lots_awarded(), 2);
  EXPECT_EQ(notice->tender().max_lots_submitted(), 3);
  EXPECT_TRUE(notice->tender().all_lots_required());
  EXPECT_EQ(notice->tender().procedure_type(), "open");
}

TEST(LotTest, ALotLimitIsAWholeNumber) {
  TinyNotice tiny;
  tiny.terms =
      "<cac:LotDistribution><cbc:MaximumLotsAwardedNumeric>-1</cbc:MaximumLotsAwardedNumeric>"
      "</cac:LotDistribution>";
  ExpectRefused(tiny.Parse(), Reason::kFieldOutOfRange, "tender.max_lots_awarded");
}

}  // namespace
}  // namespace sambyd::notice
