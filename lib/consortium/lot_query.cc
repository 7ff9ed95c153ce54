#include "lib/consortium/lot_query.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/consortium/in_range.h"

namespace sambyd::consortium {
namespace {

constexpr std::int64_t kNominalVolume = 100'000'000;  // øre: a million kroner
constexpr std::size_t kMaxCodes = 64;
constexpr std::size_t kMaxPlaces = 128;
constexpr std::size_t kMaxCertificatesAll = 64;

absl::Status CountInRange(std::string_view field, std::size_t got, std::int64_t least,
                          std::size_t most) {
  return InRange(field, static_cast<std::int64_t>(got), least, static_cast<std::int64_t>(most));
}

absl::Status ValidateLeaf(const LeafQuery& leaf) {
  SAMBYD_RETURN_IF_ERROR(CountInRange("codes", leaf.codes.size(), 1, kMaxCodes));
  SAMBYD_RETURN_IF_ERROR(CountInRange("places", leaf.places.size(), 0, kMaxPlaces));
  for (const domain::Place& place : leaf.places) {
    if (place.empty()) return MissingField("places", "a NUTS or municipality code");
  }
  if (leaf.yearly_volume) {
    SAMBYD_RETURN_IF_ERROR(InRange("yearly_volume", *leaf.yearly_volume, 1, kMaxLeafVolume));
  }
  if (leaf.period && leaf.period->last < leaf.period->first) {
    return InvalidField("period", "last day before the first", "first day up to last day");
  }
  return absl::OkStatus();
}

// Number of bytes, then the bytes: no field can run into the next.
class Encoder {
 public:
  void Add(std::int64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
      bytes_.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xFF));
    }
  }
  void Add(std::string_view text) {
    Add(static_cast<std::int64_t>(text.size()));
    bytes_ += text;
  }
  void Add(const std::optional<std::int64_t>& value) {
    Add(std::int64_t{value.has_value()});
    if (value) Add(*value);
  }
  void Add(market::Day day) { Add(std::int64_t{day.time_since_epoch().count()}); }
  void Add(domain::CpvCode code) { Add(std::int64_t{code.number()}); }
  void Add(const domain::Place& place) { Add(place.code()); }

  // In ascending order, each once.
  template <class T>
  void AddSet(std::vector<T> values) {
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    Add(static_cast<std::int64_t>(values.size()));
    for (const T& value : values) Add(value);
  }

  std::string Take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

void AddLeaf(const LeafQuery& leaf, Encoder& out) {
  out.AddSet(leaf.codes);
  out.AddSet(leaf.places);
  out.Add(leaf.yearly_volume);
  out.Add(std::int64_t{leaf.period.has_value()});
  if (leaf.period) {
    out.Add(leaf.period->first);
    out.Add(leaf.period->last);
  }
  out.Add(std::int64_t{leaf.biddable_lot});
}

}  // namespace

absl::Status Validate(const LotQuery& query) {
  SAMBYD_RETURN_IF_ERROR(CountInRange("leaves", query.leaves.size(), 1, kMaxLeaves));
  for (std::size_t i = 0; i < query.leaves.size(); ++i) {
    SAMBYD_RETURN_IF_ERROR(
        InField("leaves[" + std::to_string(i) + "]", ValidateLeaf(query.leaves[i])));
  }
  if (query.yearly_volume) {
    SAMBYD_RETURN_IF_ERROR(InRange("yearly_volume", *query.yearly_volume, 1, kMaxLotVolume));
  }
  SAMBYD_RETURN_IF_ERROR(InRange("max_members", query.max_members, 1, kMaxMembers));
  SAMBYD_RETURN_IF_ERROR(InRange("role_min_bp", query.role_min_bp, 100, kBasisPoints));
  SAMBYD_RETURN_IF_ERROR(InRange("member_cost", query.member_cost, 0, kMaxMerit));
  SAMBYD_RETURN_IF_ERROR(
      CountInRange("certificates_all", query.certificates_all.size(), 0, kMaxCertificatesAll));
  SAMBYD_RETURN_IF_ERROR(
      CountInRange("certificates_any", query.certificates_any.size(), 0, kMaxCertificatesAny));
  return InField("weights", market::Validate(query.weights));
}

std::vector<std::int64_t> FillVolumes(const LotQuery& query) {
  std::int64_t known = 0;
  std::int64_t unknown_leaves = 0;
  for (const LeafQuery& leaf : query.leaves) {
    known += leaf.yearly_volume.value_or(0);
    unknown_leaves += leaf.yearly_volume ? 0 : 1;
  }
  const auto known_leaves = static_cast<std::int64_t>(query.leaves.size()) - unknown_leaves;
  std::int64_t rest = query.yearly_volume.value_or(0) - known;
  if (rest < unknown_leaves) {
    rest = unknown_leaves *
           (known_leaves > 0 ? std::max<std::int64_t>(known / known_leaves, 1) : kNominalVolume);
  }
  std::vector<std::int64_t> volumes;
  std::int64_t given = 0;
  for (const LeafQuery& leaf : query.leaves) {
    if (leaf.yearly_volume) {
      volumes.push_back(*leaf.yearly_volume);
    } else {
      volumes.push_back(rest / unknown_leaves + (given++ < rest % unknown_leaves ? 1 : 0));
    }
  }
  return volumes;
}

std::string CanonicalBytes(const LotQuery& query) {
  Encoder out;
  out.Add(static_cast<std::int64_t>(query.leaves.size()));
  for (const LeafQuery& leaf : query.leaves) AddLeaf(leaf, out);
  out.Add(query.yearly_volume);
  out.Add(static_cast<std::int64_t>(query.policy));
  out.Add(std::int64_t{query.require_main_aim});
  out.Add(std::int64_t{query.max_members});
  out.Add(std::int64_t{query.role_min_bp});
  out.Add(query.member_cost);
  out.AddSet(query.certificates_all);
  out.AddSet(query.certificates_any);
  const market::MeritWeights& weights = query.weights;
  for (const int weight :
       {weights.cpv_fit, weights.quality, weights.delivery_reliability, weights.proximity}) {
    out.Add(std::int64_t{weight});
  }
  out.Add(query.as_of);
  return std::move(out).Take();
}

}  // namespace sambyd::consortium
