#include "lib/application/suggest_changes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/application/consortium_question.h"
#include "lib/application/enterprise_document.h"
#include "lib/application/render_conflict.h"
#include "lib/application/render_consortium.h"
#include "lib/base/status.h"
#include "lib/consortium/changed.h"
#include "lib/consortium/conflict.h"
#include "lib/consortium/suggest.h"

namespace sambyd::application {
namespace {

using consortium::ChangeKind;
using Group = std::vector<std::string>;

constexpr int kDefaultJoining = 3;
constexpr int kMostJoining = 10;
constexpr int kDefaultGroups = 3;
constexpr int kMostGroups = 10;

v1::Change::Kind ToProto(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kOtherReading:
      return v1::Change::KIND_OTHER_READING;
    case ChangeKind::kRemoveMember:
      return v1::Change::KIND_REMOVE_MEMBER;
    case ChangeKind::kHireSpecial:
      return v1::Change::KIND_HIRE_SPECIAL;
    case ChangeKind::kRaiseCapacity:
      return v1::Change::KIND_RAISE_CAPACITY;
    case ChangeKind::kMoveLeaf:
      return v1::Change::KIND_MOVE_LEAF;
    case ChangeKind::kAddMember:
      return v1::Change::KIND_ADD_MEMBER;
    case ChangeKind::kReplaceMember:
      return v1::Change::KIND_REPLACE_MEMBER;
  }
  return v1::Change::KIND_UNSPECIFIED;
}

// Finds and renders the suggestions for one group after the other.
class Suggester {
 public:
  Suggester(const Published& published, const MatchSubject& subject, std::size_t most_joining,
            registry::Disclosure disclosure, StopPredicate stop)
      : published_(published),
        subject_(subject),
        most_joining_(most_joining),
        disclosure_(disclosure),
        stop_(std::move(stop)) {}

  absl::StatusOr<v1::GroupSuggestions> For(const Group& ids) const {
    v1::GroupSuggestions group;
    for (const std::string& id : ids) {
      SAMBYD_ASSIGN_OR_RETURN(*group.add_members(), ReferenceTo(*published_.snapshot, id));
    }
    SAMBYD_RETURN_IF_ERROR(MarketOf(*published_.market, ids).status());  // all are registered
    SAMBYD_ASSIGN_OR_RETURN(
        const auto suggestions,
        consortium::SuggestChanges(published_.market, subject_.query, ids, most_joining_, stop_));
    group.set_feasible(suggestions.passes ? v1::VERDICT_PASS : v1::VERDICT_FAIL);
    for (const std::string& id : suggestions.barred) {
      SAMBYD_ASSIGN_OR_RETURN(*group.add_barred_members(), ReferenceTo(*published_.snapshot, id));
    }
    // How many a change asks for follows from the counts of the group as it is.
    const auto disclosure = DisclosureOfGroup(*published_.market, ids, disclosure_);
    for (const consortium::Change& change : suggestions.changes) {
      SAMBYD_ASSIGN_OR_RETURN(*group.add_changes(), Render(suggestions, change, disclosure));
    }
    if (group.feasible() == v1::VERDICT_FAIL) {
      SAMBYD_ASSIGN_OR_RETURN(const auto conflict, consortium::FindGroupConflict(
                                                       *published_.market, subject_.query, ids));
      if (conflict)
        *group.mutable_conflict() =
            RenderConflict(*conflict, subject_, *published_.market, disclosure_);
    }
    return group;
  }

