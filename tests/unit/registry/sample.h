#ifndef TESTS_UNIT_REGISTRY_SAMPLE_H_
#define TESTS_UNIT_REGISTRY_SAMPLE_H_

#include <string_view>

#include "absl/status/status.h"
#include "lib/domain/date.h"
#include "sambyd/v1/enterprise.pb.h"
#include "sambyd/v1/workforce.pb.h"

namespace sambyd::registry {

// The day on which the tests of the registry play.
inline constexpr domain::Date kToday{std::chrono::year(2026), std::chrono::month(11),
                                     std::chrono::day(21)};

// Valid, with every field set that a caller may set.
v1::Enterprise SampleEnterprise();

// Valid: 7 ordinary employees, 3 in fleksjob, 4 in STU.
v1::WorkforceStatement SampleStatement();

v1::Date DateOf(int year, int month, int day);

// "field: got; field: got" of the status's violations; empty for OK.
std::string Violations(const absl::Status& status);

}  // namespace sambyd::registry

#endif  // TESTS_UNIT_REGISTRY_SAMPLE_H_
