#include "lib/storage/codec.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "absl/strings/str_cat.h"

namespace sambyd::storage {
namespace {

constexpr char kEscape = '\x00';
constexpr char kEscapedZero = '\xff';
constexpr char kEnd = '\x01';

template <typename Unsigned>
void AppendBigEndian(std::string& out, Unsigned number) {
  for (unsigned int shift = 8 * sizeof(Unsigned); shift > 0;) {
    shift -= 8;
    out += static_cast<char>((number >> shift) & 0xffU);
  }
}

template <typename Unsigned>
std::optional<Unsigned> TakeBigEndian(std::string_view& in) {
  if (in.size() < sizeof(Unsigned)) return std::nullopt;
  Unsigned number = 0;
  for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
    number = (number << 8U) | static_cast<unsigned char>(in[i]);
  }
  in.remove_prefix(sizeof(Unsigned));
  return number;
}

// Flipping the sign bit puts negative numbers before positive ones.
constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63U;

// Cuts ".n" off the end of `lot` and returns n; nothing when it does not end in one.
std::optional<std::uint32_t> CutNumber(std::string_view& lot) {
  const std::size_t dot = lot.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view digits = lot.substr(dot + 1);
  if (digits.empty() || digits.front() == '0') return std::nullopt;
  std::uint32_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  lot.remove_suffix(digits.size() + 1);
  return number;
}

}  // namespace

void AppendText(std::string& out, std::string_view text) {
  for (const char c : text) {
    out += c;
    if (c == kEscape) out += kEscapedZero;
  }
  out += kEscape;
  out += kEnd;
}

std::optional<std::string> TakeText(std::string_view& in) {
  std::string text;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i] != kEscape) {
      text += in[i];
      continue;
    }
    if (++i == in.size()) return std::nullopt;
    if (in[i] == kEnd) {
      in.remove_prefix(i + 1);
      return text;
    }
    if (in[i] != kEscapedZero) return std::nullopt;
    text += kEscape;
  }
  return std::nullopt;
}

void AppendUint32(std::string& out, std::uint32_t number) { AppendBigEndian(out, number); }

std::optional<std::uint32_t> TakeUint32(std::string_view& in) {
  return TakeBigEndian<std::uint32_t>(in);
}

void AppendInt64(std::string& out, std::int64_t number) {
  AppendBigEndian(out, static_cast<std::uint64_t>(number) ^ kSignBit);
}

std::optional<std::int64_t> TakeInt64(std::string_view& in) {
  const auto bits = TakeBigEndian<std::uint64_t>(in);
  if (!bits) return std::nullopt;
  return static_cast<std::int64_t>(*bits ^ kSignBit);
}

void AppendLotId(std::string& out, std::string_view lot) {
  std::vector<std::uint32_t> numbers;
  while (const auto number = CutNumber(lot)) numbers.push_back(*number);
  AppendText(out, lot);
  std::reverse(numbers.begin(), numbers.end());
  for (const std::uint32_t number : numbers) AppendUint32(out, number);
}

std::optional<std::string> TakeLotId(std::string_view& in) {
  std::string_view rest = in;
  std::optional<std::string> lot = TakeText(rest);
  if (!lot) return std::nullopt;
  while (!rest.empty()) {
    const auto number = TakeUint32(rest);
    if (!number) return std::nullopt;
    absl::StrAppend(&*lot, ".", *number);
  }
  in = rest;
  return lot;
}

std::string AfterPrefix(std::string_view prefix) {
  std::string after(prefix);
  while (!after.empty() && after.back() == '\xff') after.pop_back();
  if (!after.empty())
    after.back() = static_cast<char>(static_cast<unsigned char>(after.back()) + 1);
  return after;
}

}  // namespace sambyd::storage
