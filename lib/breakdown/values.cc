#include "lib/breakdown/values.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>

namespace sambyd::breakdown {
namespace {

constexpr std::int64_t kBasisPoints = 10'000;
constexpr int kMonthsPerYear = 12;

bool IsCrown(std::string_view currency) {
  return currency == "DKK" || currency == "SEK" || currency == "NOK";
}

bool SameCurrency(std::string_view lot, std::string_view unit) {
  return lot.empty() || lot == unit || (unit == "kr" && IsCrown(lot));
}

// total · part / whole without overflow, rounded down; part <= whole.
std::int64_t Fraction(std::int64_t total, std::int64_t part, std::int64_t whole) {
  return total / whole * part + total % whole * part / whole;
}

// The sum of the amounts, or of the shares when there are none.
void State(const LotText& lot, std::span<const Figure> figures, Part& part) {
  std::int64_t amount = 0, share = 0;
  for (const Figure& figure : figures) {
    if (figure.kind == Figure::Kind::kAmount && SameCurrency(lot.currency, figure.unit)) {
      amount += figure.value;
    } else if (figure.kind == Figure::Kind::kShare) {
      share += figure.value;
    }
  }
  if (amount > 0) {
    part.stated_ore = amount;
    part.value_basis = ValueBasis::kAmountGiven;
  } else if (share > 0 && share < kBasisPoints && lot.value_ore) {
    part.stated_ore = Fraction(*lot.value_ore, share, kBasisPoints);
    part.value_basis = ValueBasis::kShareGiven;
  }
}

// The stated amount in the lot's own terms: a yearly one over the period of a lot whose value is
// for all of it.
std::int64_t InTermsOf(const LotText& lot, std::span<const Figure> figures, const Part& part) {
  const bool yearly = std::ranges::any_of(figures, &Figure::yearly);
  if (part.value_basis != ValueBasis::kAmountGiven || !yearly || lot.value_is_yearly ||
      lot.period.months <= 0) {
    return *part.stated_ore;
  }
  return *part.stated_ore * lot.period.months / kMonthsPerYear;
}

Part RemainderOf(const LotText& lot) {
  Part part;
  part.rule = Rule::kRemainder;
  part.is_remainder = true;
  part.title = lot.title;
  if (lot.cpv_main) part.cpv = {*lot.cpv_main};
  part.places = lot.places;
  part.period = lot.period;
  return part;
}

void ShareEqually(std::int64_t total, std::vector<Part>& parts, bool all) {
  std::vector<std::int64_t> weights;
  for (const Part& part : parts) weights.push_back(all || !part.value_ore ? 1 : 0);
  const auto values = Apportion(total, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (weights[i] == 0) continue;
    parts[i].value_ore = values[i];
    parts[i].value_basis = ValueBasis::kEqualSplit;
  }
}

// The first quantity of each part where all have one of the same unit, else nothing.
std::vector<std::int64_t> Quantities(std::span<const std::vector<Figure>> figures) {
  std::vector<std::int64_t> quantities;
  std::string_view unit;
  for (const std::vector<Figure>& own : figures) {
    const auto quantity = std::ranges::find(own, Figure::Kind::kQuantity, &Figure::kind);
    if (quantity == own.end() || quantity->value <= 0) return {};
    if (!unit.empty() && unit != quantity->unit) return {};
    unit = quantity->unit;
    quantities.push_back(quantity->value);
  }
  return quantities;
}

}  // namespace

std::vector<std::int64_t> Apportion(std::int64_t total, std::span<const std::int64_t> weights) {
  // Weights are cut to 31 bits together, so that products stay within 63 bits.
  std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::vector<std::int64_t> scaled(weights.begin(), weights.end());
  while (sum > INT32_MAX) {
    for (std::int64_t& weight : scaled) weight /= 2;
    sum = std::accumulate(scaled.begin(), scaled.end(), std::int64_t{0});
  }
  std::vector<std::int64_t> values;
  std::vector<std::size_t> order(scaled.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (const std::int64_t weight : scaled) values.push_back(Fraction(total, weight, sum));
  const auto remainder = [&](std::size_t i) { return total % sum * scaled[i] % sum; };
  std::ranges::stable_sort(order, [&](auto a, auto b) { return remainder(a) > remainder(b); });
  std::int64_t left = total - std::accumulate(values.begin(), values.end(), std::int64_t{0});
  for (std::size_t i = 0; left > 0; i = (i + 1) % order.size()) {
    if (scaled[order[i]] == 0) continue;
    ++values[order[i]];
    --left;
  }
  return values;
}

void ShareValue(const LotText& lot, std::span<const std::vector<Figure>> figures,
                std::vector<Part>& parts) {
  std::vector<std::int64_t> stated(parts.size(), 0);
  std::int64_t sum = 0;
  std::size_t unknown = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    State(lot, figures[i], parts[i]);
    if (parts[i].stated_ore) {
      stated[i] = InTermsOf(lot, figures[i], parts[i]);
      sum += stated[i];
    } else {
      ++unknown;
    }
  }
  if (!lot.value_ore) {
    for (Part& part : parts) part.value_ore = part.stated_ore;
    return;
  }
  const std::int64_t total = *lot.value_ore;
  const auto quantities =
      unknown == parts.size() ? Quantities(figures) : std::vector<std::int64_t>();
  if ((sum > total && unknown == 0) || !quantities.empty()) {
    const auto values = Apportion(total, quantities.empty() ? stated : quantities);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      parts[i].value_ore = values[i];
      parts[i].value_basis = ValueBasis::kShareGiven;
    }
    return;
  }
  if (unknown > 0 && sum >= total) {
    ShareEqually(total, parts, true);
    return;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].stated_ore) parts[i].value_ore = stated[i];
  }
  if (unknown == 0 && sum < total) {
    parts.push_back(RemainderOf(lot));
    parts.back().value_ore = total - sum;
    parts.back().value_basis = parts.front().value_basis;
  } else if (unknown > 0) {
    ShareEqually(total - sum, parts, false);
  }
}

}  // namespace sambyd::breakdown
