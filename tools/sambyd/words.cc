#include "tools/sambyd/words.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/base/strings.h"
#include "lib/domain/date.h"

namespace sambyd::cli {
namespace {

bool StartsCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::size_t Characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, StartsCharacter));
}

std::string Blanks(std::string_view text, std::size_t columns) {
  const std::size_t width = Characters(text);
  return std::string(width < columns ? columns - width : 0, ' ');
}

}  // namespace

std::string OneLine(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte != 0x7F) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string Cut(std::string_view text, std::size_t columns) {
  std::string line = OneLine(text);
  if (Characters(line) <= columns) return line;
  std::size_t end = 0;
  for (std::size_t characters = 0; end < line.size(); ++end) {
    if (StartsCharacter(line[end]) && ++characters == columns) break;
  }
  line.resize(end);
  return line + "…";
}

std::string Padded(std::string_view text, std::size_t columns) {
  return absl::StrCat(ToAbsl(text), Blanks(text, columns));
}

std::string PaddedLeft(std::string_view text, std::size_t columns) {
  return absl::StrCat(Blanks(text, columns), ToAbsl(text));
}

std::string Grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string Counted(std::int64_t number, std::string_view singular) {
  return absl::StrCat(Grouped(number), " ", ToAbsl(singular), number == 1 ? "" : "s");
}

std::string Amount(std::int64_t hundredths, std::string_view currency) {
  const std::string whole = Grouped(hundredths / 100);
  const std::int64_t rest = std::abs(hundredths % 100);
  const std::string decimals = rest == 0 ? "" : absl::StrFormat(".%02d", rest);
  return absl::StrCat(whole, decimals, " ", ToAbsl(currency));
}

std::string Amount(const v1::Money& money) { return Amount(money.minor_units(), money.currency()); }

std::string Percent(std::int64_t basis_points) {
  return absl::StrFormat("%d.%d %%", basis_points / 100, basis_points / 10 % 10);
}

std::string Day(const v1::Date& date) {
  const auto day = domain::MakeDate(date.year(), date.month(), date.day());
  return day ? domain::FormatDate(*day) : "";
}

std::string Moment(const google::protobuf::Timestamp& moment) {
  const std::chrono::sys_seconds time{std::chrono::seconds(moment.seconds())};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  return absl::StrFormat("%s %02d:%02d UTC", domain::FormatDate(day), clock.hours().count(),
                         clock.minutes().count());
}

std::string TextIn(const google::protobuf::RepeatedPtrField<v1::LocalizedText>& texts,
                   std::string_view language) {
  if (texts.empty()) return "";
  const auto found = std::ranges::find(texts, language, &v1::LocalizedText::language);
  return found == texts.end() ? texts[0].text() : found->text();
}

std::string ShortName(std::string_view enum_value, std::string_view prefix) {
  if (enum_value.starts_with(prefix)) enum_value.remove_prefix(prefix.size());
  return std::string(enum_value);
}

}  // namespace sambyd::cli
