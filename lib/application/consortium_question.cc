#include "lib/application/consortium_question.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/consortium/problem.h"
#include "lib/registry/names.h"

namespace sambyd::application {

absl::StatusOr<int> CountOr(std::string_view field, int requested, int otherwise, int most) {
  if (requested < 0 || requested > most) {
    return InvalidField(field, absl::StrCat(requested), absl::StrCat("0 to ", most),
                        Reason::kFieldOutOfRange);
  }
  return requested == 0 ? otherwise : requested;
}

absl::StatusOr<std::int64_t> NodesOr(std::int64_t node_budget, std::int64_t otherwise) {
  if (node_budget < 0) {
    return InvalidField("node_budget", absl::StrCat(node_budget), "0 or more",
                        Reason::kFieldOutOfRange);
  }
  return node_budget == 0 ? otherwise : node_budget;
}

absl::StatusOr<std::vector<std::string>> GroupIds(
    const google::protobuf::RepeatedPtrField<std::string>& enterprises) {
  if (enterprises.empty() || enterprises.size() > consortium::kMaxMembers) {
    return InvalidField("enterprises", absl::StrCat(enterprises.size(), " names"),
                        absl::StrCat("1 to ", consortium::kMaxMembers), Reason::kFieldOutOfRange);
  }
  std::vector<std::string> ids;
  for (int i = 0; i < enterprises.size(); ++i) {
    const std::string field = absl::StrCat("enterprises[", i, "]");
    SAMBYD_ASSIGN_OR_RETURN(std::string id, registry::ParseEnterpriseName(enterprises[i], field));
    if (std::ranges::count(ids, id) > 0) {
      return InvalidField(field, enterprises[i], "each enterprise once");
    }
    ids.push_back(std::move(id));
  }
  return ids;
}

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

}  // namespace sambyd::application
