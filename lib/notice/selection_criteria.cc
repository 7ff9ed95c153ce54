#include "lib/notice/selection_criteria.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/strings.h"
#include "lib/notice/fields.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {
namespace {

bool IsMarkedUnused(pugi::xml_node criterion) {
  const std::string usage = TextAt(criterion, "CalculationExpressionCode");
  return usage == "n-used" || usage == "nyk";
}

// BT-809, or BT-747 of older notices.
std::string Code(pugi::xml_node criterion) {
  std::string code = TextAt(criterion, "TendererRequirementTypeCode");
  return code.empty() ? TextAt(criterion, "CriterionTypeCode") : code;
}

}  // namespace

void ReadSelectionCriteria(pugi::xml_node terms, v1::Lot* lot) {
  const std::string criteria = absl::StrCat(ToAbsl(kExtension), "/SelectionCriteria");
  for (const pugi::xml_node element : Select(terms, criteria)) {
    if (IsMarkedUnused(element)) continue;
    v1::SelectionCriterion criterion;
    criterion.set_code(Code(element));
    ReadTexts(element, "Name", criterion.mutable_names());
    ReadTexts(element, "Description", criterion.mutable_descriptions());
    if (criterion.ByteSizeLong() > 0) *lot->add_selection_criteria() = std::move(criterion);
  }
  AssignOnce(CodesAt(terms,
                     "TendererQualificationRequest/SpecificTendererRequirement/"
                     "TendererRequirementTypeCode",
                     "selection-criteria-source"),
             lot->mutable_selection_criteria_sources());
}

}  // namespace sambyd::notice
