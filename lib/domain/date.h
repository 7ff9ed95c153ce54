#ifndef LIB_DOMAIN_DATE_H_
#define LIB_DOMAIN_DATE_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sambyd::domain {

// A calendar day. Those made by MakeDate and ParseDate exist and lie in the years 1 to 9999.
using Date = std::chrono::year_month_day;

// Nothing when there is no such day.
std::optional<Date> MakeDate(int year, int month, int day);

// Reads "2026-02-28" and nothing else: no other form, no day that does not exist.
std::optional<Date> ParseDate(std::string_view text);

// "2026-02-28".
std::string FormatDate(Date date);

// The same day `months` later, or that month's last day; it can lie beyond the year 9999.
Date AddMonths(Date date, int months);

}  // namespace sambyd::domain

#endif  // LIB_DOMAIN_DATE_H_
