#ifndef LIB_DOMAIN_PLACE_H_
#define LIB_DOMAIN_PLACE_H_

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace sambyd::domain {

// A place of performance or a service area: a NUTS code of any level ("DK", "DK04", "DK042") or a
// Danish municipality code of four digits ("0751"). A Place has the right form; whether the lists
// know it is asked with IsListed, since notices carry codes of older NUTS versions.
class Place {
 public:
  constexpr Place() = default;

  // Accepts two letters followed by up to three letters or digits, or four digits.
  static std::optional<Place> Parse(std::string_view text);

  std::string_view code() const { return {text_.data(), size_}; }
  bool IsMunicipality() const { return size_ > 0 && text_[0] >= '0' && text_[0] <= '9'; }
  bool empty() const { return size_ == 0; }

  // True when this place is `other` or contains it: DK04 covers DK042 and 0751 (Aarhus).
  bool Covers(Place other) const;

  // The NUTS code of a municipality's region; a NUTS place itself. Empty for unlisted
  // municipalities.
  Place Nuts() const;

  // By the bytes of the code.
  friend constexpr bool operator==(const Place&, const Place&) = default;
  friend constexpr auto operator<=>(const Place& a, const Place& b) { return a.Key() <=> b.Key(); }

 private:
  // The bytes as one number of the same order: sorted lists of places are searched a lot.
  constexpr std::uint64_t Key() const {
    const auto bytes = std::bit_cast<std::uint64_t>(*this);
    return std::endian::native == std::endian::little ? __builtin_bswap64(bytes) : bytes;
  }

  std::array<char, 7> text_{};
  unsigned char size_ = 0;
};

struct NutsEntry {
  Place place;
  int level = 0;  // 0 country to 3 region
  std::string_view label_da;
  std::string_view label_en;
};

struct Municipality {
  Place place;
  std::string_view name;  // "Aarhus", without "Kommune"
  Place nuts3;
};

// A postcode can belong to several municipalities; then it has a row for each.
struct Postcode {
  std::string_view code;  // four digits
  std::string_view town;
  Place municipality;
};

// A post town in the municipality in which the town itself lies, wherever else its postcodes reach.
// Towns of which that is not known are left out.
struct Town {
  std::string_view name;
  Place municipality;
};

// The embedded lists by ascending code or name. Built on first use; thread-safe.
std::span<const NutsEntry> AllNutsEntries();
std::span<const Municipality> AllMunicipalities();
std::span<const Postcode> AllPostcodes();
std::span<const Town> AllTowns();

// True when the NUTS or municipality list has the place.
bool IsListed(Place place);

// "Østjylland" for DK042, "Aarhus" for 0751; the code itself where it is not listed.
std::string_view DanishName(const Place& place);

}  // namespace sambyd::domain

#endif  // LIB_DOMAIN_PLACE_H_