 private:
  absl::StatusOr<v1::Change> Render(const consortium::Suggestions& suggestions,
                                    const consortium::Change& change,
                                    registry::Disclosure disclosure) const {
    const consortium::Pool& pool = suggestions.pool;
    const auto changed = consortium::MakeChange(pool, subject_.query, change);
    if (!changed) return absl::InternalError("a suggested change does not help");
    MatchSubject subject{changed->query, subject_.leaves, subject_.reserved};
    v1::Change rendered;
    rendered.set_kind(ToProto(change.kind));
    if (change.kind == ChangeKind::kMoveLeaf) {
      rendered.set_leaf(subject.leaves[change.leaf]);
      subject.leaves.erase(subject.leaves.begin() + change.leaf);
    }
    const ConsortiumRenderer renderer(published_, subject, changed->pool, disclosure);
    SAMBYD_ASSIGN_OR_RETURN(*rendered.mutable_consortium(), renderer.Render(changed->group));
    if (change.kind == ChangeKind::kOtherReading) {
      rendered.set_reading(application::ToProto(change.reading));
    }
    const auto refer = [&](std::uint32_t candidate) {
      return ReferenceTo(*published_.snapshot, pool.problem.candidates.ids[candidate]);
    };
    for (const consortium::Hire& hire : change.hires) {
      v1::Hire& out = *rendered.add_hires();
      SAMBYD_ASSIGN_OR_RETURN(*out.mutable_member(), refer(hire.member));
      if (disclosure == registry::Disclosure::kBandsOnly) continue;
      out.set_special(hire.special);
      out.set_ordinary_to_replace(hire.or_replace);
    }
    for (const consortium::Raise& raise : change.raises) {
      v1::Raise& out = *rendered.add_raises();
      if (raise.leaf) out.set_leaf(subject_.leaves[*raise.leaf]);
      out.set_needed_ore_per_year(raise.to);
      out.set_missing_ore_per_year(raise.to - raise.from);
    }
    if (change.kind == ChangeKind::kRaiseCapacity) {
      SAMBYD_ASSIGN_OR_RETURN(*rendered.mutable_member(), refer(*change.who));
    } else if (change.who) {
      SAMBYD_ASSIGN_OR_RETURN(*rendered.mutable_leaves(), refer(*change.who));
    } else if (!suggestions.barred.empty()) {
      SAMBYD_ASSIGN_OR_RETURN(*rendered.mutable_leaves(),
                              ReferenceTo(*published_.snapshot, suggestions.barred.front()));
    }
    if (change.joins) {
      SAMBYD_ASSIGN_OR_RETURN(*rendered.mutable_joins(), refer(*change.joins));
    }
    return rendered;
  }

  const Published& published_;
  const MatchSubject& subject_;
  const std::size_t most_joining_;
  const registry::Disclosure disclosure_;
  const StopPredicate stop_;
};

// The group asked about, or those that the server finds.
absl::StatusOr<std::vector<Group>> GroupsOf(const Published& published,
                                            const v1::SuggestChangesRequest& request,
                                            MatchSubject& subject, const StopPredicate& stop) {
  consortium::Limits limits{.stop = stop};
  SAMBYD_ASSIGN_OR_RETURN(limits.top,
                          CountOr("max_groups", request.max_groups(), kDefaultGroups, kMostGroups));
  SAMBYD_ASSIGN_OR_RETURN(limits.max_nodes, NodesOr(request.node_budget(), kNodesOfEachSearch));
  if (request.enterprises().empty()) {
    return consortium::FindGroupsToMend(published.market, subject.query, limits);
  }
  SAMBYD_ASSIGN_OR_RETURN(Group given, GroupIds(request.enterprises()));
  std::ranges::sort(given);
  subject.query.max_members = std::max(subject.query.max_members, static_cast<int>(given.size()));
  return std::vector<Group>{std::move(given)};
}

}  // namespace

absl::StatusOr<v1::SuggestChangesResponse> SuggestChanges(const Published& published,
                                                          const v1::SuggestChangesRequest& request,
                                                          const Circumstances& circumstances) {
  StopLatch stop(circumstances.stop);
  SAMBYD_ASSIGN_OR_RETURN(const int most_joining, CountOr("max_joining", request.max_joining(),
                                                          kDefaultJoining, kMostJoining));
  SAMBYD_ASSIGN_OR_RETURN(MatchSubject subject,
                          SubjectOf(*published.snapshot, request, circumstances));
  SAMBYD_ASSIGN_OR_RETURN(const auto groups,
                          GroupsOf(published, request, subject, stop.predicate()));

  v1::SuggestChangesResponse response;
  const Suggester suggester(published, subject, static_cast<std::size_t>(most_joining),
                            circumstances.disclosure(), stop.predicate());
  for (const Group& group : groups) {
    SAMBYD_ASSIGN_OR_RETURN(*response.add_groups(), suggester.For(group));
  }
  SAMBYD_ASSIGN_OR_RETURN(const auto pool, consortium::BuildPool(published.market, subject.query));
  DescribeQuestion(published, subject,
                   ConsortiumRenderer(published, subject, pool, circumstances.disclosure()),
                   response);
  response.set_out_of_time(stop.stopped());
  return response;
}

}  // namespace sambyd::application
