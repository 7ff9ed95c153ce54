// Tries to learn what is not told: by asking as others, by taking one answer off another, and
// through answers that were remembered for somebody else.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lib/application/answer_cache.h"
#include "lib/application/enterprise_queries.h"
#include "lib/application/find_consortia.h"
#include "lib/application/replace_member.h"
#include "lib/application/search_slots.h"
#include "lib/application/suggest_changes.h"
#include "lib/application/suggest_partners.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using sambyd::testing::CleaningLot;
using sambyd::testing::World;
using testing_support::IsOk;

constexpr char kLarge[] = "enterprises/DK24256790";   // 12 of 40 on special terms
constexpr char kMiddle[] = "enterprises/DK13585628";  // 9 of 30
constexpr char kSmall[] = "enterprises/DK25313763";   // 4 of 13: a count that nobody may know
constexpr char kOdd[] = "enterprises/DK29189846";     // 6 of 8: two others, so just as small

const Caller kReader{};
const Caller kWorkforceReader{.reads_workforce = true};
const Caller kEnterprise{.enterprise = kSmall};

// Fields that tell of workforce counts, wherever they stand in a message.
const std::set<std::string> kFigures = {
    "headcount",           "special",          "aggregate_share_bp",
    "ordinary_to_spare",   "special_to_spare", "special_to_hire",
    "ordinary_to_replace", "totals",           "workforce_totals",
    "workforce_counts",    "counts",           "heads"};

// Adds every figure that is set below `message`, with the name of the enterprise it stands beside.
void CollectFigures(const Message& message, std::vector<std::string>& figures) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (kFigures.contains(field->name())) {
      figures.push_back(field->full_name() + " in " + message.ShortDebugString());
    }
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      CollectFigures(message.GetReflection()->GetMessage(message, field), figures);
      continue;
    }
    for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
      CollectFigures(message.GetReflection()->GetRepeatedMessage(message, field, i), figures);
    }
  }
}

std::vector<std::string> FiguresIn(const Message& message) {
  std::vector<std::string> figures;
  CollectFigures(message, figures);
  return figures;
}

class PrivacyTest : public ::testing::Test {
 protected:
  PrivacyTest() {
    world_.Register("24256790", "Den Store", 28, 12);
    world_.Register("13585628", "Den Mellemste", 21, 9);
    world_.Register("25313763", "Den Lille", 9, 4);
    world_.Register("29189846", "Den Skæve", 2, 6);
  }

  v1::Enterprise Get(const std::string& name, const Caller& caller) const {
    return GetEnterprise(*world_.Now()->snapshot, name, caller).value();
  }

  v1::EvaluateConsortiumResponse Evaluate(const std::vector<std::string>& members,
                                          const Caller& caller) const {
    v1::EvaluateConsortiumRequest request;
    *request.mutable_inline_lot() = CleaningLot();
    request.mutable_inline_lot()->mutable_leaves(0)->set_ore_per_year(100'000'000);
    for (const std::string& member : members) request.add_enterprises(member);
    auto response = EvaluateConsortium(*world_.Now(), request, world_.Unhurried(caller));
    EXPECT_THAT(response, IsOk());
    return *std::move(response);
  }

