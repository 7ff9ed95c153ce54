#ifndef LIB_CONSORTIUM_BUDGET_H_
#define LIB_CONSORTIUM_BUDGET_H_

#include <cstddef>
#include <cstdint>

#include "lib/consortium/solver.h"

namespace sambyd::consortium {

// The work done so far and whether more may be done.
class Budget {
 public:
  explicit Budget(const Limits& limits) : limits_(limits) {}

  // Counts `work`, in about nanoseconds, and now and then asks whether to stop. False once the
  // budget is spent.
  bool Spend(std::size_t work) {
    work_ += work;
    if (work_ >= kPollEvery && left()) {
      work_ = 0;
      if (limits_.stop && limits_.stop()) reason_ = StopReason::kStopped;
    }
    return left();
  }

  bool SpendNode() {
    if (left() && nodes_ >= limits_.max_nodes) reason_ = StopReason::kNodeBudget;
    if (left()) ++nodes_;
    return Spend(kWorkPerNode);
  }

  // The same for a set that is offered to the incumbents.
  bool SpendOffer() { return Spend(kWorkPerOffer); }

  bool left() const { return reason_ == StopReason::kProven; }
  StopReason reason() const { return reason_; }
  std::int64_t nodes() const { return nodes_; }

 private:
  static constexpr std::size_t kPollEvery = 200'000;
  static constexpr std::size_t kWorkPerNode = 200;
  static constexpr std::size_t kWorkPerOffer = 2'000;  // a min-cost flow

  const Limits& limits_;
  std::int64_t nodes_ = 0;
  std::size_t work_ = 0;
  StopReason reason_ = StopReason::kProven;
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_BUDGET_H_
