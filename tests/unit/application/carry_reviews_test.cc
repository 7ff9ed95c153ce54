#include "lib/application/carry_reviews.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/unit/application/review_fixture.h"

namespace sambyd::application {
namespace {

using testing_support::IsError;
using testing_support::IsOk;

// The same three tasks elsewhere in the text, broken into lines.
constexpr char kMoved[] =
    "Testkøbing Kommune ønsker at indgå en aftale.\n\nOpgaven omfatter rengøring\naf kontorer, "
    "vinduespudsning og pleje af grønne områder.";
constexpr char kWindowsChanged[] =
    "Opgaven omfatter rengøring af kontorer, polering af vinduer og pleje af grønne områder.";
constexpr char kOneTask[] = "Rengøring af kontorer.";

class CarryReviewsTest : public ReviewFixture {
 protected:
  CarryReviewsTest() { Ingest(kThreeTasks); }
};

TEST_F(CarryReviewsTest, DecisionsHoldWhereTheWordsOnlyMoved) {
  ASSERT_THAT(Accept(1), IsOk());
  ASSERT_THAT(SetValue(2, 10'000'000), IsOk());
  ASSERT_THAT(Reject(3), IsOk());
  const v1::Lot edited = Child(2);
  EXPECT_EQ(Ingest(kMoved).stale_reviews(), 0);
  EXPECT_EQ(Child(1).review().decision(), v1::LotReview::DECISION_ACCEPTED);
  EXPECT_EQ(Child(1).derivation().evidence(0).text(), "rengøring\naf kontorer");
  EXPECT_GT(Child(2).derivation().evidence(0).begin(), edited.derivation().evidence(0).begin());
  EXPECT_EQ(Child(2).review().SerializeAsString(), edited.review().SerializeAsString());
  EXPECT_EQ(Child(2).estimated_value().minor_units(), 10'000'000);
  EXPECT_EQ(Child(3).set_aside(), v1::Lot::SET_ASIDE_REJECTED);
  EXPECT_EQ(Parts().size(), 3U);
  ExpectWhole();
}

TEST_F(CarryReviewsTest, ADecisionIsFlaggedWhenItsWordsAreGoneAndHoldsAgainWhenTheyComeBack) {
  ASSERT_THAT(Accept(1), IsOk());
  ASSERT_THAT(Reject(2), IsOk());
  EXPECT_EQ(Ingest(kWindowsChanged).stale_reviews(), 1);
  EXPECT_EQ(Child(1).set_aside(), v1::Lot::SET_ASIDE_UNSPECIFIED);
  EXPECT_EQ(Child(2).set_aside(), v1::Lot::SET_ASIDE_TEXT_CHANGED);
  EXPECT_EQ(Child(2).review().decision(), v1::LotReview::DECISION_REJECTED);
  EXPECT_THAT(Accept(2), IsError(absl::StatusCode::kFailedPrecondition, Reason::kLotSetAside));
  ExpectWhole();
  EXPECT_EQ(Ingest(kThreeTasks).stale_reviews(), 0);
  EXPECT_EQ(Child(2).set_aside(), v1::Lot::SET_ASIDE_REJECTED);
  ExpectWhole();
}

TEST_F(CarryReviewsTest, WithdrawingADecisionThatNoLongerHoldsRemovesTheLot) {
  ASSERT_THAT(Merge(1, {2}), IsOk());
  EXPECT_EQ(Ingest(kWindowsChanged).stale_reviews(), 1);
  EXPECT_EQ(Child(4).set_aside(), v1::Lot::SET_ASIDE_TEXT_CHANGED);
  ExpectWhole();
  ASSERT_THAT(Withdraw(4), IsOk());
  for (const v1::Lot& lot : Lots()) EXPECT_FALSE(lot.has_review()) << lot.name();
  ExpectWhole();
}

TEST_F(CarryReviewsTest, AMergedLotTakesThePlaceOfThoseItWasMadeOf) {
  ASSERT_THAT(Merge(1, {3}), IsOk());
  EXPECT_EQ(Ingest(kMoved).stale_reviews(), 0);
  ASSERT_EQ(Parts().size(), 2U);
  EXPECT_EQ(Parts()[0].name(), Name(2));
  EXPECT_EQ(Parts()[1].name(), Name(4));
  EXPECT_EQ(Child(1).merged_into(), Name(4));
  ExpectWhole();
}

TEST_F(CarryReviewsTest, AReviewedLotStandsBesideARemainderWhereNothingElseIsProposed) {
  ASSERT_THAT(Accept(1), IsOk());
  EXPECT_EQ(Ingest(kOneTask).stale_reviews(), 1) << "words cut out of longer ones are others";
  EXPECT_TRUE(Parts().empty());
  Ingest("Opgaven er rengøring af kontorer.");
  ASSERT_EQ(Parts().size(), 2U);
  EXPECT_EQ(Parts()[0].name(), Name(1));
  EXPECT_TRUE(Parts()[1].derivation().remainder());
  ExpectWhole();
}

TEST_F(CarryReviewsTest, DecidedValuesStandAndTheOthersShareWhatTheyLeave) {
  ASSERT_THAT(Accept(1), IsOk());
  Ingest(kThreeTasks, "600000");
  EXPECT_EQ(Child(1).estimated_value().minor_units(), kThird);
  EXPECT_EQ(Child(2).estimated_value().minor_units(), 15'000'000);
  ExpectWhole();
  Ingest(kThreeTasks, "1200000");
  EXPECT_EQ(Child(1).estimated_value().minor_units(), kThird);
  ExpectWhole();
}

TEST_F(CarryReviewsTest, DecidedValuesThatExceedTheLotNoLongerFit) {
  ASSERT_THAT(Accept(1), IsOk());
  EXPECT_EQ(Ingest(kThreeTasks, "200000").stale_reviews(), 1);
  EXPECT_EQ(Child(1).set_aside(), v1::Lot::SET_ASIDE_NO_LONGER_FITS);
  ExpectWhole();
}

TEST_F(CarryReviewsTest, ALotDecidedAboutBeforeItsValueWasKnownTakesWhatIsProposedThen) {
  Ingest(kThreeTasks, "");
  ASSERT_THAT(Accept(1), IsOk());
  ASSERT_THAT(Merge(2, {3}), IsOk());
  ExpectWhole();
  Ingest(kThreeTasks, "900000");
  EXPECT_EQ(Child(1).estimated_value().minor_units(), kThird);
  EXPECT_EQ(Child(4).estimated_value().minor_units(), 2 * kThird);
  ExpectWhole();
  Ingest(kThreeTasks, "300000");
  EXPECT_EQ(Child(1).estimated_value().minor_units(), kThird / 3);
  ExpectWhole();
}

TEST_F(CarryReviewsTest, RejectingWithoutAValueLeavesARemainderWithoutOne) {
  Ingest(kThreeTasks, "");
  ASSERT_THAT(Reject(1), IsOk());
  EXPECT_EQ(Parts().size(), 3U);
  ASSERT_THAT(Withdraw(1), IsOk());
  EXPECT_EQ(Parts().size(), 3U);
  EXPECT_EQ(Child(4).name(), "");
}

}  // namespace
}  // namespace sambyd::application
