#ifndef LIB_DOMAIN_CPV_H_
#define LIB_DOMAIN_CPV_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sambyd::domain {

// A code of the Common Procurement Vocabulary 2008 (Regulation (EC) 213/2008): eight digits, of
// which trailing zeros mean "everything below". 90910000 covers 90911000 and 90911200.
//
// A CpvCode has the right form; FindCpv tells whether it is in the list, since notices carry
// retired codes that are kept and warned about.
class CpvCode {
 public:
  constexpr CpvCode() = default;

  // Accepts "90911000" and "90911000-2". The check digit is dropped and not tested: 532 of the
  // 9,454 official codes deviate from every published formula.
  static std::optional<CpvCode> Parse(std::string_view text);

  // From the eight digits as a number, e.g. 3110000 for 03110000.
  static constexpr CpvCode FromNumber(std::uint32_t number) { return CpvCode(number); }

  std::string ToString() const;
  constexpr std::uint32_t number() const { return number_; }

  // Digits that carry meaning: 2 (division), 3 (group), 4 (class), 5 (category), up to 8.
  int SignificantDigits() const;

  // The code cut to its first `digits` digits (2 to 8) and filled with zeros.
  CpvCode Prefix(int digits) const;

  // True when this code is `other` or one of its prefix ancestors.
  bool Covers(CpvCode other) const;

  // Largest number that this code covers: the codes below it are [number(), LastCovered()].
  std::uint32_t LastCovered() const;

  friend constexpr auto operator<=>(CpvCode, CpvCode) = default;

 private:
  constexpr explicit CpvCode(std::uint32_t number) : number_(number) {}
  std::uint32_t number_ = 0;
};

// One row of the official list.
struct CpvEntry {
  CpvCode code;
  std::optional<CpvCode> parent;  // nearest listed ancestor
  std::string_view label_da;
  std::string_view label_en;
};

// All 9,454 entries by ascending code. Built on first use; thread-safe.
std::span<const CpvEntry> AllCpvEntries();

// The entry of a code, or nothing where the list does not have it.
const CpvEntry* FindCpv(CpvCode code);

// The entry of the code or of its nearest listed ancestor; nothing when even the division is
// unknown.
const CpvEntry* FindNearestCpv(CpvCode code);

// Whether services of this code come under the light regime: Art. 74 and annex XIV of Directive
// 2014/24/EU, which names single codes. Nothing where the code does not tell: it is not in the list
// of CPV codes, or annex XIV names codes below it but not the code itself.
std::optional<bool> IsLightRegime(CpvCode code);

}  // namespace sambyd::domain

#endif  // LIB_DOMAIN_CPV_H_
