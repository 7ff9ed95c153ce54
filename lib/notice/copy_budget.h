#ifndef LIB_NOTICE_COPY_BUDGET_H_
#define LIB_NOTICE_COPY_BUDGET_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace sambyd::notice {

// A notice refers to its organisations, tendering parties and tenders by ids, and every reference
// is answered with a copy, so that a small file could ask for gigabytes. This counts the copies.
class CopyBudget {
 public:
  explicit CopyBudget(std::size_t bytes) : limit_(bytes) {}

  // NOTICE_TOO_LARGE when the copies together have become larger than the budget. Every reference
  // costs something, even one that leads nowhere.
  absl::Status Spend(std::size_t bytes) {
    constexpr std::size_t kReference = 16;
    spent_ += bytes + kReference;
    if (spent_ <= limit_) return absl::OkStatus();
    return InvalidField("content", "references that repeat more than that",
                        absl::StrCat("at most ", limit_, " bytes of what they refer to"),
                        Reason::kNoticeTooLarge);
  }

 private:
  std::size_t limit_;
  std::size_t spent_ = 0;
};

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_COPY_BUDGET_H_
