#include "lib/application/review_lot.h"

#include <algorithm>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/application/lot_tree.h"
#include "lib/application/tender_queries.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/application/review_fixture.h"

namespace sambyd::application {
namespace {

using sambyd::testing::Trusted;
using testing_support::IsError;
using testing_support::IsOk;

class ReviewLotTest : public ReviewFixture {
 protected:
  ReviewLotTest() {
    Ingest(kThreeTasks);
    EXPECT_EQ(Parts().size(), 3U);
  }

  // The remainder; an empty lot where there is none.
  v1::Lot Remainder() const {
    for (const v1::Lot& lot : Parts()) {
      if (lot.derivation().remainder()) return lot;
    }
    return {};
  }

  absl::StatusOr<std::vector<v1::Lot>> Leaves(const std::string& lot) const {
    const storage::Snapshot& snapshot = *world_.Now()->snapshot;
    return LeavesOf(snapshot, lot, *TenderOfLot(snapshot, lot, Trusted()), Trusted());
  }
};

// A second store that gets the same decisions.
class AnotherWorld : public ReviewLotTest {
 public:
  std::vector<v1::Lot> After(const std::vector<v1::ReviewLotRequest>& decisions) {
    for (const v1::ReviewLotRequest& request : decisions) EXPECT_THAT(Review(request), IsOk());
    return Lots();
  }

