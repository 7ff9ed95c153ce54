#include "lib/application/find_consortia.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/application/days.h"
#include "lib/application/match_subject.h"
#include "lib/application/render_conflict.h"
#include "lib/application/render_consortium.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/consortium/candidates.h"
#include "lib/consortium/conflict.h"
#include "lib/consortium/solver.h"
#include "lib/registry/names.h"

namespace sambyd::application {
namespace {

constexpr int kDefaultTop = 10;
constexpr int kMostTop = 50;

// Explaining takes many searches; each is cut short where it is hard, the same way on any machine.
consortium::Limits ConflictLimits(const StopPredicate& stop) {
  constexpr std::int64_t kMostNodes = 20'000;
  return {.top = 1, .max_nodes = kMostNodes, .stop = stop};
}

// Requests of both methods name their subject alike.
template <class Request>
absl::StatusOr<MatchSubject> SubjectOf(const storage::Snapshot& snapshot, const Request& request,
                                       std::chrono::sys_days today) {
  MatchSubject subject;
  if (request.has_lot()) {
    SAMBYD_ASSIGN_OR_RETURN(subject, SubjectOfLot(snapshot, request.lot()));
  } else if (request.has_inline_lot()) {
    SAMBYD_ASSIGN_OR_RETURN(subject, SubjectOfInlineLot(request.inline_lot()));
  } else {
    return MissingField("lot", "lot or inline_lot");
  }
  SAMBYD_RETURN_IF_ERROR(ApplyOptions(request.options(), today, subject));
  return subject;
}

absl::StatusOr<consortium::Limits> LimitsOf(const v1::FindConsortiaRequest& request,
                                            const StopPredicate& stop) {
  if (request.top() < 0 || request.top() > kMostTop) {
    return InvalidField("top", absl::StrCat(request.top()), absl::StrCat("0 to ", kMostTop),
                        Reason::kFieldOutOfRange);
  }
  if (request.node_budget() < 0) {
    return InvalidField("node_budget", absl::StrCat(request.node_budget()), "0 or more",
                        Reason::kFieldOutOfRange);
  }
  consortium::Limits limits{.top = request.top() == 0 ? kDefaultTop : request.top()};
  if (request.node_budget() > 0) limits.max_nodes = request.node_budget();
  limits.stop = stop;
  return limits;
}

v1::SearchStatus ToProto(consortium::SolveStatus status) {
  switch (status) {
    case consortium::SolveStatus::kOptimal:
      return v1::SEARCH_STATUS_OPTIMAL;
    case consortium::SolveStatus::kBestFound:
      return v1::SEARCH_STATUS_BEST_FOUND;
    case consortium::SolveStatus::kInfeasible:
      return v1::SEARCH_STATUS_INFEASIBLE;
  }
  return v1::SEARCH_STATUS_UNSPECIFIED;
}

v1::StopReason ToProto(consortium::StopReason reason) {
  switch (reason) {
    case consortium::StopReason::kProven:
      return v1::STOP_REASON_UNSPECIFIED;
    case consortium::StopReason::kNodeBudget:
      return v1::STOP_REASON_NODE_BUDGET;
    case consortium::StopReason::kStopped:
      return v1::STOP_REASON_DEADLINE;
  }
  return v1::STOP_REASON_UNSPECIFIED;
}

// What both answers say of the question.
template <class Response>
void DescribeQuestion(const Published& published, const MatchSubject& subject,
                      const ConsortiumRenderer& renderer, Response& response) {
  for (v1::MatchedLeaf& leaf : renderer.Leaves()) *response.add_leaves() = std::move(leaf);
  response.set_policy(application::ToProto(subject.query.policy));
  *response.mutable_as_of() = application::ToProto(subject.query.as_of);
  response.set_position(published.position());
}

absl::StatusOr<std::vector<std::string>> MemberIds(const v1::EvaluateConsortiumRequest& request) {
  if (request.enterprises().empty() || request.enterprises_size() > consortium::kMaxMembers) {
    return InvalidField("enterprises", absl::StrCat(request.enterprises_size(), " names"),
                        absl::StrCat("1 to ", consortium::kMaxMembers), Reason::kFieldOutOfRange);
  }
  std::vector<std::string> ids;
  for (int i = 0; i < request.enterprises_size(); ++i) {
    const std::string field = absl::StrCat("enterprises[", i, "]");
    SAMBYD_ASSIGN_OR_RETURN(std::string id,
                            registry::ParseEnterpriseName(request.enterprises(i), field));
    if (std::ranges::count(ids, id) > 0) {
      return InvalidField(field, request.enterprises(i), "each enterprise once");
    }
    ids.push_back(std::move(id));
  }
  return ids;
}

// The market of the given enterprises alone; NOT_FOUND for one that is not registered.
absl::StatusOr<std::shared_ptr<const market::View>> MarketOf(const market::View& market,
                                                             const std::vector<std::string>& ids) {
  std::vector<market::Enterprise> rows;
  for (const std::string& id : ids) {
    auto row = market.Find(id);
    if (!row) return NotFound(registry::EnterpriseName(id));
    rows.push_back(*std::move(row));
  }
  return market::View::Build(std::move(rows));
}

// The candidates with these ids; nothing when one of them is no candidate.
std::optional<std::vector<std::uint32_t>> AllOf(const consortium::Pool& pool,
                                                const std::vector<std::string>& ids) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t i = 0; i < pool.matches.matches.size(); ++i) {
    if (std::ranges::count(ids, pool.matches.matches[i].id) > 0) members.push_back(i);
  }
  return members.size() == ids.size() ? std::optional(std::move(members)) : std::nullopt;
}

}  // namespace

