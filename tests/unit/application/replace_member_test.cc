#include "lib/application/replace_member.h"

#include <map>

#include <gtest/gtest.h>

#include "lib/application/find_consortia.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using sambyd::testing::CleaningLot;
using sambyd::testing::kBlank;
using sambyd::testing::kHus;
using sambyd::testing::kVej;
using sambyd::testing::World;
using testing_support::IsError;
using testing_support::IsOk;

// Two cleaners share a lot of 3 million kroner; two others could join. Only Den Rene Vej and Huset
// meet 30 %.
class ReplaceMemberTest : public ::testing::Test {
 protected:
  ReplaceMemberTest() {
    world_.Register("24256790", "Den Rene Vej", 4, 6);
    world_.Register("13585628", "Blank og Co.", 10, 1);
    world_.Register("25313763", "Huset", 12, 8);
    world_.Register("29189846", "Rent og Pænt", 50, 0);
    *request_.mutable_inline_lot() = CleaningLot();
    request_.add_enterprises(kVej);
    request_.add_enterprises(kBlank);
    request_.set_leaving_enterprise(kBlank);
  }

  void Agree(const std::string& enterprise, std::int64_t ore) {
    v1::AgreedAmount& amount = *request_.add_agreed();
    amount.set_enterprise(enterprise);
    amount.set_leaf("rengøring");
    amount.set_ore_per_year(ore);
  }

  absl::StatusOr<v1::ReplaceMemberResponse> Replace() {
    return ReplaceMember(*world_.Now(), request_, world_.Unhurried());
  }

  static std::int64_t AmountOf(const v1::Consortium& consortium, const std::string& enterprise) {
    std::int64_t sum = 0;
    for (const v1::Member& member : consortium.members()) {
      if (member.enterprise() != enterprise) continue;
      for (const v1::Allocation& part : member.allocations()) sum += part.ore_per_year();
    }
    return sum;
  }

  World world_;
  v1::ReplaceMemberRequest request_;
};

TEST_F(ReplaceMemberTest, WhoeverComesTakesTheRoleThatIsLeftAndTheOthersKeepTheirs) {
  Agree(kVej, 120'000'000);
  Agree(kBlank, 180'000'000);
  const auto response = Replace();
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->has_without());
  // Rent og Pænt would bring the share below 30 %.
  ASSERT_EQ(response->replacements_size(), 1);
  EXPECT_EQ(response->replacements_found(), 1);
  const v1::Replacement& replacement = response->replacements(0);
  EXPECT_EQ(replacement.joins().enterprise(), kHus);
  EXPECT_EQ(replacement.joins().display_name(), "Huset");
  EXPECT_EQ(replacement.moved_ore_per_year(), 0);
  EXPECT_EQ(AmountOf(replacement.consortium(), kVej), 120'000'000);
  EXPECT_EQ(AmountOf(replacement.consortium(), kHus), 180'000'000);
}

TEST_F(ReplaceMemberTest, ARoleTooLargeForAnybodyIsSharedAndSaysWhatChangesHands) {
  Agree(kVej, 50'000'000);
  Agree(kBlank, 250'000'000);  // nobody else can do more than 200
  const auto response = Replace();
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->replacements_size(), 1);
  const v1::Replacement& replacement = response->replacements(0);
  EXPECT_EQ(replacement.moved_ore_per_year(),
            AmountOf(replacement.consortium(), kVej) - 50'000'000);
  EXPECT_GE(replacement.moved_ore_per_year(), 50'000'000);
}

TEST_F(ReplaceMemberTest, WithoutAgreedAmountsTheBestOnesOfTheGroupCount) {
  const auto response = Replace();
  ASSERT_THAT(response, IsOk());
  v1::EvaluateConsortiumRequest evaluate;
  *evaluate.mutable_inline_lot() = request_.inline_lot();
  *evaluate.mutable_enterprises() = request_.enterprises();
  const auto evaluated = EvaluateConsortium(*world_.Now(), evaluate, world_.Unhurried());
  ASSERT_THAT(evaluated, IsOk());
  ASSERT_EQ(response->agreed_size(), 2);
  for (const v1::AgreedAmount& agreed : response->agreed()) {
    EXPECT_EQ(agreed.ore_per_year(), AmountOf(evaluated->consortium(), agreed.enterprise()));
  }
}

TEST_F(ReplaceMemberTest, EachReplacementIsFeasibleWhenItIsEvaluatedByItself) {
  request_.mutable_options()->set_policy(v1::THRESHOLD_POLICY_LEAD_ONLY);
  const auto response = Replace();
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->replacements_size(), 2);
  for (const v1::Replacement& replacement : response->replacements()) {
    v1::EvaluateConsortiumRequest evaluate;
    *evaluate.mutable_inline_lot() = request_.inline_lot();
    *evaluate.mutable_options() = request_.options();
    for (const v1::Member& member : replacement.consortium().members()) {
      evaluate.add_enterprises(member.enterprise());
    }
    EXPECT_EQ(EvaluateConsortium(*world_.Now(), evaluate, world_.Unhurried())->feasible(),
              v1::VERDICT_PASS);
  }
}

TEST_F(ReplaceMemberTest, WhereTheOthersCanDoItAloneThatIsTold) {
  request_.mutable_inline_lot()->mutable_leaves(0)->set_ore_per_year(150'000'000);
  const auto response = Replace();
  ASSERT_THAT(response, IsOk());
  ASSERT_TRUE(response->has_without());
  EXPECT_EQ(AmountOf(response->without(), kVej), 150'000'000);
}

TEST_F(ReplaceMemberTest, MoreThanAskedForAreCountedAndNotListed) {
  request_.mutable_options()->set_policy(v1::THRESHOLD_POLICY_LEAD_ONLY);
  request_.set_top(1);
  const auto response = Replace();
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->replacements_size(), 1);
  EXPECT_EQ(response->replacements_found(), 2);
}

TEST_F(ReplaceMemberTest, OneThatIsNoLongerRegisteredCanStillBeReplaced) {
  request_.set_enterprises(1, "enterprises/DK25313771");
  request_.set_leaving_enterprise("enterprises/DK25313771");
  const auto response = Replace();
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->agreed_size(), 0);
  EXPECT_EQ(response->replacements_found(), 2);
}

TEST_F(ReplaceMemberTest, BadRequestsNameTheirField) {
  const auto violates = [&](const std::string& field) {
    const auto refusal = RefusalOf(Replace().status());
    EXPECT_EQ(refusal ? refusal->violations.at(0).field : "", field);
  };
  request_.set_leaving_enterprise(kHus);
  violates("leaving_enterprise");
  request_.set_leaving_enterprise(kBlank);
  Agree(kHus, 1);
  violates("agreed[0].enterprise");
  request_.mutable_agreed(0)->set_enterprise(kVej);
  request_.mutable_agreed(0)->set_leaf("vinduer");
  violates("agreed[0].leaf");
  request_.mutable_agreed(0)->set_leaf("rengøring");
  request_.mutable_agreed(0)->set_ore_per_year(300'000'001);
  violates("agreed[0].ore_per_year");
  request_.clear_agreed();
  world_.Register("25313771", "Gartneriet", 1, 3, "77310000");
  request_.set_enterprises(0, "enterprises/DK25313771");
  violates("enterprises[0]");
  request_.set_enterprises(0, "enterprises/DK11111111");
  EXPECT_THAT(Replace(), IsError(absl::StatusCode::kNotFound, Reason::kNotFound));
}

}  // namespace
}  // namespace sambyd::application