 private:
  void TestBody() override {}
};

std::string BytesOf(const std::vector<v1::Lot>& lots) {
  std::string bytes;
  for (const v1::Lot& lot : lots) bytes += lot.SerializeAsString();
  return bytes;
}

TEST_F(ReviewLotTest, DecisionsStayAsTheyAreWhenAnEnterpriseIsDeletedAndNameNone) {
  world_.Register("24256790", "Den Rene Vej", 7, 3);
  ASSERT_THAT(Accept(1), IsOk());
  ASSERT_THAT(Reject(2), IsOk());
  ASSERT_THAT(Retitle(3, "Pleje af parker"), IsOk());
  const std::string decided = BytesOf(Lots());
  v1::DeleteEnterpriseRequest request;
  request.set_name("enterprises/DK24256790");
  ASSERT_THAT(world_.commands->Delete(request), IsOk());
  EXPECT_EQ(BytesOf(Lots()), decided);
  for (const char* name : {"24256790", "Den Rene Vej"}) {
    EXPECT_EQ(decided.find(name), std::string::npos) << name;
  }
}

// The organisation decides, not a person: a field that names one would have to be erasable.
TEST(LotReviewTest, ADecisionHasNoFieldForWhoMadeIt) {
  std::vector<std::string> fields;
  for (int i = 0; i < v1::LotReview::descriptor()->field_count(); ++i) {
    fields.push_back(v1::LotReview::descriptor()->field(i)->name());
  }
  EXPECT_THAT(fields, ::testing::UnorderedElementsAre("decision", "review_time", "merged_from",
                                                      "proposed", "value_open"));
}

TEST_F(ReviewLotTest, AnAcceptedLotStaysAsItIsAndSaysWhen) {
  const v1::Lot before = Child(2);
  const auto response = Accept(2);
  ASSERT_THAT(response, IsOk());
  const v1::Lot after = Child(2);
  EXPECT_EQ(after.review().decision(), v1::LotReview::DECISION_ACCEPTED);
  EXPECT_GT(after.review().review_time().seconds(), 0);
  EXPECT_EQ(after.titles(0).text(), before.titles(0).text());
  EXPECT_EQ(after.estimated_value().minor_units(), kThird);
  EXPECT_NE(after.etag(), before.etag());
  EXPECT_EQ(response->lot().SerializeAsString(), after.SerializeAsString());
  EXPECT_FALSE(response->has_remainder());
  ExpectWhole();
}

TEST_F(ReviewLotTest, TheValueOfARejectedLotGoesToTheRemainder) {
  const auto response = Reject(2);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(Child(2).set_aside(), v1::Lot::SET_ASIDE_REJECTED);
  EXPECT_EQ(response->remainder().estimated_value().minor_units(), kThird);
  EXPECT_EQ(response->remainder().name(), Name(4));
  EXPECT_EQ(Parts().size(), 3U);
  ASSERT_THAT(Reject(1), IsOk());
  EXPECT_EQ(Remainder().estimated_value().minor_units(), 2 * kThird);
  ExpectWhole();
}

TEST_F(ReviewLotTest, ALotOfWhichEveryPartIsRejectedStaysWholeAndSaysWhy) {
  for (const int number : {1, 2, 3}) ASSERT_THAT(Reject(number), IsOk());
  EXPECT_TRUE(Parts().empty());
  EXPECT_EQ(Lots().front().no_split().code(), "REJECTED");
  EXPECT_EQ(Leaves(kLot)->front().name(), kLot);
  ASSERT_THAT(Accept(3), IsOk());
  EXPECT_EQ(Parts().size(), 2U);
  ExpectWhole();
}

TEST_F(ReviewLotTest, AnEditChangesTheFieldsNamedAndKeepsWhatWasProposed) {
  v1::ReviewLotRequest request;
  request.set_name(Name(2));
  v1::Lot& lot = *request.mutable_edit()->mutable_lot();
  lot.add_titles()->set_text("Vinduer");
  lot.set_main_cpv("90911300");
  lot.add_places("0751");
  lot.mutable_period()->set_duration_days(365);
  lot.set_contract_nature("works");
  for (const char* path : {"titles", "main_cpv", "places", "period"}) {
    request.mutable_edit()->mutable_update_mask()->add_paths(path);
  }
  const v1::Lot before = Child(2);
  ASSERT_THAT(Review(request), IsOk());
  const v1::Lot after = Child(2);
  EXPECT_EQ(after.titles(0).text(), "Vinduer");
  EXPECT_EQ(after.main_cpv(), "90911300");
  EXPECT_EQ(after.places(0), "0751");
  EXPECT_EQ(after.period().duration_days(), 365);
  EXPECT_EQ(after.contract_nature(), before.contract_nature());
  EXPECT_EQ(after.estimated_value().minor_units(), kThird);
  EXPECT_EQ(after.derivation().confidence_bp(), 10'000);
  EXPECT_EQ(after.review().decision(), v1::LotReview::DECISION_EDITED);
  EXPECT_EQ(after.review().proposed().titles(0).text(), before.titles(0).text());
  ASSERT_THAT(Retitle(2, "Ruder"), IsOk());
  EXPECT_EQ(Child(2).review().proposed().titles(0).text(), before.titles(0).text());
  EXPECT_EQ(Child(2).main_cpv(), "90911300");
}

TEST_F(ReviewLotTest, WhatAnEditTakesFromTheValueGoesToTheRemainderAndComesFromThere) {
  ASSERT_THAT(SetValue(2, kThird - 1), IsOk());
  EXPECT_EQ(Remainder().estimated_value().minor_units(), 1);
  ASSERT_THAT(SetValue(1, kThird + 1), IsOk());
  EXPECT_EQ(Remainder().name(), "") << "nothing is left over";
  const auto refused = SetValue(3, kThird + 1);
  EXPECT_THAT(refused, IsError(absl::StatusCode::kFailedPrecondition, Reason::kLotValueExceeded));
  EXPECT_EQ(Child(3).estimated_value().minor_units(), kThird);
  ExpectWhole();
}

TEST_F(ReviewLotTest, ARejectedLotComesBackOnlyWhileTheRemainderHoldsItsValue) {
  ASSERT_THAT(Reject(3), IsOk());
  ASSERT_THAT(SetValue(1, 2 * kThird), IsOk());
  EXPECT_EQ(Remainder().estimated_value().minor_units(), 0);
  EXPECT_THAT(Accept(3), IsError(absl::StatusCode::kFailedPrecondition, Reason::kLotValueExceeded));
  ASSERT_THAT(SetValue(1, kThird), IsOk());
  ASSERT_THAT(Withdraw(3), IsOk());
  EXPECT_FALSE(Child(3).has_review());
  ExpectWhole();
}

TEST_F(ReviewLotTest, MergedLotsBecomeOneWithAllTheirWordsAndValue) {
  const auto response = Merge(3, {1});
  ASSERT_THAT(response, IsOk());
  const v1::Lot& merged = response->lot();
  EXPECT_EQ(merged.name(), Name(4));
  EXPECT_EQ(merged.titles(0).text(), Child(3).titles(0).text() + "; " + Child(1).titles(0).text());
  EXPECT_EQ(merged.estimated_value().minor_units(), 2 * kThird);
  EXPECT_EQ(merged.main_cpv(), Child(3).main_cpv());
  EXPECT_EQ(merged.derivation().evidence_size(), 2);
  EXPECT_LT(merged.derivation().evidence(0).begin(), merged.derivation().evidence(1).begin());
  EXPECT_EQ(merged.review().decision(), v1::LotReview::DECISION_MERGED);
  EXPECT_EQ(Child(1).merged_into(), Name(4));
  EXPECT_EQ(Parts().size(), 2U);
  ExpectWhole();
  EXPECT_THAT(Accept(1), IsError(absl::StatusCode::kFailedPrecondition, Reason::kLotSetAside));
  EXPECT_THAT(Merge(4, {2}),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kLotNotReviewable));
}

TEST_F(ReviewLotTest, WithdrawingAMergeBringsBackThoseItWasMadeOf) {
  const std::string before = Child(1).SerializeAsString();
  ASSERT_THAT(Retitle(3, "Grønt"), IsOk());
  ASSERT_THAT(Merge(1, {3}), IsOk());
  const auto response = Withdraw(4);
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->has_lot());
  EXPECT_EQ(Child(4).name(), "");
  EXPECT_EQ(Child(1).SerializeAsString(), before);
  EXPECT_EQ(Child(3).review().decision(), v1::LotReview::DECISION_EDITED);
  ExpectWhole();
}

TEST_F(ReviewLotTest, WithdrawingGivesBackTheVeryProposal) {
  std::vector<std::string> before;
  for (const v1::Lot& lot : Lots()) before.push_back(lot.SerializeAsString());
  ASSERT_THAT(Accept(1), IsOk());
  ASSERT_THAT(SetValue(2, 5), IsOk());
  ASSERT_THAT(Retitle(2, "Ruder"), IsOk());
  ASSERT_THAT(Reject(2), IsOk());
  ASSERT_THAT(Reject(3), IsOk());
  for (const int number : {3, 2, 1}) ASSERT_THAT(Withdraw(number), IsOk());
  std::vector<std::string> after;
  for (const v1::Lot& lot : Lots()) after.push_back(lot.SerializeAsString());
  EXPECT_EQ(after, before);
}

TEST_F(ReviewLotTest, EditsStayWithinTheParent) {
  const auto edit = [&](const char* path, const auto& set) {
    v1::ReviewLotRequest request;
    request.set_name(Name(1));
    request.mutable_edit()->mutable_update_mask()->add_paths(path);
    set(*request.mutable_edit()->mutable_lot());
    return Review(request).status();
  };
  const auto out_of_range = IsError(absl::StatusCode::kInvalidArgument, Reason::kFieldOutOfRange);
  const auto invalid = IsError(absl::StatusCode::kInvalidArgument, Reason::kFieldInvalid);
  EXPECT_THAT(edit("places", [](v1::Lot& lot) { lot.add_places("DK011"); }), out_of_range);
  EXPECT_THAT(edit("period", [](v1::Lot& lot) { lot.mutable_period()->set_duration_days(721); }),
              out_of_range);
  EXPECT_THAT(edit("estimated_value",
                   [](v1::Lot& lot) { lot.mutable_estimated_value()->set_currency("EUR"); }),
              invalid);
  EXPECT_THAT(edit("estimated_value", [](v1::Lot&) {}),
              IsError(absl::StatusCode::kInvalidArgument, Reason::kFieldRequired));
  EXPECT_THAT(edit("main_cpv", [](v1::Lot& lot) { lot.set_main_cpv("12345678"); }), invalid);
  EXPECT_THAT(edit("reservations", [](v1::Lot&) {}), invalid);
  EXPECT_FALSE(Child(1).has_review());
}

TEST_F(ReviewLotTest, OnlyDerivedLotsThatAreNoRemainderAreReviewed) {
  v1::ReviewLotRequest request;
  request.mutable_accept();
  request.set_name(kLot);
  const auto refused = IsError(absl::StatusCode::kFailedPrecondition, Reason::kLotNotReviewable);
  EXPECT_THAT(Review(request), refused);
  ASSERT_THAT(Reject(1), IsOk());
  EXPECT_THAT(Accept(4), refused);
  EXPECT_THAT(Merge(2, {4}), refused);
  EXPECT_THAT(Accept(9), IsError(absl::StatusCode::kNotFound, Reason::kNotFound));
  EXPECT_THAT(Merge(2, {9}), IsError(absl::StatusCode::kInvalidArgument, Reason::kFieldInvalid));
  EXPECT_THAT(Merge(2, {1}), IsError(absl::StatusCode::kFailedPrecondition, Reason::kLotSetAside));
}

TEST_F(ReviewLotTest, StaleEtagIsAbortedAndARequestIdReplaysTheFirstAnswer) {
  v1::ReviewLotRequest request;
  request.set_name(Name(1));
  request.set_etag(Child(1).etag());
  request.set_request_id("2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d");
  request.mutable_accept();
  const auto first = Review(request);
  ASSERT_THAT(first, IsOk());
  world_.Restart();
  const auto replay = Review(request);
  ASSERT_THAT(replay, IsOk());
  EXPECT_EQ(replay->SerializeAsString(), first->SerializeAsString());
  request.set_request_id("");
  EXPECT_THAT(Review(request), IsError(absl::StatusCode::kAborted, Reason::kEtagMismatch));
}

TEST_F(ReviewLotTest, MatchingTakesPartsAloneAndRefusesLotsThatAreSetAside) {
  ASSERT_THAT(Reject(1), IsOk());
  const auto leaves = Leaves(kLot);
  ASSERT_THAT(leaves, IsOk());
  ASSERT_EQ(leaves->size(), 3U);
  EXPECT_EQ(leaves->front().name(), Name(2));
  EXPECT_THAT(Leaves(Name(1)),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kLotSetAside));
}

