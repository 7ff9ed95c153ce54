#include "lib/application/find_consortia.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/application/consortium_question.h"
#include "lib/application/render_conflict.h"
#include "lib/application/render_consortium.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/consortium/candidates.h"
#include "lib/consortium/conflict.h"
#include "lib/consortium/solver.h"

namespace sambyd::application {
namespace {

constexpr int kDefaultTop = 10;
constexpr int kMostTop = 50;

consortium::Limits ConflictLimits(const StopPredicate& stop) {
  return {.top = 1, .max_nodes = kNodesOfEachSearch, .stop = stop};
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

// A request that was read and found valid.
struct Question {
  MatchSubject subject;
  consortium::Limits limits;  // without the stop
  registry::Disclosure disclosure = registry::Disclosure::kBandsOnly;
};

absl::StatusOr<Question> Read(const Published& published, const v1::FindConsortiaRequest& request,
                              const Circumstances& circumstances) {
  Question question;
  question.disclosure = circumstances.disclosure();
  SAMBYD_ASSIGN_OR_RETURN(question.limits.top,
                          CountOr("top", request.top(), kDefaultTop, kMostTop));
  SAMBYD_ASSIGN_OR_RETURN(question.limits.max_nodes,
                          NodesOr(request.node_budget(), question.limits.max_nodes));
  SAMBYD_ASSIGN_OR_RETURN(question.subject, SubjectOf(*published.snapshot, request, circumstances));
  return question;
}

// Equal for questions that get the same bytes at one position: what decides the search, what the
// caller may be told, and the names and places that the answer repeats as they were given.
std::string KeyOf(const Question& question) {
  std::string key = absl::StrCat(static_cast<int>(question.disclosure), " ", question.limits.top,
                                 " ", question.limits.max_nodes, " ",
                                 question.subject.policy_assumed ? "assumed" : "asked");
  for (std::size_t i = 0; i < question.subject.leaves.size(); ++i) {
    const std::string& name = question.subject.leaves[i];
    absl::StrAppend(&key, " ", name.size(), ":", name);
    for (const domain::Place& place : question.subject.query.leaves[i].places) {
      absl::StrAppend(&key, " ", ToAbsl(place.code()));
    }
  }
  absl::StrAppend(&key, " ", consortium::CanonicalBytes(question.subject.query));
  return key;
}

absl::StatusOr<v1::FindConsortiaResponse> Search(const Published& published,
                                                 const Question& question,
                                                 const Circumstances& circumstances) {
  SAMBYD_ASSIGN_OR_RETURN(const consortium::Pool pool,
                          consortium::BuildPool(published.market, question.subject.query));
  consortium::Limits limits = question.limits;
  limits.stop = circumstances.stop;
  const consortium::Solution solution = consortium::Solve(pool.problem, limits);

  const ConsortiumRenderer renderer(published, question.subject, pool, circumstances.disclosure());
  v1::FindConsortiaResponse response;
  for (const consortium::Consortium& found : solution.top) {
    SAMBYD_ASSIGN_OR_RETURN(*response.add_consortia(), renderer.Render(found));
  }
  response.set_status(ToProto(solution.status));
  response.set_stop_reason(ToProto(solution.stop_reason));
  if (solution.bound) response.set_upper_bound(*solution.bound);
  DescribeQuestion(published, question.subject, renderer, response);
  if (solution.status == consortium::SolveStatus::kInfeasible) {
    SAMBYD_ASSIGN_OR_RETURN(const auto conflict,
                            consortium::FindConflict(published.market, question.subject.query,
                                                     ConflictLimits(circumstances.stop)));
    if (conflict)
      *response.mutable_conflict() = RenderConflict(*conflict, question.subject, *published.market,
                                                    circumstances.disclosure());
  }
  response.set_candidates(static_cast<std::int32_t>(pool.matches.matches.size()));
  response.set_nodes(solution.nodes);
  return response;
}

}  // namespace

absl::StatusOr<v1::FindConsortiaResponse> FindConsortia(const Published& published,
                                                        const v1::FindConsortiaRequest& request,
                                                        const Circumstances& circumstances) {
  SAMBYD_ASSIGN_OR_RETURN(const Question question, Read(published, request, circumstances));
  return Search(published, question, circumstances);
}

absl::StatusOr<v1::FindConsortiaResponse> FindConsortiaOnce(const Published& published,
                                                            const v1::FindConsortiaRequest& request,
                                                            const Circumstances& circumstances,
                                                            SearchSlots& slots,
                                                            AnswerCache& cache) {
  SAMBYD_ASSIGN_OR_RETURN(const Question question, Read(published, request, circumstances));
  std::string key = KeyOf(question);
  if (!request.bypass_cache()) {
    v1::FindConsortiaResponse kept;
    const auto answer = cache.Find(published.position(), key);
    if (answer && kept.ParseFromString(*answer)) return kept;
  }
  SAMBYD_ASSIGN_OR_RETURN(const auto slot, slots.Take(circumstances.stop));
  StopLatch stop(circumstances.stop);
  Circumstances latched = circumstances;
  latched.stop = stop.predicate();
  auto found = Search(published, question, latched);
  if (found.ok() && !stop.stopped() && !request.bypass_cache()) {
    cache.Keep(published.position(), std::move(key), found->SerializeAsString());
  }
  return found;
}

absl::StatusOr<v1::EvaluateConsortiumResponse> EvaluateConsortium(
    const Published& published, const v1::EvaluateConsortiumRequest& request,
    const Circumstances& circumstances) {
  SAMBYD_ASSIGN_OR_RETURN(const auto ids, GroupIds(request.enterprises()));
  SAMBYD_ASSIGN_OR_RETURN(MatchSubject subject,
                          SubjectOf(*published.snapshot, request, circumstances));
  SAMBYD_ASSIGN_OR_RETURN(const auto market, MarketOf(*published.market, ids));
  subject.query.max_members = consortium::kMaxMembers;
  SAMBYD_ASSIGN_OR_RETURN(const consortium::Pool pool,
                          consortium::BuildPool(market, subject.query));
  std::optional<consortium::Consortium> feasible;
  if (const auto members = AllOf(pool, ids))
    feasible = consortium::Evaluate(pool.problem, *members);

  // What they could do if it were not for threshold and evidence tells what they lack.
  consortium::LotQuery relaxed = subject.query;
  relaxed.policy = domain::ThresholdPolicy::kNone;
  relaxed.certificates_all.clear();
  relaxed.certificates_any.clear();
  SAMBYD_ASSIGN_OR_RETURN(const consortium::Pool relaxed_pool,
                          consortium::BuildPool(market, relaxed));
  std::optional<consortium::Consortium> able = feasible;
  if (const auto members = AllOf(relaxed_pool, ids); members && !able) {
    able = consortium::BestAmounts(relaxed_pool.problem, *members);
  }

  const ConsortiumRenderer renderer(published, subject, feasible ? pool : relaxed_pool,
                                    circumstances.disclosure());
  v1::EvaluateConsortiumResponse response;
  response.set_feasible(feasible ? v1::VERDICT_PASS : v1::VERDICT_FAIL);
  if (able) {
    SAMBYD_ASSIGN_OR_RETURN(*response.mutable_consortium(), renderer.Render(*able));
  }
  if (!feasible) {
    // Eight members are looked at to the end: a search cut short proves nothing.
    SAMBYD_ASSIGN_OR_RETURN(const auto conflict,
                            consortium::FindConflict(market, subject.query, ConflictLimits({})));
    response.set_smaller_set_suffices(!conflict);
    if (conflict)
      *response.mutable_conflict() =
          RenderConflict(*conflict, subject, *market, circumstances.disclosure());
  }
  DescribeQuestion(published, subject, renderer, response);
  return response;
}

}  // namespace sambyd::application
