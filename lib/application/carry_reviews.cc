#include "lib/application/carry_reviews.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/numeric/int128.h"
#include "lib/application/evidence_finder.h"
#include "lib/application/lot_tree.h"
#include "lib/application/remainder.h"
#include "lib/application/requirement_limits.h"
#include "lib/application/small_lots.h"
#include "lib/breakdown/values.h"

namespace sambyd::application {
namespace {

bool Overlap(const v1::Lot& a, const v1::Lot& b) {
  const auto spans = SpansOf(b);
  return std::ranges::any_of(SpansOf(a), [&](const EvidenceSpan& x) {
    return std::ranges::any_of(spans, [&](const EvidenceSpan& y) {
      return x.source == y.source && x.begin < y.end && y.begin < x.end;
    });
  });
}

// As Sambyd proposed it.
const v1::Lot& Original(const v1::Lot& lot) {
  return lot.review().has_proposed() ? lot.review().proposed() : lot;
}

// The reason tells a value that the breakdown found; it is another now.
void TellThatValueFollows(v1::Lot& lot) {
  for (v1::LocalizedText& reason : *lot.mutable_derivation()->mutable_reasons()) {
    const std::string_view sentence = reason.language() == "DAN"
                                          ? " Værdien følger af de andre deles."
                                          : " The value follows from those of the other parts.";
    if (!reason.text().ends_with(sentence)) reason.mutable_text()->append(sentence);
  }
}

// One published lot: its new proposals meet the lots about which the buyer decided.
class Carrier {
 public:
  Carrier(const v1::Tender& tender, Split split, std::vector<v1::Lot> reviewed,
          const v1::Lot& old_parent)
      : tender_(tender),
        parent_(std::move(split.lot)),
        proposed_(std::move(split.children)),
        reviewed_(std::move(reviewed)),
        replaced_by_(proposed_.size()) {
    for (v1::Lot& lot : reviewed_) {
      by_name_[lot.name()] = &lot;
      InheritTerms(parent_, lot);
      FollowParent(old_parent, lot);
    }
  }

  Split Run() {
    JudgeDecisions();
    FindCounterparts();
    ReplaceProposals();
    OpenValues();
    std::vector<v1::Lot> children = Number();
    ShareLeftOver(children);
    SettleRemainder(parent_, children);
    return {std::move(parent_), std::move(children)};
  }

 private:
  using Place = std::size_t;  // among the proposals

  static bool SamePeriod(const v1::Lot& a, const v1::Lot& b) {
    return a.period().SerializeAsString() == b.period().SerializeAsString();
  }

  // What nobody decided follows the parent.
  void FollowParent(const v1::Lot& old_parent, v1::Lot& lot) const {
    const auto follow = [&](v1::Lot& one) {
      if (SamePeriod(one, old_parent)) *one.mutable_period() = parent_.period();
      if (std::ranges::equal(one.places(), old_parent.places())) {
        *one.mutable_places() = parent_.places();
      }
    };
    follow(lot);
    if (lot.review().has_proposed()) follow(*lot.mutable_review()->mutable_proposed());
  }

  // The lot whose decision counts: that which others, in the end, were merged into.
  v1::Lot& RootOf(v1::Lot& lot) {
    v1::Lot* root = &lot;
    while (by_name_.contains(root->merged_into())) root = by_name_.at(root->merged_into());
    return *root;
  }

  bool Holds(v1::Lot& lot) { return !IsStale(RootOf(lot)); }

  // What the buyer changed still lies within the parent; what is as proposed follows from the text.
  bool FitsParent(const v1::Lot& lot) const {
    const v1::Lot& original = Original(lot);
    return (lot.review().value_open() || SharesCurrency(parent_, lot)) &&
           (SamePeriod(lot, original) || PeriodWithin(parent_.period(), lot.period())) &&
           (std::ranges::equal(lot.places(), original.places()) ||
            PlacesWithin(tender_, parent_, lot.places()));
  }

  void JudgeDecisions() {
    EvidenceFinder finder(parent_, proposed_);
    for (v1::Lot& lot : reviewed_) {
      const bool stands = finder.Relocate(lot);
      if (!lot.merged_into().empty()) continue;
      const bool rejected = lot.review().decision() == v1::LotReview::DECISION_REJECTED;
      lot.set_set_aside(!stands            ? v1::Lot::SET_ASIDE_TEXT_CHANGED
                        : rejected         ? v1::Lot::SET_ASIDE_REJECTED
                        : !FitsParent(lot) ? v1::Lot::SET_ASIDE_NO_LONGER_FITS
                                           : v1::Lot::SET_ASIDE_UNSPECIFIED);
    }
    absl::int128 decided = 0;
    for (const v1::Lot& lot : reviewed_) {
      if (IsPart(lot) && !lot.review().value_open()) decided += lot.estimated_value().minor_units();
    }
    if (!parent_.has_estimated_value() || decided <= parent_.estimated_value().minor_units()) {
      return;
    }
    for (v1::Lot& lot : reviewed_) {
      if (IsPart(lot) && !lot.review().value_open()) {
        lot.set_set_aside(v1::Lot::SET_ASIDE_NO_LONGER_FITS);
      }
    }
  }