TEST_F(ReviewLotTest, ListsLeaveOutWhatIsRejectedOrMergedUnlessAsked) {
  ASSERT_THAT(Reject(1), IsOk());
  ASSERT_THAT(Merge(2, {3}), IsOk());
  v1::ListLotsRequest request;
  request.set_parent(kTender);
  request.set_page_size(1);
  std::vector<std::string> names;
  do {
    const auto page = ListLots(*world_.Now()->snapshot, request, Trusted());
    ASSERT_THAT(page, IsOk());
    names.push_back(page->lots(0).name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(names, (std::vector<std::string>{kLot, Name(4), Name(5)}));
  EXPECT_EQ(Lots().size(), 6U);
}

TEST_F(ReviewLotTest, RandomDecisionsKeepTheLotWholeAndReplayToTheSameBytes) {
  const unsigned seed = std::random_device()();
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  std::vector<v1::ReviewLotRequest> accepted;
  for (int round = 0; round < 60; ++round) {
    const std::vector<v1::Lot> lots = Lots();
    const auto pick = [&] { return lots[1 + random() % (lots.size() - 1)].name(); };
    v1::ReviewLotRequest request;
    request.set_name(pick());
    switch (random() % 6) {
      case 0:
        request.mutable_accept();
        break;
      case 1:
        request.mutable_reject();
        break;
      case 2:
        request.mutable_merge()->add_others(pick());
        break;
      case 3: {
        v1::EditLot& edit = *request.mutable_edit();
        edit.mutable_lot()->mutable_estimated_value()->set_currency("DKK");
        edit.mutable_lot()->mutable_estimated_value()->set_minor_units(
            static_cast<std::int64_t>(random() % 50'000'000));
        edit.mutable_update_mask()->add_paths("estimated_value");
        break;
      }
      default:
        request.mutable_withdraw();
    }
    if (Review(request).ok()) accepted.push_back(request);
    ExpectWhole();
  }
  EXPECT_FALSE(accepted.empty());
  const auto check = world_.Check();
  ASSERT_THAT(check, IsOk());
  EXPECT_TRUE(check->ok());

  const auto lots = Lots();
  const auto others = AnotherWorld().After(accepted);
  ASSERT_EQ(lots.size(), others.size());
  for (std::size_t i = 0; i < lots.size(); ++i) {
    EXPECT_EQ(lots[i].SerializeAsString(), others[i].SerializeAsString());
  }
}

}  // namespace
}  // namespace sambyd::application
