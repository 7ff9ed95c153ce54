#ifndef LIB_MARKET_CHUNK_H_
#define LIB_MARKET_CHUNK_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/market/enterprise.h"

namespace sambyd::market {

// A run of enterprises in columns. Self-contained: places and certificate codes are numbers into
// the chunk's own sorted lists. Immutable once made.
class Chunk {
 public:
  using Row = std::uint16_t;
  static constexpr std::size_t kMaxRows = 65535;

  // One capability; sorted by code, then row.
  struct Work {
    Capacity yearly;
    std::uint32_t area;  // index of a service area
    Row row;
    std::uint16_t quality;
  };

  // The works of one CPV code are works[first] up to the next code's first.
  struct Code {
    domain::CpvCode cpv;
    std::uint32_t first;
  };

  struct HeldCertificate {
    std::uint32_t code;  // as FindCertificate numbers it
    std::int32_t valid_until;

    friend auto operator<=>(const HeldCertificate&, const HeldCertificate&) = default;
  };

  // The fixed columns of a row.
  struct Fixed {
    Capacity yearly = Capacity::Unknown();
    std::uint32_t headcount = 0;
    std::uint32_t special = 0;
    std::int32_t as_of = 0;
    std::int32_t valid_until = 0;
    std::uint32_t id_end = 0;           // into ids
    std::uint32_t certificate_end = 0;  // into certificates
    std::uint32_t home = 0;             // index into places
    std::uint16_t delivery_reliability = 0;
    bool main_aim = false;
  };

  // `rows` by ascending id, no id twice, 1 to kMaxRows of them.
  explicit Chunk(std::span<const Enterprise> rows);

  std::size_t size() const { return fixed_.size(); }
  std::string_view Id(std::size_t row) const;
  const Fixed& At(std::size_t row) const { return fixed_[row]; }
  std::span<const HeldCertificate> CertificatesOf(std::size_t row) const;

  // The codes from `first` to `last` inclusive, which lie in one division.
  std::span<const Code> Codes(std::uint32_t first, std::uint32_t last) const;
  // The works of a code that Codes returned.
  std::span<const Work> Works(const Code& code) const;

  std::span<const domain::Place> places() const { return places_; }
  // Indexes into places, ascending.
  std::span<const std::uint32_t> Area(std::size_t area) const;
  std::size_t areas() const { return area_end_.size(); }

  std::optional<std::uint32_t> FindPlace(const domain::Place& place) const;
  std::optional<std::uint32_t> FindCertificate(std::string_view code) const;
  std::optional<std::size_t> FindRow(std::string_view id) const;

  Enterprise Decode(std::size_t row) const;
  std::vector<Enterprise> DecodeAll() const;
  std::size_t MemoryBytes() const;

 private:
  void EncodePlaces(std::span<const Enterprise> rows);
  void EncodeRows(std::span<const Enterprise> rows);
  void EncodeWorks(std::span<const Enterprise> rows);
  std::vector<std::uint32_t> PlaceNumbers(const Capability& capability) const;
  std::uint32_t FindArea(std::span<const std::uint32_t> area) const;
  Enterprise DecodeFixed(std::size_t row) const;
  Capability DecodeWork(const Code& code, const Work& work) const;

  std::string ids_;
  std::vector<Fixed> fixed_;
  std::vector<HeldCertificate> certificates_;
  std::vector<std::string> certificate_codes_;  // ascending
  std::vector<domain::Place> places_;           // ascending
  std::vector<std::uint32_t> area_end_;         // into area_places_; areas are ascending
  std::vector<std::uint32_t> area_places_;
  std::vector<Code> codes_;  // ascending, with an end mark
  // codes_ of division d (first two digits) start at division_[d].
  std::array<std::uint32_t, 101> division_{};
  std::vector<Work> works_;
};

}  // namespace sambyd::market

#endif  // LIB_MARKET_CHUNK_H_
