#include "lib/market/match.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

#include "lib/market/chunk.h"

namespace sambyd::market {
namespace {

constexpr std::int8_t kNotYet = -1;

// A run of CPV numbers that fit a need: a needed code with all below it, or one of its ancestors.
struct Target {
  std::uint32_t first;
  std::uint32_t last;
  domain::CpvCode needed;
  std::uint8_t need;
};

std::vector<Target> TargetsOf(const std::vector<Need>& needs) {
  std::vector<Target> targets;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const auto need = static_cast<std::uint8_t>(i);
    for (const domain::CpvCode code : needs[i].codes) {
      targets.push_back({code.number(), code.LastCovered(), code, need});
      std::uint32_t below = code.number();
      for (int digits = code.SignificantDigits() - 1; digits >= 2; --digits) {
        const std::uint32_t ancestor = code.Prefix(digits).number();
        if (ancestor != below) targets.push_back({ancestor, ancestor, code, need});
        below = ancestor;
      }
    }
  }
  return targets;
}

// The places of one or more needs, each with all places that cover it.
struct Region {
  std::vector<domain::Place> places;
  std::vector<std::vector<domain::Place>> covering;
};

std::vector<domain::Place> CoveringPlaces(const domain::Place& place) {
  std::vector<domain::Place> covering = {place};
  const domain::Place nuts = place.Nuts();
  for (std::size_t size = 2; size <= nuts.code().size(); ++size) {
    covering.push_back(*domain::Place::Parse(nuts.code().substr(0, size)));
  }
  return covering;
}

Region RegionOf(const Need& need) {
  Region region{.places = need.places, .covering = {}};
  for (const domain::Place& place : need.places) region.covering.push_back(CoveringPlaces(place));
  return region;
}

// Finds the matches of one chunk after the other, reusing its tables.
class Matcher {
 public:
  Matcher(const MatchQuery& query, Matches& out)
      : query_(query), targets_(TargetsOf(query.needs)), out_(out) {
    for (const Need& need : query.needs) {
      const auto known = std::ranges::find(regions_, need.places, &Region::places);
      region_of_.push_back(static_cast<std::size_t>(known - regions_.begin()));
      if (known == regions_.end()) regions_.push_back(RegionOf(need));
    }
  }

  void Search(const Chunk& chunk) {
    chunk_ = &chunk;
    if (!ResolveCertificates()) return;
    ResolvePlaces();
    offers_.resize(std::max(offers_.size(), chunk.size() * needs()));
    offered_.resize(std::max(offered_.size(), chunk.size()));
    touched_.resize(std::max(touched_.size(), chunk.size() / 64 + 1));
    serves_.assign(chunk.areas() * regions_.size(), kNotYet);
    proximity_.assign(chunk.places().size() * regions_.size(), kNotYet);
    for (const Target& target : targets_) {
      for (const Chunk::Code& code : chunk.Codes(target.first, target.last)) {
        Collect(target, code);
      }
    }
    for (std::size_t word = 0; word < touched_.size(); ++word) {
      for (std::uint64_t& left = touched_[word]; left != 0; left &= left - 1) {
        Emit(word * 64 + static_cast<std::size_t>(std::countr_zero(left)));
      }
    }
  }

 private:
  std::size_t needs() const { return query_.needs.size(); }

  // False when the chunk does not even know a certificate that everybody must hold.
  bool ResolveCertificates() {
    needed_.clear();
    for (const std::string& code : query_.certificates_needed) {
      const auto number = chunk_->FindCertificate(code);
      if (!number) return false;
      needed_.push_back(*number);
    }
    asked_.clear();
    for (const std::string& code : query_.certificates_asked) {
      asked_.push_back(chunk_->FindCertificate(code));
    }
    return true;
  }

  void ResolvePlaces() {
    covering_.resize(regions_.size());
    for (std::size_t region = 0; region < regions_.size(); ++region) {
      covering_[region].clear();
      for (const std::vector<domain::Place>& covering : regions_[region].covering) {
        std::vector<std::uint32_t>& numbers = covering_[region].emplace_back();
        for (const domain::Place& place : covering) {
          if (const auto number = chunk_->FindPlace(place)) numbers.push_back(*number);
        }
      }
    }
  }

  void Collect(const Target& target, const Chunk::Code& code) {
    const int fit = CpvFit(target.needed, code.cpv);
    for (const Chunk::Work& work : chunk_->Works(code)) {
      if (!Serves(work.area, target.need) || !Eligible(work.row)) continue;
      const Offer offer = OfferOf(target.need, code.cpv, fit, work);
      Offer& best = offers_[work.row * needs() + target.need];
      const auto bit = static_cast<std::uint16_t>(1U << target.need);
      if ((offered_[work.row] & bit) == 0 || Better(offer, best)) best = offer;
      offered_[work.row] |= bit;
      touched_[work.row / 64] |= std::uint64_t{1} << work.row % 64;
    }
  }

  bool Eligible(Chunk::Row row) const {
    const Chunk::Fixed& fixed = chunk_->At(row);
    if (query_.workforce_needed && WorkforceOf(fixed).headcount == 0) return false;
    if (query_.main_aim_needed && !fixed.main_aim) return false;
    return std::ranges::all_of(needed_, [&](std::uint32_t code) { return Holds(row, code); });
  }

