#include "lib/rpc/trace.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/base/strings.h"

namespace sambyd::rpc {
namespace {

constexpr std::size_t kVersionDigits = 2;
constexpr std::size_t kTraceDigits = 32;
constexpr std::size_t kSpanDigits = 16;
constexpr std::size_t kFlagsDigits = 2;
constexpr std::size_t kLongestRequestId = 64;

// Hexadecimal digits of an id; never zero alone, which the standard forbids.
std::string NewId(std::size_t digits) {
  thread_local std::mt19937_64 random{std::random_device()()};
  std::uniform_int_distribution<std::uint64_t> any(1);
  std::string id;
  while (id.size() < digits) id += absl::StrFormat("%016x", any(random));
  return id;
}

bool IsLowerHex(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

// Takes `digits` hexadecimal digits and the dash before them, except at the beginning.
std::optional<std::string_view> TakeField(std::string_view& rest, std::size_t digits, bool first) {
  if (!first) {
    if (!rest.starts_with('-')) return std::nullopt;
    rest.remove_prefix(1);
  }
  const std::string_view field = rest.substr(0, digits);
  if (field.size() != digits || !IsLowerHex(field)) return std::nullopt;
  rest.remove_prefix(digits);
  return field;
}

struct Traceparent {
  std::string_view trace_id;
  bool sampled;
};

std::optional<Traceparent> Parse(std::string_view text) {
  const auto version = TakeField(text, kVersionDigits, true);
  const auto trace = version ? TakeField(text, kTraceDigits, false) : std::nullopt;
  const auto parent = trace ? TakeField(text, kSpanDigits, false) : std::nullopt;
  const auto flags = parent ? TakeField(text, kFlagsDigits, false) : std::nullopt;
  if (!flags || *version == "ff" || IsZero(*trace) || IsZero(*parent)) return std::nullopt;
  // Later versions may append fields.
  const bool ended = text.empty() || (*version != "00" && text.starts_with('-'));
  if (!ended) return std::nullopt;
  constexpr std::string_view kOddDigits = "13579bdf";
  return Traceparent{*trace, kOddDigits.find(flags->back()) != std::string_view::npos};
}

bool IsRequestId(std::string_view text) {
  return !text.empty() && text.size() <= kLongestRequestId && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
  });
}

}  // namespace

std::string Trace::Traceparent() const {
  return absl::StrCat("00-", trace_id, "-", span_id, sampled ? "-01" : "-00");
}

Trace TraceOf(std::string_view traceparent, std::string_view request_id) {
  Trace trace;
  if (const auto parsed = Parse(traceparent)) {
    trace.trace_id = parsed->trace_id;
    trace.sampled = parsed->sampled;
  } else {
    trace.trace_id = NewId(kTraceDigits);
  }
  trace.span_id = NewId(kSpanDigits);
  trace.request_id = IsRequestId(request_id) ? std::string(request_id) : NewId(kSpanDigits);
  return trace;
}

}  // namespace sambyd::rpc
