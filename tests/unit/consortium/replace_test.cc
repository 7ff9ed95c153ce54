#include "lib/consortium/replace.h"

#include <gtest/gtest.h>

#include "tests/unit/consortium/lot_fixture.h"

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;

std::vector<market::Enterprise> Firms() {
  return {Firm("a", {10, 5}, {{kCleaning, 100, 0}, {kGardening, 100, 0}}),
          Firm("b", {10, 4}, {{kGardening, 100}}),
          Firm("better", {10, 0}, {{kGardening, 100, 1000}}),
          Firm("cleaner", {10, 3}, {{kCleaning, 100, 900}}),
          Firm("plain", {10, 3}, {{kGardening, 100, 100}})};
}

LotQuery Query() {
  LotQuery query = Lot({{kCleaning, 100}, {kGardening, 100}}, ThresholdPolicy::kPerMember);
  query.max_members = 2;
  return query;
}

Replacements Replace(const LotQuery& query, const std::vector<AgreedAmount>& agreed,
                     std::string_view leaver) {
  auto result = ReplaceMember(market::View::Build(Firms()), query, agreed, leaver, 10, nullptr);
  EXPECT_TRUE(result.ok()) << result.status();
  return *std::move(result);
}

std::vector<std::string> Joining(const Replacements& replacements) {
  std::vector<std::string> ids;
  for (const Replacement& option : replacements.options) {
    ids.emplace_back(replacements.pool.problem.candidates.ids[option.joins]);
  }
  return ids;
}

TEST(ReplaceTest, ThoseWhoKeepEveryRoleComeFirst) {
  // `a` cleans, `b` gardens and leaves: `plain` takes over its role; `cleaner` would take a's.
  const Replacements result = Replace(Query(), {{"a", 0, 100}, {"b", 1, 100}}, "b");
  EXPECT_EQ(Joining(result), (std::vector<std::string>{"plain", "cleaner"}));
  EXPECT_EQ(result.options[0].moved, 0);
  EXPECT_EQ(result.options[1].moved, 200);  // a cleans 100 less and gardens 100 more
  ASSERT_TRUE(result.without.has_value());  // `a` could do it all
}

TEST(ReplaceTest, RolesAreKeptEvenWhereOtherAmountsWouldBeBetter) {
  LotQuery query = Query();
  query.policy = ThresholdPolicy::kLeadOnly;
  const Replacements result = Replace(query, {{"a", 0, 60}, {"a", 1, 40}, {"b", 1, 60}}, "b");
  // Nobody else cleans the other 40 here: only whoever can do both could keep the roles.
  ASSERT_FALSE(result.options.empty());
  for (const Replacement& option : result.options) {
    EXPECT_GT(option.moved, 0) << result.pool.problem.candidates.ids[option.joins];
  }
}

TEST(ReplaceTest, TheThresholdIsKept) {
  const Replacements result = Replace(Query(), {{"a", 0, 100}, {"b", 1, 100}}, "b");
  for (const std::string& id : Joining(result)) EXPECT_NE(id, "better");
  LotQuery open = Query();
  open.policy = ThresholdPolicy::kAggregate;
  EXPECT_EQ(Joining(Replace(open, {{"a", 0, 100}, {"b", 1, 100}}, "b")).size(), 2);
}

TEST(ReplaceTest, WhoLeavesNeedNotBeInTheMarketAnyMore) {
  const Replacements result = Replace(Query(), {{"a", 0, 100}, {"gone", 1, 100}}, "gone");
  EXPECT_EQ(Joining(result), (std::vector<std::string>{"b", "plain", "cleaner"}));
}

TEST(ReplaceTest, AgreedAmountsBeyondTheLeafAreRefused) {
  const auto view = market::View::Build(Firms());
  EXPECT_FALSE(ReplaceMember(view, Query(), {{"a", 0, 60}, {"b", 0, 41}}, "b", 5, nullptr).ok());
  EXPECT_FALSE(ReplaceMember(view, Query(), {{"a", 2, 1}}, "b", 5, nullptr).ok());
  EXPECT_FALSE(ReplaceMember(view, Query(), {{"a", 0, -1}}, "b", 5, nullptr).ok());
  EXPECT_FALSE(ReplaceMember(view, Query(), {{"nobody", 0, 1}}, "b", 5, nullptr).ok());
}

}  // namespace
}  // namespace sambyd::consortium