  // The proposal of exactly the lot's words; of several, one with its title too.
  void FindCounterparts() {
    for (v1::Lot& lot : reviewed_) {
      if (!Holds(lot)) continue;
      std::optional<Place> best;
      for (Place i = 0; i < proposed_.size(); ++i) {
        if (replaced_by_[i] != nullptr || SpansOf(proposed_[i]) != SpansOf(lot)) continue;
        if (!best) best = i;
        if (HasTitleOf(proposed_[i], lot)) {
          best = i;
          break;
        }
      }
      if (!best) continue;
      replaced_by_[*best] = &RootOf(lot);
      has_counterpart_[lot.name()] = true;
    }
  }

  static bool HasTitleOf(const v1::Lot& proposal, const v1::Lot& lot) {
    const v1::Lot& original = Original(lot);
    return proposal.titles(0).text() == original.titles(0).text() &&
           std::ranges::equal(proposal.places(), original.places());
  }

  bool IsWhollyMatched(v1::Lot& lot) {
    if (lot.review().merged_from().empty()) return has_counterpart_.contains(lot.name());
    return std::ranges::all_of(lot.review().merged_from(), [&](const std::string& source) {
      return by_name_.contains(source) && IsWhollyMatched(*by_name_.at(source));
    });
  }

  // Words that are read otherwise than when the lot was reviewed: it stands, not what overlaps it.
  void ReplaceProposals() {
    for (v1::Lot& lot : reviewed_) {
      if (!lot.merged_into().empty() || IsStale(lot) || IsWhollyMatched(lot)) continue;
      for (Place i = 0; i < proposed_.size(); ++i) {
        if (replaced_by_[i] == nullptr && Overlap(proposed_[i], lot)) replaced_by_[i] = &lot;
      }
    }
  }

  // Where no value was known when the buyer decided, the lot takes that of what it replaces.
  void OpenValues() {
    for (v1::Lot& lot : reviewed_) {
      if (!IsPart(lot) || !lot.review().value_open()) continue;
      lot.clear_estimated_value();
      if (!parent_.has_estimated_value()) continue;
      std::int64_t sum = 0;
      for (Place i = 0; i < proposed_.size(); ++i) {
        if (replaced_by_[i] == &lot) sum += proposed_[i].estimated_value().minor_units();
      }
      lot.mutable_estimated_value()->set_currency(parent_.estimated_value().currency());
      lot.mutable_estimated_value()->set_minor_units(sum);
      lot.mutable_derivation()->set_value_basis(v1::Derivation::VALUE_BASIS_EQUAL_SPLIT);
      TellThatValueFollows(lot);
    }
  }

  // Reviewed lots keep their names; proposals that are left keep theirs where they are free.
  std::vector<v1::Lot> Number() {
    std::vector<v1::Lot> children = std::move(reviewed_);
    std::vector<v1::Lot> homeless;
    for (Place i = 0; i < proposed_.size(); ++i) {
      if (replaced_by_[i] != nullptr) continue;
      const bool free = !by_name_.contains(proposed_[i].name());
      (free ? children : homeless).push_back(std::move(proposed_[i]));
    }
    for (v1::Lot& lot : homeless) {
      lot.set_name(NewChild(parent_, FreeNumber(children)).name());
      children.push_back(std::move(lot));
    }
    std::ranges::sort(children, {}, ChildNumber);
    return children;
  }

  // Shares what decided values leave among the other parts, in proportion, where it is less than
  // they were to have.
  void ShareLeftOver(std::vector<v1::Lot>& children) const {
    if (LeftOver(parent_, children).value_or(0) >= 0) return;
    const v1::Lot* remainder = RemainderOf(children);
    std::int64_t budget = parent_.estimated_value().minor_units();
    std::vector<v1::Lot*> open;
    std::vector<std::int64_t> weights;
    for (v1::Lot& child : children) {
      if (!IsPart(child) || &child == remainder) continue;
      if (child.has_review() && !child.review().value_open()) {
        budget -= child.estimated_value().minor_units();
      } else {
        open.push_back(&child);
        weights.push_back(child.estimated_value().minor_units());
      }
    }
    const auto values = breakdown::Apportion(budget, weights);
    for (std::size_t i = 0; i < open.size(); ++i) {
      open[i]->mutable_estimated_value()->set_minor_units(values[i]);
      TellThatValueFollows(*open[i]);
    }
  }

  const v1::Tender& tender_;
  v1::Lot parent_;
  std::vector<v1::Lot> proposed_;
  std::vector<v1::Lot> reviewed_;
  std::map<std::string, v1::Lot*> by_name_;
  std::map<std::string, bool> has_counterpart_;
  std::vector<v1::Lot*> replaced_by_;  // for each proposal; null = it stays
};

}  // namespace

std::vector<v1::Lot> CarryReviews(const v1::Tender& tender, std::vector<Split> splits,
                                  const std::vector<v1::Lot>& stored) {
  std::map<std::string, std::vector<v1::Lot>> reviewed;
  for (const v1::Lot& lot : stored) {
    if (lot.has_review() || !lot.merged_into().empty()) reviewed[lot.parent()].push_back(lot);
  }
  std::vector<v1::Lot> lots;
  for (Split& split : splits) {
    const auto old_parent = std::ranges::find(stored, split.lot.name(), &v1::Lot::name);
    const auto decided = reviewed.find(split.lot.name());
    if (decided != reviewed.end() && old_parent != stored.end()) {
      split = Carrier(tender, std::move(split), std::move(decided->second), *old_parent).Run();
    }
    lots.push_back(std::move(split.lot));
    std::ranges::move(split.children, std::back_inserter(lots));
  }
  MarkSmallLots(tender, lots);
  return lots;
}

}  // namespace sambyd::application