  domain::Workforce WorkforceOf(const Chunk::Fixed& fixed) const {
    const Day last(std::chrono::days(fixed.valid_until));
    const bool counts = last >= query_.day || query_.stale_workforce_counts;
    return counts ? domain::Workforce{fixed.headcount, fixed.special} : domain::Workforce();
  }

  bool Holds(std::size_t row, std::uint32_t certificate) const {
    return std::ranges::any_of(chunk_->CertificatesOf(row), [&](const auto& held) {
      return held.code == certificate && Day(std::chrono::days(held.valid_until)) >= query_.day;
    });
  }

  bool Serves(std::uint32_t area, std::uint8_t need) {
    const std::size_t region = region_of_[need];
    std::int8_t& known = serves_[area * regions_.size() + region];
    if (known == kNotYet) known = static_cast<std::int8_t>(CheckServes(area, region));
    return known != 0;
  }

  bool CheckServes(std::uint32_t area, std::size_t region) const {
    const auto served = chunk_->Area(area);
    const auto reached = [&](const std::vector<std::uint32_t>& covering) {
      return std::ranges::find_first_of(served, covering) != served.end();
    };
    return !served.empty() && std::ranges::all_of(covering_[region], reached);
  }

  int ProximityOf(std::uint32_t home, std::uint8_t need) {
    const std::size_t region = region_of_[need];
    std::int16_t& known = proximity_[home * regions_.size() + region];
    if (known == kNotYet) {
      known = static_cast<std::int16_t>(Proximity(chunk_->places()[home], regions_[region].places));
    }
    return known;
  }

  Offer OfferOf(std::uint8_t need, domain::CpvCode cpv, int fit, const Chunk::Work& work) {
    const Chunk::Fixed& fixed = chunk_->At(work.row);
    const int proximity = ProximityOf(fixed.home, need);
    const int merit = Blend(query_.weights, {.cpv_fit = fit,
                                             .quality = work.quality,
                                             .delivery_reliability = fixed.delivery_reliability,
                                             .proximity = proximity});
    return {.yearly = work.yearly,
            .cpv = cpv,
            .merit = static_cast<std::uint16_t>(merit),
            .cpv_fit = static_cast<std::uint16_t>(fit),
            .quality = work.quality,
            .proximity = static_cast<std::uint16_t>(proximity),
            .need = need};
  }

  // The order documented at Offer; the last keys only keep it total.
  bool Better(const Offer& a, const Offer& b) const {
    const std::int64_t volume = query_.needs[a.need].volume.value_or(0);
    const auto key = [&](const Offer& o) {
      return std::tuple(o.yearly.FitOf(volume), o.merit, o.yearly.IsKnown(), ~o.cpv.number(),
                        o.yearly, o.cpv_fit, o.quality);
    };
    return key(a) > key(b);
  }

  void Emit(std::size_t row) {
    const Chunk::Fixed& fixed = chunk_->At(row);
    Match match{.id = chunk_->Id(row),
                .workforce = WorkforceOf(fixed),
                .yearly = fixed.yearly,
                .first_offer = static_cast<std::uint32_t>(out_.offers.size()),
                .offers = static_cast<std::uint16_t>(std::popcount(offered_[row])),
                .delivery_reliability = fixed.delivery_reliability};
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      if (asked_[i] && Holds(row, *asked_[i])) match.certificates |= std::uint64_t{1} << i;
    }
    for (unsigned left = offered_[row]; left != 0; left &= left - 1) {
      const auto need = static_cast<std::size_t>(std::countr_zero(left));
      out_.offers.push_back(offers_[row * needs() + need]);
    }
    offered_[row] = 0;
    out_.matches.push_back(match);
  }

  const MatchQuery& query_;
  const std::vector<Target> targets_;
  std::vector<Region> regions_;
  std::vector<std::size_t> region_of_;  // need
  Matches& out_;

  const Chunk* chunk_ = nullptr;
  std::vector<std::uint32_t> needed_;
  std::vector<std::optional<std::uint32_t>> asked_;
  // Kept from chunk to chunk: offered_ and touched_ are all 0 again after each.
  std::vector<Offer> offers_;            // row × need
  std::vector<std::uint16_t> offered_;   // bit p: offers_ has this row's offer for need p
  std::vector<std::uint64_t> touched_;   // bit for each row with offers
  std::vector<std::int8_t> serves_;      // area × region
  std::vector<std::int16_t> proximity_;  // place × region
  // Numbers in this chunk of the places that cover each place of each region.
  std::vector<std::vector<std::vector<std::uint32_t>>> covering_;
};

}  // namespace

Matches FindMatches(std::shared_ptr<const View> view, const MatchQuery& query) {
  Matches matches{.view = std::move(view), .matches = {}, .offers = {}};
  Matcher matcher(query, matches);
  for (const auto& chunk : matches.view->chunks()) matcher.Search(*chunk);
  return matches;
}

}  // namespace sambyd::market
