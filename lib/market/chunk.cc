#include "lib/market/chunk.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace sambyd::market {
namespace {

constexpr std::int64_t kMaxHeads = 1'000'000'000;
constexpr std::uint32_t kDivisionSize = 1'000'000;  // CPV numbers of one division

std::int32_t DayNumber(Day day) {
  using Limits = std::numeric_limits<std::int32_t>;
  const std::int64_t days = day.time_since_epoch().count();
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(days, Limits::min(), Limits::max()));
}

Day DayOf(std::int32_t number) { return Day(std::chrono::days(number)); }

std::uint16_t Permille(int value) { return static_cast<std::uint16_t>(std::clamp(value, 0, 1000)); }

domain::Workforce Plausible(domain::Workforce w) {
  const bool possible =
      0 < w.headcount && w.headcount <= kMaxHeads && 0 <= w.special && w.special <= w.headcount;
  return possible ? w : domain::Workforce();
}

template <class T>
void SortAndCompact(std::vector<T>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  values.shrink_to_fit();
}

template <class T, class Key>
std::optional<std::uint32_t> IndexOf(const std::vector<T>& sorted, const Key& key) {
  const auto found = std::ranges::lower_bound(sorted, key);
  if (found == sorted.end() || *found != key) return std::nullopt;
  return static_cast<std::uint32_t>(found - sorted.begin());
}

std::uint32_t Size(const auto& values) { return static_cast<std::uint32_t>(values.size()); }

template <class T>
std::size_t HeapBytes(const std::vector<T>& values) {
  return values.capacity() * sizeof(T);
}

// The first of the numbers below `count` of which `is_before` is not true, as it is not of any
// behind; `count` when it is true of all. clang 14 has no std::views::iota to search.
template <class Predicate>
std::size_t FirstNotBefore(std::size_t count, const Predicate& is_before) {
  std::size_t first = 0;
  while (count > 0) {
    const std::size_t half = count / 2;
    if (is_before(first + half)) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return first;
}

}  // namespace

Chunk::Chunk(std::span<const Enterprise> rows) {
  for (const Enterprise& row : rows) {
    for (const Certificate& c : row.certificates) certificate_codes_.push_back(c.code);
  }
  SortAndCompact(certificate_codes_);
  EncodePlaces(rows);
  EncodeRows(rows);
  EncodeWorks(rows);
}

void Chunk::EncodePlaces(std::span<const Enterprise> rows) {
  for (const Enterprise& row : rows) {
    places_.push_back(row.home);
    for (const Capability& c : row.capabilities) {
      places_.insert(places_.end(), c.places.begin(), c.places.end());
    }
  }
  SortAndCompact(places_);
  std::vector<std::vector<std::uint32_t>> areas;
  for (const Enterprise& row : rows) {
    for (const Capability& c : row.capabilities) areas.push_back(PlaceNumbers(c));
  }
  SortAndCompact(areas);
  area_end_.reserve(areas.size());
  for (const auto& area : areas) {
    area_places_.insert(area_places_.end(), area.begin(), area.end());
    area_end_.push_back(Size(area_places_));
  }
  area_places_.shrink_to_fit();
}

std::vector<std::uint32_t> Chunk::PlaceNumbers(const Capability& capability) const {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(capability.places.size());
  for (const domain::Place& place : capability.places) numbers.push_back(*FindPlace(place));
  SortAndCompact(numbers);
  return numbers;
}

void Chunk::EncodeRows(std::span<const Enterprise> rows) {
  fixed_.reserve(rows.size());
  for (const Enterprise& row : rows) {
    ids_ += row.id;
    const auto first = static_cast<std::ptrdiff_t>(certificates_.size());
    for (const Certificate& c : row.certificates) {
      certificates_.push_back({*FindCertificate(c.code), DayNumber(c.valid_until)});
    }
    std::sort(certificates_.begin() + first, certificates_.end());
    const domain::Workforce workforce = Plausible(row.workforce);
    fixed_.push_back({.yearly = row.yearly,
                      .headcount = static_cast<std::uint32_t>(workforce.headcount),
                      .special = static_cast<std::uint32_t>(workforce.special),
                      .as_of = DayNumber(row.workforce_as_of),
                      .valid_until = DayNumber(row.workforce_valid_until),
                      .id_end = Size(ids_),
                      .certificate_end = Size(certificates_),
                      .home = *FindPlace(row.home),
                      .delivery_reliability = Permille(row.delivery_reliability),
                      .main_aim = row.main_aim});
  }
  ids_.shrink_to_fit();
  certificates_.shrink_to_fit();
}

void Chunk::EncodeWorks(std::span<const Enterprise> rows) {
  std::vector<std::pair<domain::CpvCode, Work>> works;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const Capability& c : rows[row].capabilities) {
      works.push_back({c.cpv,
                       {.yearly = c.yearly,
                        .area = FindArea(PlaceNumbers(c)),
                        .row = static_cast<Row>(row),
                        .quality = Permille(c.quality)}});
    }
  }
  std::ranges::sort(works, {}, [](const auto& entry) {
    const Work& work = entry.second;
    return std::tuple(entry.first, work.row, work.area, work.yearly, work.quality);
  });
  works_.reserve(works.size());
  for (const auto& [cpv, work] : works) {
    if (codes_.empty() || codes_.back().cpv != cpv) codes_.push_back({cpv, Size(works_)});
    works_.push_back(work);
  }
  codes_.push_back(
      {domain::CpvCode::FromNumber(std::numeric_limits<std::uint32_t>::max()), Size(works_)});
  codes_.shrink_to_fit();
  for (std::size_t division = 0; division < division_.size(); ++division) {
    const auto first =
        domain::CpvCode::FromNumber(static_cast<std::uint32_t>(division) * kDivisionSize);
    const auto found = std::ranges::lower_bound(codes_, first, {}, &Code::cpv);
    division_[division] = static_cast<std::uint32_t>(found - codes_.begin());
  }
}

