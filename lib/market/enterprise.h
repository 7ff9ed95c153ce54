#ifndef LIB_MARKET_ENTERPRISE_H_
#define LIB_MARKET_ENTERPRISE_H_

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "lib/domain/cpv.h"
#include "lib/domain/place.h"
#include "lib/domain/threshold.h"

namespace sambyd::market {

using Day = std::chrono::sys_days;

// The last day the market can express; stands for "no end".
inline constexpr Day kNoEnd{std::chrono::days{std::numeric_limits<std::int32_t>::max()}};

// What an enterprise can take on in a year, in øre, free of commitments. Matching treats an unknown
// capacity as unlimited, but whoever relies on it gets the verdict UNKNOWN, never a pass.
class Capacity {
 public:
  static constexpr Capacity Unknown() { return Capacity(-1); }
  static constexpr Capacity Unlimited() { return Capacity(kUnlimited); }
  // Negative amounts count as 0: more is committed than there is.
  static constexpr Capacity Of(std::int64_t oere) { return Capacity(oere < 0 ? 0 : oere); }

  constexpr bool IsKnown() const { return raw_ >= 0; }
  constexpr bool IsLimited() const { return raw_ >= 0 && raw_ != kUnlimited; }
  // How much of `volume` fits.
  constexpr std::int64_t FitOf(std::int64_t volume) const {
    return IsLimited() && raw_ < volume ? raw_ : volume;
  }
  // The amount of a limited capacity.
  constexpr std::int64_t oere() const { return raw_; }

  // Unknown before any amount, unlimited after all.
  friend constexpr auto operator<=>(Capacity, Capacity) = default;

 private:
  static constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();
  constexpr explicit Capacity(std::int64_t raw) : raw_(raw) {}
  std::int64_t raw_;  // -1 unknown
};

// A kind of work that an enterprise does in its service area. Without a place it serves nowhere.
struct Capability {
  domain::CpvCode cpv{};
  std::vector<domain::Place> places{};
  Capacity yearly = Capacity::Unknown();
  int quality = 0;  // 0 to 1000

  friend bool operator==(const Capability&, const Capability&) = default;
};

struct Certificate {
  std::string code{};
  Day valid_until = kNoEnd;  // the last day on which it counts

  friend bool operator==(const Certificate&, const Certificate&) = default;
};

// An enterprise as matching sees it; commitments are already subtracted from the capacities.
struct Enterprise {
  std::string id{};               // unique; compared as bytes
  domain::Workforce workforce{};  // up to 10^9 heads; anything impossible counts as unknown
  Day workforce_as_of{};
  Day workforce_valid_until{};  // the last day on which the statement counts
  bool main_aim = false;        // social and professional integration is the evidenced main aim
  std::vector<Capability> capabilities{};
  Capacity yearly = Capacity::Unknown();  // over all work together
  int delivery_reliability = 0;           // 0 to 1000
  domain::Place home{};                   // empty = unknown
  std::vector<Certificate> certificates{};
};

}  // namespace sambyd::market

#endif  // LIB_MARKET_ENTERPRISE_H_