  // Every answer that tells of enterprises, for groups of one to four.
  std::vector<std::string> AllFigures(const Caller& caller) const {
    std::vector<std::string> figures;
    const std::vector<std::string> all = {kLarge, kMiddle, kSmall, kOdd};
    for (unsigned set = 1; set < 16; ++set) {
      std::vector<std::string> members;
      for (unsigned i = 0; i < 4; ++i) {
        if (((set >> i) & 1U) != 0) members.push_back(all[i]);
      }
      CollectFigures(Evaluate(members, caller), figures);
      v1::SuggestChangesRequest suggest;
      *suggest.mutable_inline_lot() = CleaningLot();
      for (const std::string& member : members) suggest.add_enterprises(member);
      CollectFigures(*SuggestChanges(*world_.Now(), suggest, world_.Unhurried(caller)), figures);
      v1::ReplaceMemberRequest replace;
      *replace.mutable_inline_lot() = CleaningLot();
      for (const std::string& member : members) replace.add_enterprises(member);
      replace.set_leaving_enterprise(members.front());
      const auto replaced = ReplaceMember(*world_.Now(), replace, world_.Unhurried(caller));
      if (replaced.ok()) CollectFigures(*replaced, figures);
    }
    for (const auto policy : {v1::THRESHOLD_POLICY_AGGREGATE, v1::THRESHOLD_POLICY_PER_MEMBER,
                              v1::THRESHOLD_POLICY_LEAD_ONLY, v1::THRESHOLD_POLICY_NONE}) {
      v1::FindConsortiaRequest find;
      *find.mutable_inline_lot() = CleaningLot();
      find.mutable_options()->set_policy(policy);
      CollectFigures(*FindConsortia(*world_.Now(), find, world_.Unhurried(caller)), figures);
      find.mutable_inline_lot()->mutable_leaves(0)->set_ore_per_year(5'000'000'000);
      CollectFigures(*FindConsortia(*world_.Now(), find, world_.Unhurried(caller)), figures);
    }
    return figures;
  }

  World world_;
};

TEST_F(PrivacyTest, AReaderIsToldNoFigureByAnyAnswer) {
  EXPECT_EQ(AllFigures(kReader), std::vector<std::string>());
  EXPECT_GT(AllFigures(kWorkforceReader).size(), 20U);  // the search for figures finds them
}

TEST_F(PrivacyTest, AnEnterpriseIsToldNoFigureOfAGroupThatItIsIn) {
  EXPECT_EQ(AllFigures(kEnterprise), std::vector<std::string>());
}

TEST_F(PrivacyTest, AnEnterpriseSeesItsOwnCountsAndNoOthers) {
  EXPECT_EQ(Get(kSmall, kEnterprise).workforce().totals().special(), 4);
  for (const char* other : {kLarge, kMiddle, kOdd}) {
    EXPECT_EQ(FiguresIn(Get(other, kEnterprise)), std::vector<std::string>()) << other;
  }
}

TEST_F(PrivacyTest, AReaderOfWorkforceDataSeesCountsThatAreNotSmall) {
  EXPECT_EQ(Get(kLarge, kWorkforceReader).workforce().totals().headcount(), 40);
  for (const char* small : {kSmall, kOdd}) {
    EXPECT_EQ(FiguresIn(Get(small, kWorkforceReader)), std::vector<std::string>()) << small;
    EXPECT_EQ(Get(small, kWorkforceReader).workforce().size_band(),
              Get(small, kReader).workforce().size_band());
  }
}

TEST_F(PrivacyTest, ListingTellsNoMoreThanGetting) {
  for (const Caller& caller : {kReader, kWorkforceReader, kEnterprise}) {
    const auto listed = ListEnterprises(*world_.Now()->snapshot, {}, caller);
    ASSERT_THAT(listed, IsOk());
    ASSERT_EQ(listed->enterprises_size(), 4);
    for (const v1::Enterprise& enterprise : listed->enterprises()) {
      EXPECT_EQ(enterprise.SerializeAsString(), Get(enterprise.name(), caller).SerializeAsString());
    }
  }
}

TEST_F(PrivacyTest, NoSumOrShareIsToldOfTwo) {
  const auto two = Evaluate({kLarge, kMiddle}, kWorkforceReader).consortium();
  EXPECT_EQ(two.members(0).workforce().headcount() + two.members(1).workforce().headcount(), 70);
  EXPECT_FALSE(two.readings().has_totals());
  EXPECT_FALSE(two.readings().has_aggregate_share_bp());
}

// The sum of three less that of two would be the third.
TEST_F(PrivacyTest, AGroupWithASmallMemberTellsNothingThatAGroupWithoutItCouldBeTakenOff) {
  const auto without = Evaluate({kLarge, kMiddle}, kWorkforceReader);
  EXPECT_TRUE(without.consortium().readings().aggregate().has_special_to_spare());
  for (const char* small : {kSmall, kOdd}) {
    const auto with = Evaluate({kLarge, kMiddle, small}, kWorkforceReader).consortium();
    ASSERT_EQ(with.members_size(), 3);
    EXPECT_EQ(FiguresIn(with.readings()), std::vector<std::string>());
    for (const v1::Member& member : with.members()) {
      EXPECT_EQ(member.has_workforce(), member.enterprise() != small) << member.enterprise();
    }
    EXPECT_NE(with.readings().aggregate().verdict(), v1::VERDICT_UNSPECIFIED);
  }
}

// How many a group must hire follows from its counts.
TEST_F(PrivacyTest, WhatAGroupWithASmallMemberMustHireIsNotCounted) {
  world_.Register("24256790", "Den Store", 60, 5);
  v1::SuggestChangesRequest request;
  *request.mutable_inline_lot() = CleaningLot();
  request.add_enterprises(kLarge);
  request.add_enterprises(kSmall);
  const auto response = SuggestChanges(*world_.Now(), request, world_.Unhurried(kWorkforceReader));
  ASSERT_THAT(response, IsOk());
  int hires = 0;
  for (const v1::Change& change : response->groups(0).changes()) {
    hires += change.hires_size();
    EXPECT_EQ(FiguresIn(change), std::vector<std::string>());
  }
  EXPECT_GT(hires, 0);
  EXPECT_EQ(FiguresIn(response->groups(0).conflict()), std::vector<std::string>());
}

TEST_F(PrivacyTest, AnAnswerRememberedForOneCallerIsNotGivenToAnother) {
  SearchSlots slots{1, 0};
  AnswerCache cache{std::size_t{1} << 20U};
  v1::FindConsortiaRequest request;
  *request.mutable_inline_lot() = CleaningLot();
  const auto ask = [&](const Caller& caller) {
    return *FindConsortiaOnce(*world_.Now(), request, world_.Unhurried(caller), slots, cache);
  };
  EXPECT_FALSE(FiguresIn(ask(kWorkforceReader)).empty());
  EXPECT_EQ(FiguresIn(ask(kReader)), std::vector<std::string>());
  EXPECT_EQ(FiguresIn(ask(kEnterprise)), std::vector<std::string>());
  EXPECT_FALSE(FiguresIn(ask(kWorkforceReader)).empty());
  EXPECT_EQ(cache.counts().hits, 2);  // the enterprise's and the second of the workforce reader
}

TEST_F(PrivacyTest, AWriteAnswersWithoutCounts) {
  v1::ConfirmProfileRequest request;
  request.set_name(kLarge);
  const auto confirmed = world_.commands->ConfirmProfile(request);
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_TRUE(confirmed->response.has_workforce());
  EXPECT_EQ(FiguresIn(confirmed->response), std::vector<std::string>());
}

TEST_F(PrivacyTest, ARefusedStatementIsNotRepeatedInTheError) {
  v1::SubmitWorkforceStatementRequest request;
  request.set_parent(kLarge);
  *request.mutable_workforce_statement() = sambyd::testing::Statement(1'234'567, -4);
  const auto refused = world_.commands->SubmitStatement(request, {.keeps_register = true});
  EXPECT_FALSE(refused.ok());
  EXPECT_EQ(refused.status().ToString().find("1234567"), std::string::npos);
  EXPECT_EQ(refused.status().ToString().find("-4"), std::string::npos);
}

}  // namespace
}  // namespace sambyd::application