std::uint32_t Chunk::FindArea(std::span<const std::uint32_t> area) const {
  const std::size_t found = FirstNotBefore(areas(), [&](std::size_t number) {
    return std::ranges::lexicographical_compare(Area(number), area);
  });
  return static_cast<std::uint32_t>(found);
}

std::string_view Chunk::Id(std::size_t row) const {
  const std::size_t begin = row == 0 ? 0 : fixed_[row - 1].id_end;
  return std::string_view(ids_).substr(begin, fixed_[row].id_end - begin);
}

std::span<const Chunk::HeldCertificate> Chunk::CertificatesOf(std::size_t row) const {
  const std::size_t begin = row == 0 ? 0 : fixed_[row - 1].certificate_end;
  return std::span(certificates_).subspan(begin, fixed_[row].certificate_end - begin);
}

std::span<const Chunk::Code> Chunk::Codes(std::uint32_t first, std::uint32_t last) const {
  const std::size_t division = std::min<std::size_t>(first / kDivisionSize, division_.size() - 2);
  const auto begin = codes_.begin() + division_[division];
  const auto end = codes_.begin() + division_[division + 1];
  const auto from = std::lower_bound(begin, end, first, [](const Code& code, std::uint32_t number) {
    return code.cpv.number() < number;
  });
  auto to = from;
  while (to != end && to->cpv.number() <= last) ++to;
  return {from, to};
}

std::span<const Chunk::Work> Chunk::Works(const Code& code) const {
  return std::span(works_).subspan(code.first, (&code)[1].first - code.first);
}

std::span<const std::uint32_t> Chunk::Area(std::size_t area) const {
  const std::size_t begin = area == 0 ? 0 : area_end_[area - 1];
  return std::span(area_places_).subspan(begin, area_end_[area] - begin);
}

std::optional<std::uint32_t> Chunk::FindPlace(const domain::Place& place) const {
  return IndexOf(places_, place);
}

std::optional<std::uint32_t> Chunk::FindCertificate(std::string_view code) const {
  return IndexOf(certificate_codes_, code);
}

std::optional<std::size_t> Chunk::FindRow(std::string_view id) const {
  const std::size_t found = FirstNotBefore(size(), [&](std::size_t row) { return Id(row) < id; });
  if (found == size() || Id(found) != id) return std::nullopt;
  return found;
}

Enterprise Chunk::DecodeFixed(std::size_t row) const {
  const Fixed& fixed = fixed_[row];
  Enterprise enterprise{.id = std::string(Id(row)),
                        .workforce = {fixed.headcount, fixed.special},
                        .workforce_as_of = DayOf(fixed.as_of),
                        .workforce_valid_until = DayOf(fixed.valid_until),
                        .main_aim = fixed.main_aim,
                        .capabilities = {},
                        .yearly = fixed.yearly,
                        .delivery_reliability = fixed.delivery_reliability,
                        .home = places_[fixed.home],
                        .certificates = {}};
  for (const HeldCertificate& held : CertificatesOf(row)) {
    enterprise.certificates.push_back({certificate_codes_[held.code], DayOf(held.valid_until)});
  }
  return enterprise;
}

Capability Chunk::DecodeWork(const Code& code, const Work& work) const {
  Capability capability{
      .cpv = code.cpv, .places = {}, .yearly = work.yearly, .quality = work.quality};
  for (const std::uint32_t place : Area(work.area)) capability.places.push_back(places_[place]);
  return capability;
}

Enterprise Chunk::Decode(std::size_t row) const {
  Enterprise enterprise = DecodeFixed(row);
  for (const Code& code : std::span(codes_).first(codes_.size() - 1)) {
    for (const Work& work : Works(code)) {
      if (work.row == row) enterprise.capabilities.push_back(DecodeWork(code, work));
    }
  }
  return enterprise;
}

std::vector<Enterprise> Chunk::DecodeAll() const {
  std::vector<Enterprise> rows;
  rows.reserve(size());
  for (std::size_t row = 0; row < size(); ++row) rows.push_back(DecodeFixed(row));
  for (const Code& code : std::span(codes_).first(codes_.size() - 1)) {
    for (const Work& work : Works(code)) {
      rows[work.row].capabilities.push_back(DecodeWork(code, work));
    }
  }
  return rows;
}

std::size_t Chunk::MemoryBytes() const {
  std::size_t bytes = sizeof(Chunk) + ids_.capacity() + HeapBytes(fixed_) +
                      HeapBytes(certificates_) + HeapBytes(certificate_codes_) +
                      HeapBytes(places_) + HeapBytes(area_end_) + HeapBytes(area_places_) +
                      HeapBytes(codes_) + HeapBytes(works_);
  for (const std::string& code : certificate_codes_) bytes += code.capacity();
  return bytes;
}

}  // namespace sambyd::market
