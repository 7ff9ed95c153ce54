#ifndef LIB_MARKET_MATCH_H_
#define LIB_MARKET_MATCH_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/domain/threshold.h"
#include "lib/market/merit.h"
#include "lib/market/view.h"

namespace sambyd::market {

// What a leaf lot needs.
struct Need {
  std::vector<domain::CpvCode>
      codes;  // one of them must fit: it covers the capability's or is covered
  std::vector<domain::Place> places;   // each must lie in the capability's service area
  std::optional<std::int64_t> volume;  // øre a year; capacities are tested only where it is known
};

// The enterprises to look for. Those that offer nothing for any need are left out.
struct MatchQuery {
  std::vector<Need> needs;  // at most 16
  MeritWeights weights;
  Day day{};                     // the day on which evidence and certificates must count
  bool workforce_needed = true;  // leave out enterprises without a workforce statement in date
  bool stale_workforce_counts = false;  // take statements past their last day as if in date
  bool main_aim_needed = true;          // leave out enterprises without evidenced main aim
  std::vector<std::string> certificates_needed;  // leave out enterprises that lack one
  std::vector<std::string> certificates_asked;   // at most 64; reported in Match::certificates
};

// What one enterprise offers for one need: of its capabilities that fit, the one that can take most
// of the volume, then the one of largest merit, then a known capacity, then the smallest code. So a
// capability more never takes away from what an enterprise can do.
struct Offer {
  Capacity yearly = Capacity::Unknown();
  domain::CpvCode cpv;
  std::uint16_t merit = 0;
  std::uint16_t cpv_fit = 0;
  std::uint16_t quality = 0;
  std::uint16_t proximity = 0;
  std::uint8_t need = 0;  // index
};

// An enterprise that offers something. The rest of its row: View::Find.
struct Match {
  std::string_view id;          // lives as long as the view
  domain::Workforce workforce;  // unknown (0 heads) where the statement is not in date
  Capacity yearly = Capacity::Unknown();
  std::uint64_t certificates = 0;  // bit i: holds certificates_asked[i] on the day
  std::uint32_t first_offer = 0;
  std::uint16_t offers = 0;
  std::uint16_t delivery_reliability = 0;
};

// By ascending id, the offers of each by ascending need.
struct Matches {
  std::shared_ptr<const View> view;
  std::vector<Match> matches;
  std::vector<Offer> offers;

  std::span<const Offer> OffersOf(const Match& match) const {
    return std::span(offers).subspan(match.first_offer, match.offers);
  }
};

// `query` keeps the limits above and its weights are valid.
Matches FindMatches(std::shared_ptr<const View> view, const MatchQuery& query);

}  // namespace sambyd::market

#endif  // LIB_MARKET_MATCH_H_
