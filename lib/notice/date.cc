#include "lib/notice/date.h"

#include <chrono>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/domain/date.h"

namespace sambyd::notice {
namespace {

// Takes exactly `count` digits off the front of `text`.
std::optional<int> TakeNumber(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(0, count)) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool TakeMark(std::string_view& text, char mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(1);
  return true;
}

// What is left of a date or time after its digits: "", "Z" or "+01:00", at most 14 hours.
struct Zone {
  bool well_formed = false;
  std::optional<std::chrono::minutes> offset;
};

Zone ParseZone(std::string_view text) {
  if (text.empty()) return {.well_formed = true, .offset = std::nullopt};
  if (text == "Z") return {.well_formed = true, .offset = std::chrono::minutes(0)};
  const bool west = text.front() == '-';
  if (!TakeMark(text, west ? '-' : '+')) return {};
  const std::optional<int> hours = TakeNumber(text, 2);
  if (!hours || !TakeMark(text, ':')) return {};
  const std::optional<int> minutes = TakeNumber(text, 2);
  if (!minutes || !text.empty() || *minutes > 59 || *hours * 60 + *minutes > 14 * 60) return {};
  const int offset = *hours * 60 + *minutes;
  return {.well_formed = true, .offset = std::chrono::minutes(west ? -offset : offset)};
}

struct Day {
  domain::Date day;
  std::optional<std::chrono::minutes> offset;
};

std::optional<Day> ParseDay(std::string_view text) {
  constexpr std::size_t kDateSize = 10;
  const std::optional<domain::Date> day = domain::ParseDate(text.substr(0, kDateSize));
  if (!day) return std::nullopt;
  const Zone zone = ParseZone(text.substr(kDateSize));
  if (!zone.well_formed) return std::nullopt;
  return Day{*day, zone.offset};
}

struct TimeOfDay {
  std::chrono::microseconds since_midnight{0};
  std::optional<std::chrono::minutes> offset;
};

// Fractions of a second are read to the microsecond.
std::optional<std::chrono::microseconds> TakeFraction(std::string_view& text) {
  std::chrono::microseconds fraction(0);
  std::chrono::microseconds unit(std::chrono::milliseconds(100));
  const std::size_t before = text.size();
  while (const std::optional<int> digit = TakeNumber(text, 1)) {
    fraction += *digit * unit;
    unit /= 10;
  }
  if (text.size() == before) return std::nullopt;
  return fraction;
}

std::optional<TimeOfDay> ParseTime(std::string_view text) {
  const std::optional<int> hour = TakeNumber(text, 2);
  if (!hour || !TakeMark(text, ':')) return std::nullopt;
  const std::optional<int> minute = TakeNumber(text, 2);
  if (!minute || !TakeMark(text, ':')) return std::nullopt;
  const std::optional<int> second = TakeNumber(text, 2);
  if (!second || *minute > 59 || *second > 59) return std::nullopt;
  std::chrono::microseconds time =
      std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
  if (TakeMark(text, '.')) {
    const std::optional<std::chrono::microseconds> fraction = TakeFraction(text);
    if (!fraction) return std::nullopt;
    time += *fraction;
  }
  const Zone zone = ParseZone(text);
  if (!zone.well_formed || time > std::chrono::hours(24)) return std::nullopt;
  return TimeOfDay{time, zone.offset};
}

// What a protobuf timestamp holds.
constexpr auto kFirstMoment = std::chrono::sys_days(std::chrono::year(1) / 1 / 1);
constexpr auto kAfterLastMoment = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1);

constexpr std::string_view kWantDate = "an existing day as YYYY-MM-DD with its zone";
constexpr std::string_view kWantTime = "an existing time as hh:mm:ss with its zone";

}  // namespace

absl::StatusOr<std::optional<v1::Date>> ReadDate(std::string_view text, const Path& path,
                                                 std::string_view field) {
  if (text.empty()) return std::nullopt;
  const std::optional<Day> parsed = ParseDay(text);
  if (!parsed) return path.Refuse(field, text, kWantDate);
  v1::Date date;
  date.set_year(static_cast<int>(parsed->day.year()));
  date.set_month(static_cast<std::int32_t>(static_cast<unsigned>(parsed->day.month())));
  date.set_day(static_cast<std::int32_t>(static_cast<unsigned>(parsed->day.day())));
  return date;
}

absl::StatusOr<std::optional<google::protobuf::Timestamp>> ReadMoment(std::string_view date,
                                                                      std::string_view time,
                                                                      const Path& path,
                                                                      std::string_view field) {
  if (date.empty()) return std::nullopt;
  const std::optional<Day> day = ParseDay(date);
  if (!day) return path.Refuse(field, date, kWantDate);
  std::optional<TimeOfDay> clock = TimeOfDay{};
  if (!time.empty()) clock = ParseTime(time);
  if (!clock) return path.Refuse(field, time, kWantTime);
  const std::optional<std::chrono::minutes> offset = clock->offset ? clock->offset : day->offset;
  if (!offset) {
    path.Warn(field, absl::StrCat(ToAbsl(date), "T", ToAbsl(time)), "no time zone, read as UTC");
  }
  const auto moment = std::chrono::sys_days(day->day) + clock->since_midnight -
                      offset.value_or(std::chrono::minutes(0));
  if (moment < kFirstMoment || moment >= kAfterLastMoment) {
    return path.Refuse(field, date, "a moment of the years 1 to 9999", Reason::kFieldOutOfRange);
  }
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
      moment.time_since_epoch().count());
}

}  // namespace sambyd::notice
