#ifndef LIB_APPLICATION_MARKET_ROWS_H_
#define LIB_APPLICATION_MARKET_ROWS_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/market/enterprise.h"
#include "lib/storage/snapshot.h"
#include "sambyd/v1/enterprise.pb.h"
#include "sambyd/v1/workforce.pb.h"

namespace sambyd::application {

// Counted in merit where an enterprise states no quality or delivery reliability.
inline constexpr int kUnknownGrade = 500;

// An enterprise as matching sees it. `enterprise_id` is the last segment of its name; `latest` is
// its workforce statement of the latest day.
market::Enterprise MarketRow(std::string_view enterprise_id, const v1::Enterprise& enterprise,
                             const std::optional<v1::WorkforceStatement>& latest);

// The statement of the latest day, or none.
absl::StatusOr<std::optional<v1::WorkforceStatement>> LatestStatement(
    const storage::Snapshot& snapshot, std::string_view enterprise_id);

// The row of one enterprise; none when it is not stored.
absl::StatusOr<std::optional<market::Enterprise>> ReadMarketRow(const storage::Snapshot& snapshot,
                                                                std::string_view enterprise_id);

// The rows of all stored enterprises.
absl::StatusOr<std::vector<market::Enterprise>> ReadAllMarketRows(
    const storage::Snapshot& snapshot);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_MARKET_ROWS_H_
