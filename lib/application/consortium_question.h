#ifndef LIB_APPLICATION_CONSORTIUM_QUESTION_H_
#define LIB_APPLICATION_CONSORTIUM_QUESTION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <google/protobuf/repeated_ptr_field.h>

#include "absl/status/statusor.h"
#include "lib/application/circumstances.h"
#include "lib/application/days.h"
#include "lib/application/match_subject.h"
#include "lib/application/published.h"
#include "lib/application/render_consortium.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/consortium/solver.h"
#include "lib/market/view.h"

namespace sambyd::application {

// What the requests of ConsortiumService have in common.

// The lot that a request names or writes out, under its options.
template <class Request>
absl::StatusOr<MatchSubject> SubjectOf(const storage::Snapshot& snapshot, const Request& request,
                                       const Circumstances& circumstances) {
  MatchSubject subject;
  if (request.has_lot()) {
    SAMBYD_ASSIGN_OR_RETURN(subject, SubjectOfLot(snapshot, request.lot(), circumstances.caller));
  } else if (request.has_inline_lot()) {
    SAMBYD_ASSIGN_OR_RETURN(subject, SubjectOfInlineLot(request.inline_lot()));
  } else {
    return MissingField("lot", "lot or inline_lot");
  }
  SAMBYD_RETURN_IF_ERROR(ApplyOptions(request.options(), circumstances.today(), subject));
  return subject;
}

// What the answers say of the question.
template <class Response>
void DescribeQuestion(const Published& published, const MatchSubject& subject,
                      const ConsortiumRenderer& renderer, Response& response) {
  for (v1::MatchedLeaf& leaf : renderer.Leaves()) *response.add_leaves() = std::move(leaf);
  response.set_policy(ToProto(subject.query.policy));
  response.set_policy_assumed(subject.policy_assumed);
  *response.mutable_as_of() = ToProto(subject.query.as_of);
  response.set_position(published.position());
}

// A count that a request may leave at 0 for `otherwise`; at most `most`.
absl::StatusOr<int> CountOr(std::string_view field, int requested, int otherwise, int most);

// A request's node_budget; `otherwise` for 0.
absl::StatusOr<std::int64_t> NodesOr(std::int64_t node_budget, std::int64_t otherwise);

// Nodes of each search where many answer one question: hard ones are cut short the same way on any
// machine.
inline constexpr std::int64_t kNodesOfEachSearch = 20'000;

// The identifiers of a group: the names of the request's field `enterprises`, 1 to 8, each once.
absl::StatusOr<std::vector<std::string>> GroupIds(
    const google::protobuf::RepeatedPtrField<std::string>& enterprises);

// The market of the given enterprises alone; NOT_FOUND for one that is not registered.
absl::StatusOr<std::shared_ptr<const market::View>> MarketOf(const market::View& market,
                                                             const std::vector<std::string>& ids);

v1::SearchStatus ToProto(consortium::SolveStatus status);
v1::StopReason ToProto(consortium::StopReason reason);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_CONSORTIUM_QUESTION_H_
