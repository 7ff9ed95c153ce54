#include "lib/application/replace_member.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/application/consortium_question.h"
#include "lib/application/enterprise_document.h"
#include "lib/application/render_consortium.h"
#include "lib/base/status.h"
#include "lib/consortium/replace.h"
#include "lib/registry/names.h"

namespace sambyd::application {
namespace {

using Agreed = std::vector<consortium::AgreedAmount>;

constexpr int kDefaultReplacements = 10;
constexpr int kMostReplacements = 50;

// The group before and after somebody left.
struct Departure {
  std::vector<std::string> all;
  std::string leaver;
  std::vector<std::string> stay;
};

absl::StatusOr<Departure> GroupOf(const v1::ReplaceMemberRequest& request) {
  Departure group;
  SAMBYD_ASSIGN_OR_RETURN(group.all, GroupIds(request.enterprises()));
  SAMBYD_ASSIGN_OR_RETURN(group.leaver, registry::ParseEnterpriseName(request.leaving_enterprise(),
                                                                      "leaving_enterprise"));
  if (std::ranges::count(group.all, group.leaver) == 0) {
    return InvalidField("leaving_enterprise", request.leaving_enterprise(), "one of enterprises");
  }
  std::ranges::remove_copy(group.all, std::back_inserter(group.stay), group.leaver);
  return group;
}

// Those who stay must still be able to take part.
absl::Status CheckStaying(const market::View& market, const MatchSubject& subject,
                          const Departure& group) {
  SAMBYD_ASSIGN_OR_RETURN(const auto own, MarketOf(market, group.stay));
  SAMBYD_ASSIGN_OR_RETURN(const auto pool, consortium::BuildPool(own, subject.query));
  for (std::size_t i = 0; i < group.all.size(); ++i) {
    if (group.all[i] == group.leaver || consortium::FindCandidate(pool, group.all[i])) continue;
    return InvalidField(absl::StrCat("enterprises[", i, "]"),
                        registry::EnterpriseName(group.all[i]),
                        "an enterprise that may take part in the lot");
  }
  return absl::OkStatus();
}

absl::StatusOr<Agreed> GivenAmounts(const v1::ReplaceMemberRequest& request,
                                    const MatchSubject& subject, const Departure& group) {
  Agreed agreed;
  for (int i = 0; i < request.agreed_size(); ++i) {
    const v1::AgreedAmount& amount = request.agreed(i);
    const std::string field = absl::StrCat("agreed[", i, "]");
    SAMBYD_ASSIGN_OR_RETURN(
        std::string id, registry::ParseEnterpriseName(amount.enterprise(), field + ".enterprise"));
    if (std::ranges::count(group.all, id) == 0) {
      return InvalidField(field + ".enterprise", amount.enterprise(), "one of enterprises");
    }
    const auto leaf = std::ranges::find(subject.leaves, amount.leaf());
    if (leaf == subject.leaves.end()) {
      return InvalidField(field + ".leaf", amount.leaf(), "a leaf of the lot");
    }
    agreed.push_back({.member = std::move(id),
                      .leaf = static_cast<std::uint8_t>(leaf - subject.leaves.begin()),
                      .amount = amount.ore_per_year()});
  }
  return agreed;
}

// What the group would do at its best, whether or not it is lawful: that is what it did before it
// had to change.
absl::StatusOr<Agreed> BestAmounts(const market::View& market, const MatchSubject& subject,
                                   const Departure& group) {
  std::vector<std::string> registered = group.stay;
  if (market.Find(group.leaver)) registered.push_back(group.leaver);
  SAMBYD_ASSIGN_OR_RETURN(const auto own, MarketOf(market, registered));
  consortium::LotQuery query = subject.query;
  query.policy = domain::ThresholdPolicy::kNone;
  query.certificates_all.clear();
  query.certificates_any.clear();
  SAMBYD_ASSIGN_OR_RETURN(const auto pool, consortium::BuildPool(own, query));
  Agreed agreed;
  if (pool.matches.matches.size() < group.all.size()) return agreed;
  std::vector<std::uint32_t> members(group.all.size());
  for (std::uint32_t i = 0; i < members.size(); ++i) members[i] = i;
  const auto best = consortium::BestAmounts(pool.problem, members);
  if (!best) return agreed;
  for (const consortium::Amount& amount : best->amounts) {
    agreed.push_back({.member = std::string(pool.problem.candidates.ids[amount.candidate]),
                      .leaf = amount.leaf,
                      .amount = amount.amount});
  }
  return agreed;
}

v1::AgreedAmount ToProto(const consortium::AgreedAmount& amount, const MatchSubject& subject) {
  v1::AgreedAmount rendered;
  rendered.set_enterprise(registry::EnterpriseName(amount.member));
  rendered.set_leaf(subject.leaves[amount.leaf]);
  rendered.set_ore_per_year(amount.amount);
  return rendered;
}

}  // namespace

absl::StatusOr<v1::ReplaceMemberResponse> ReplaceMember(const Published& published,
                                                        const v1::ReplaceMemberRequest& request,
                                                        const Circumstances& circumstances) {
  StopLatch stop(circumstances.stop);
  SAMBYD_ASSIGN_OR_RETURN(const int top,
                          CountOr("top", request.top(), kDefaultReplacements, kMostReplacements));
  SAMBYD_ASSIGN_OR_RETURN(const Departure group, GroupOf(request));
  SAMBYD_ASSIGN_OR_RETURN(MatchSubject subject,
                          SubjectOf(*published.snapshot, request, circumstances));
  subject.query.max_members =
      std::max(subject.query.max_members, static_cast<int>(group.all.size()));
  SAMBYD_RETURN_IF_ERROR(CheckStaying(*published.market, subject, group));
  SAMBYD_ASSIGN_OR_RETURN(Agreed agreed, request.agreed().empty()
                                             ? BestAmounts(*published.market, subject, group)
                                             : GivenAmounts(request, subject, group));
  v1::ReplaceMemberResponse response;
  for (const consortium::AgreedAmount& amount : agreed) {
    *response.add_agreed() = ToProto(amount, subject);
  }
  // So that a member without an agreed amount stays one.
  for (const std::string& id : group.stay) agreed.push_back({.member = id, .leaf = 0, .amount = 0});
  SAMBYD_ASSIGN_OR_RETURN(
      const auto found,
      consortium::ReplaceMember(published.market, subject.query, agreed, group.leaver,
                                std::numeric_limits<std::size_t>::max(), stop.predicate()));
  const ConsortiumRenderer renderer(published, subject, found.pool, circumstances.disclosure());
  if (found.without) {
    SAMBYD_ASSIGN_OR_RETURN(*response.mutable_without(), renderer.Render(*found.without));
  }
  for (const consortium::Replacement& option : found.options) {
    if (response.replacements_size() == top) break;
    v1::Replacement& replacement = *response.add_replacements();
    SAMBYD_ASSIGN_OR_RETURN(
        *replacement.mutable_joins(),
        ReferenceTo(*published.snapshot, found.pool.problem.candidates.ids[option.joins]));
    SAMBYD_ASSIGN_OR_RETURN(*replacement.mutable_consortium(), renderer.Render(option.group));
    replacement.set_moved_ore_per_year(option.moved);
  }
  response.set_replacements_found(static_cast<std::int32_t>(found.options.size()));
  DescribeQuestion(published, subject, renderer, response);
  response.set_out_of_time(stop.stopped());
  return response;
}

}  // namespace sambyd::application
