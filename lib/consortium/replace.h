#ifndef LIB_CONSORTIUM_REPLACE_H_
#define LIB_CONSORTIUM_REPLACE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/consortium/candidates.h"
#include "lib/consortium/evaluate.h"
#include "lib/consortium/lot_query.h"

namespace sambyd::consortium {

// What a member has agreed to carry.
struct AgreedAmount {
  std::string member;
  std::uint8_t leaf = 0;
  std::int64_t amount = 0;  // øre a year
};

// One enterprise in place of the one that leaves.
struct Replacement {
  std::uint32_t joins = 0;  // candidate
  Consortium group;
  // Øre a year that change hands between the leaf roles of those who stay: 0 keeps every role.
  std::int64_t moved = 0;
};

struct Replacements {
  Pool pool;                          // what candidates and groups refer to
  std::optional<Consortium> without;  // those who stay, where they can do it alone
  std::vector<Replacement> options;   // by `moved`, then objective, then candidate
};

// Who could take the place of a member that leaves a consortium of 1 to 8, so that the lot is still
// done and the 30 % rule still met. Each option is checked against all conditions; where all other
// members can keep their roles they do. `agreed`: who carries what now; what is missing in it
// counts as nothing. At most `most` options; `stop` ends the search early.
//
// Fails as Validate(query), and where one of those who stay is no candidate for the lot.
absl::StatusOr<Replacements> ReplaceMember(std::shared_ptr<const market::View> view,
                                           const LotQuery& query,
                                           const std::vector<AgreedAmount>& agreed,
                                           std::string_view leaver, std::size_t most,
                                           const std::function<bool()>& stop);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_REPLACE_H_
