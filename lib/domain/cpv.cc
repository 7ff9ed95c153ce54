#include "lib/domain/cpv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "lib/base/strings.h"
#include "lib/domain/codelist.h"

namespace sambyd::domain {
namespace {

constexpr std::size_t kDigits = 8;
constexpr std::array<std::uint32_t, 9> kPowersOfTen = {1,      10,      100,      1000,     10000,
                                                       100000, 1000000, 10000000, 100000000};

// Size of the range of codes under a prefix of `digits` digits.
std::uint32_t RangeOf(int digits) {
  return kPowersOfTen[kDigits - static_cast<std::size_t>(digits)];
}

std::vector<CpvEntry> ReadEntries() {
  std::vector<CpvEntry> entries;
  for (const auto& row : CpvRows()) {
    entries.push_back({*CpvCode::Parse(row[0]), CpvCode::Parse(row[1]), row[2], row[3]});
  }
  std::ranges::sort(entries, {}, &CpvEntry::code);
  return entries;
}

// The codes of the light regime, ascending.
std::vector<CpvCode> ReadLightRegime() {
  std::vector<CpvCode> codes;
  for (const auto& row : LightRegimeRows()) {
    const auto first = CpvCode::Parse(row[0]);
    const auto last = CpvCode::Parse(row[1]);
    for (const CpvEntry& entry : AllCpvEntries()) {
      if (first <= entry.code && entry.code <= last) codes.push_back(entry.code);
    }
  }
  std::ranges::sort(codes);
  return codes;
}

}  // namespace

std::optional<CpvCode> CpvCode::Parse(std::string_view text) {
  if (text.size() == kDigits + 2 && text[kDigits] == '-' && IsAsciiDigit(text[kDigits + 1])) {
    text.remove_suffix(2);
  }
  if (text.size() != kDigits || !std::ranges::all_of(text, IsAsciiDigit)) return std::nullopt;
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return CpvCode(number);
}

std::string CpvCode::ToString() const {
  std::string digits = std::to_string(number_);
  return std::string(kDigits - digits.size(), '0') + digits;
}

int CpvCode::SignificantDigits() const {
  int digits = static_cast<int>(kDigits);
  while (digits > 2 &&
         number_ % kPowersOfTen[kDigits - static_cast<std::size_t>(digits) + 1] == 0) {
    --digits;
  }
  return digits;
}

CpvCode CpvCode::Prefix(int digits) const {
  const std::uint32_t range = RangeOf(std::clamp(digits, 2, static_cast<int>(kDigits)));
  return CpvCode(number_ / range * range);
}

bool CpvCode::Covers(CpvCode other) const {
  return number_ <= other.number_ && other.number_ <= LastCovered();
}

std::uint32_t CpvCode::LastCovered() const { return number_ + RangeOf(SignificantDigits()) - 1; }

std::span<const CpvEntry> AllCpvEntries() {
  static const std::vector<CpvEntry> entries = ReadEntries();
  return entries;
}

const CpvEntry* FindCpv(CpvCode code) {
  const auto entries = AllCpvEntries();
  const auto found = std::ranges::lower_bound(entries, code, {}, &CpvEntry::code);
  return found != entries.end() && found->code == code ? &*found : nullptr;
}

const CpvEntry* FindNearestCpv(CpvCode code) {
  for (int digits = code.SignificantDigits(); digits >= 2; --digits) {
    if (const CpvEntry* entry = FindCpv(code.Prefix(digits))) return entry;
  }
  return nullptr;
}

std::optional<bool> IsLightRegime(CpvCode code) {
  static const std::vector<CpvCode> listed = ReadLightRegime();
  if (FindCpv(code) == nullptr) return std::nullopt;
  const auto next = std::ranges::lower_bound(listed, code);
  if (next == listed.end() || !code.Covers(*next)) return false;
  return *next == code ? std::optional(true) : std::nullopt;
}

}  // namespace sambyd::domain
