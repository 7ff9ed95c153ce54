#include "lib/domain/workforce.h"

#include <algorithm>
#include <array>

namespace sambyd::domain {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr std::array<CountingRule, 11> kSince2016 = {{
    {WorkforceCategory::kOrdinary, Counting::kOrdinary},
    {WorkforceCategory::kFleksjob, Counting::kSpecial},
    {WorkforceCategory::kLoentilskudFoertidspension, Counting::kSpecial},
    {WorkforceCategory::kLoentilskud, Counting::kSpecial},
    {WorkforceCategory::kDocumentedDisadvantage, Counting::kSpecial},
    {WorkforceCategory::kApprentice, Counting::kOrdinary},
    {WorkforceCategory::kMentor, Counting::kOrdinary},
    {WorkforceCategory::kProtectedEmployment, Counting::kOutside},
    {WorkforceCategory::kPractice, Counting::kOutside},
    {WorkforceCategory::kStu, Counting::kOutside},
    {WorkforceCategory::kVolunteer, Counting::kOutside},
}};

// By valid_from, ascending.
constexpr std::array<CountingTable, 1> kTables = {{
    {1, Date(year(2016), month(1), day(1)),
     "Directive 2014/24/EU Art. 20, Udbudsloven § 54; categories of Danish employment law",
     kSince2016},
}};

}  // namespace

const CountingTable& CountingTableOn(Date day) {
  const auto later = std::ranges::upper_bound(kTables, day, {}, &CountingTable::valid_from);
  return later == kTables.begin() ? kTables.front() : *(later - 1);
}

Counting CountingOf(WorkforceCategory category, Date day) {
  const auto rules = CountingTableOn(day).rules;
  const auto rule = std::ranges::find(rules, category, &CountingRule::category);
  return rule == rules.end() ? Counting::kOutside : rule->counting;
}

Workforce CountWorkforce(std::span<const CategoryCount> counts, Date as_of) {
  Workforce workforce;
  for (const CategoryCount& count : counts) {
    const Counting counting = CountingOf(count.category, as_of);
    if (counting != Counting::kOutside) workforce.headcount += count.heads;
    if (counting == Counting::kSpecial) workforce.special += count.heads;
  }
  return workforce;
}

}  // namespace sambyd::domain