ConsortiumFinder::ConsortiumFinder(const Clock& clock, registry::Disclosure disclosure)
    : clock_(clock), disclosure_(disclosure) {}

absl::StatusOr<v1::FindConsortiaResponse> ConsortiumFinder::Find(
    const Published& published, const v1::FindConsortiaRequest& request,
    const StopPredicate& stop) const {
  SAMBYD_ASSIGN_OR_RETURN(const consortium::Limits limits, LimitsOf(request, stop));
  SAMBYD_ASSIGN_OR_RETURN(const MatchSubject subject,
                          SubjectOf(*published.snapshot, request, sambyd::DayOf(clock_.Now())));
  SAMBYD_ASSIGN_OR_RETURN(const consortium::Pool pool,
                          consortium::BuildPool(published.market, subject.query));
  const consortium::Solution solution = consortium::Solve(pool.problem, limits);

  const ConsortiumRenderer renderer(published, subject, pool, disclosure_);
  v1::FindConsortiaResponse response;
  for (const consortium::Consortium& found : solution.top) {
    SAMBYD_ASSIGN_OR_RETURN(*response.add_consortia(), renderer.Render(found));
  }
  response.set_status(ToProto(solution.status));
  response.set_stop_reason(ToProto(solution.stop_reason));
  if (solution.bound) response.set_upper_bound(*solution.bound);
  DescribeQuestion(published, subject, renderer, response);
  if (solution.status == consortium::SolveStatus::kInfeasible) {
    SAMBYD_ASSIGN_OR_RETURN(
        const auto conflict,
        consortium::FindConflict(published.market, subject.query, ConflictLimits(stop)));
    if (conflict) *response.mutable_conflict() = RenderConflict(*conflict, subject, disclosure_);
  }
  response.set_candidates(static_cast<std::int32_t>(pool.matches.matches.size()));
  response.set_nodes(solution.nodes);
  return response;
}

absl::StatusOr<v1::EvaluateConsortiumResponse> ConsortiumFinder::Evaluate(
    const Published& published, const v1::EvaluateConsortiumRequest& request,
    const StopPredicate& stop) const {
  SAMBYD_ASSIGN_OR_RETURN(const auto ids, MemberIds(request));
  SAMBYD_ASSIGN_OR_RETURN(MatchSubject subject,
                          SubjectOf(*published.snapshot, request, sambyd::DayOf(clock_.Now())));
  SAMBYD_ASSIGN_OR_RETURN(const auto market, MarketOf(*published.market, ids));
  subject.query.max_members = consortium::kMaxMembers;
  SAMBYD_ASSIGN_OR_RETURN(const consortium::Pool pool,
                          consortium::BuildPool(market, subject.query));
  std::optional<consortium::Consortium> feasible;
  if (const auto members = AllOf(pool, ids))
    feasible = consortium::Evaluate(pool.problem, *members);

  // What they could do if it were not for threshold and evidence tells what they lack.
  MatchSubject relaxed = subject;
  relaxed.query.policy = domain::ThresholdPolicy::kNone;
  relaxed.query.certificates_all.clear();
  relaxed.query.certificates_any.clear();
  SAMBYD_ASSIGN_OR_RETURN(const consortium::Pool relaxed_pool,
                          consortium::BuildPool(market, relaxed.query));
  std::optional<consortium::Consortium> able = feasible;
  if (const auto members = AllOf(relaxed_pool, ids); members && !able) {
    able = consortium::BestAmounts(relaxed_pool.problem, *members);
  }

  const ConsortiumRenderer renderer(published, feasible ? subject : relaxed,
                                    feasible ? pool : relaxed_pool, disclosure_);
  v1::EvaluateConsortiumResponse response;
  response.set_feasible(feasible ? v1::VERDICT_PASS : v1::VERDICT_FAIL);
  if (able) {
    SAMBYD_ASSIGN_OR_RETURN(*response.mutable_consortium(), renderer.Render(*able));
  }
  if (!feasible) {
    SAMBYD_ASSIGN_OR_RETURN(const auto conflict,
                            consortium::FindConflict(market, subject.query, ConflictLimits(stop)));
    response.set_smaller_set_suffices(!conflict);
    if (conflict) *response.mutable_conflict() = RenderConflict(*conflict, subject, disclosure_);
  }
  DescribeQuestion(published, subject, renderer, response);
  return response;
}

}  // namespace sambyd::application
