#include "lib/application/small_lots.h"

#include <vector>

#include <gtest/gtest.h>

namespace sambyd::application {
namespace {

v1::Tender TenderOf(std::int64_t value_ore) {
  v1::Tender tender;
  tender.mutable_estimated_value()->set_currency("DKK");
  tender.mutable_estimated_value()->set_minor_units(value_ore);
  v1::Date& day = *tender.add_notices()->mutable_publication_date();
  day.set_year(2026);
  day.set_month(3);
  day.set_day(1);
  return tender;
}

v1::Lot DerivedLot(std::int64_t value_ore) {
  v1::Lot lot;
  lot.set_origin(v1::Lot::ORIGIN_DERIVED);
  lot.set_contract_nature("services");
  lot.mutable_estimated_value()->set_currency("DKK");
  lot.mutable_estimated_value()->set_minor_units(value_ore);
  return lot;
}

TEST(SmallLotsTest, CandidatesFillTheTwentyPerCentInOrder) {
  std::vector<v1::Lot> lots = {DerivedLot(50'000'000), DerivedLot(50'000'000),
                               DerivedLot(100'000'000)};
  MarkSmallLots(TenderOf(400'000'000), lots);
  EXPECT_EQ(lots[0].small_lot().candidate(), v1::VERDICT_PASS);
  EXPECT_EQ(lots[0].small_lot().within_budget(), v1::VERDICT_PASS);
  EXPECT_EQ(lots[1].small_lot().candidate(), v1::VERDICT_PASS);
  EXPECT_EQ(lots[1].small_lot().within_budget(), v1::VERDICT_FAIL);
  EXPECT_EQ(lots[1].small_lot().running_total().minor_units(), 100'000'000);
  EXPECT_EQ(lots[2].small_lot().candidate(), v1::VERDICT_FAIL);
}

TEST(SmallLotsTest, WithoutAValueOrAPublicationDateTheVerdictIsUnknown) {
  std::vector<v1::Lot> lots = {DerivedLot(1)};
  lots[0].clear_estimated_value();
  MarkSmallLots(TenderOf(400'000'000), lots);
  EXPECT_EQ(lots[0].small_lot().candidate(), v1::VERDICT_UNKNOWN);

  lots = {DerivedLot(1)};
  v1::Tender draft = TenderOf(400'000'000);
  draft.clear_notices();
  MarkSmallLots(draft, lots);
  EXPECT_EQ(lots[0].small_lot().candidate(), v1::VERDICT_UNKNOWN);
}

TEST(SmallLotsTest, PublishedLotsAreNotMarked) {
  std::vector<v1::Lot> lots = {DerivedLot(1)};
  lots[0].set_origin(v1::Lot::ORIGIN_PUBLISHED);
  MarkSmallLots(TenderOf(400'000'000), lots);
  EXPECT_FALSE(lots[0].has_small_lot());
}

}  // namespace
}  // namespace sambyd::application
