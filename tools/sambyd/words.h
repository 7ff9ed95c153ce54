#ifndef TOOLS_SAMBYD_WORDS_H_
#define TOOLS_SAMBYD_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <google/protobuf/repeated_ptr_field.h>
#include <google/protobuf/timestamp.pb.h>

#include "sambyd/v1/common.pb.h"

// How values are written for people.
namespace sambyd::cli {

// On one line: control characters and runs of blanks become one blank.
std::string OneLine(std::string_view text);

// OneLine cut to `columns` characters, with "…" where something was left out.
std::string Cut(std::string_view text, std::size_t columns);

// Filled with blanks on the right, or on the left, to `columns` characters.
std::string Padded(std::string_view text, std::size_t columns);
std::string PaddedLeft(std::string_view text, std::size_t columns);

// 1234567 as "1,234,567".
std::string Grouped(std::int64_t number);

// "1 lot" and "1,234 lots" of the singular "lot".
std::string Counted(std::int64_t number, std::string_view singular);

// Hundredths as whole units: "1,500,000 DKK"; with two decimals only where they are not zero.
std::string Amount(std::int64_t hundredths, std::string_view currency);
std::string Amount(const v1::Money& money);

// Basis points as "64.5 %".
std::string Percent(std::int64_t basis_points);

// "2026-11-22"; empty for a day that is not given.
std::string Day(const v1::Date& date);

// "2026-11-22 12:00 UTC".
std::string Moment(const google::protobuf::Timestamp& moment);

// The text in the language asked for (ISO 639-3), else in the first one given.
std::string TextIn(const google::protobuf::RepeatedPtrField<v1::LocalizedText>& texts,
                   std::string_view language);

// "PASS" of VERDICT_PASS: the name of an enum value without the name of its enum.
std::string ShortName(std::string_view enum_value, std::string_view prefix);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_WORDS_H_
