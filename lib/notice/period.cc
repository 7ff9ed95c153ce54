#include "lib/notice/period.h"

#include <limits>
#include <optional>
#include <string>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/notice/date.h"
#include "lib/notice/number.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {
namespace {

// Days in a unit of duration; nothing for units without a fixed length in calendar days. Real
// notices write MONTH, MONTHS and Month.
std::optional<std::int64_t> DaysIn(std::string_view unit) {
  std::string name = absl::AsciiStrToUpper(ToAbsl(unit));
  if (name.ends_with('S')) name.pop_back();
  if (name == "DAY" || name == "CALENDAR_DAY") return 1;
  if (name == "WEEK") return 7;
  if (name == "MONTH") return 30;
  if (name == "YEAR") return 365;
  return std::nullopt;
}

absl::Status ReadDuration(pugi::xml_node duration, const Path& path, v1::Period* period) {
  const std::string text = Text(duration);
  if (text.empty()) return absl::OkStatus();
  SAMBYD_ASSIGN_OR_RETURN(const Hundredths length, ParseHundredths(text, path, "duration"));
  const std::string_view unit = Attribute(duration, "unitCode");
  period->set_duration_source(unit.empty() ? text : absl::StrCat(text, " ", ToAbsl(unit)));
  const std::optional<std::int64_t> days_in_unit = DaysIn(unit);
  if (!days_in_unit) {
    path.Warn("duration", period->duration_source(), "not in days, weeks, months or years");
    return absl::OkStatus();
  }
  const std::int64_t days = (length.value * *days_in_unit + 50) / 100;
  if (days > std::numeric_limits<std::int32_t>::max()) {
    return path.Refuse("duration", period->duration_source(), "at most 2147483647 days",
                       Reason::kFieldOutOfRange);
  }
  period->set_duration_days(static_cast<std::int32_t>(days));
  return absl::OkStatus();
}

bool IsBefore(const v1::Date& a, const v1::Date& b) {
  return std::tuple(a.year(), a.month(), a.day()) < std::tuple(b.year(), b.month(), b.day());
}

}  // namespace

absl::Status ReadPeriod(pugi::xml_node project, const Path& path, v1::Lot* lot) {
  const pugi::xml_node planned = First(project, "PlannedPeriod");
  if (!planned) return absl::OkStatus();
  v1::Period period;
  const Path here = path.At("period");
  SAMBYD_RETURN_IF_ERROR(ReadDuration(First(planned, "DurationMeasure"), here, &period));
  const std::string start_text = TextAt(planned, "StartDate");
  SAMBYD_ASSIGN_OR_RETURN(const auto start, ReadDate(start_text, here, "start_date"));
  const std::string end_text = TextAt(planned, "EndDate");
  SAMBYD_ASSIGN_OR_RETURN(const auto end, ReadDate(end_text, here, "end_date"));
  if (start) *period.mutable_start_date() = *start;
  if (end) *period.mutable_end_date() = *end;
  if (start && end && IsBefore(*end, *start)) {
    here.Warn("end_date", end_text, absl::StrCat("before the start ", start_text));
  }
  period.set_description_code(TextAt(planned, "DescriptionCode"));
  if (period.ByteSizeLong() > 0) *lot->mutable_period() = period;
  return absl::OkStatus();
}

}  // namespace sambyd::notice
