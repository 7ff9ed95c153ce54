#ifndef LIB_DOMAIN_WORKFORCE_H_
#define LIB_DOMAIN_WORKFORCE_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "lib/domain/date.h"
#include "lib/domain/threshold.h"

namespace sambyd::domain {

// Categories of people at work. Numbers are those of sambyd.v1.WorkforceCategory, where each is
// documented for callers; a test holds the two lists together.
enum class WorkforceCategory {
  kOrdinary = 1,
  kFleksjob = 2,
  kLoentilskudFoertidspension = 3,
  kLoentilskud = 4,
  kDocumentedDisadvantage = 5,
  kApprentice = 6,
  kMentor = 7,
  kProtectedEmployment = 8,
  kPractice = 9,
  kStu = 10,
  kVolunteer = 11,
};

// How a person counts in the 30 % test of Directive 2014/24/EU Art. 20 and Udbudsloven § 54.
enum class Counting {
  kSpecial,   // an employee on special terms: in both terms of the share
  kOrdinary,  // an employee: in the headcount alone
  kOutside,   // no employee: in neither
};

struct CountingRule {
  WorkforceCategory category;
  Counting counting;
};

// One version of the mapping. The law names no categories: "disabled or disadvantaged worker" is
// read through the schemes of Danish employment law, which reforms replace.
struct CountingTable {
  int version = 0;
  Date valid_from;
  std::string_view source;
  std::span<const CountingRule> rules;  // every category once
};

// The table in force on a day; the earliest one for days before it.
const CountingTable& CountingTableOn(Date day);

// How one category counts on a day.
Counting CountingOf(WorkforceCategory category, Date day);

// Heads of one category.
struct CategoryCount {
  WorkforceCategory category;
  std::int64_t heads = 0;
};

// Employees by the table in force on `as_of`, the day for which the counts are true.
Workforce CountWorkforce(std::span<const CategoryCount> counts, Date as_of);

}  // namespace sambyd::domain

#endif  // LIB_DOMAIN_WORKFORCE_H_
