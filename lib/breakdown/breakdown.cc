#include "lib/breakdown/breakdown.h"

namespace sambyd::breakdown {
namespace {

constexpr std::string_view kRulesVersion = "rules-0";

}  // namespace

Breakdown BreakDown(const LotText& lot, const Classifier& classifier) {
  Breakdown result;
  result.version = std::string(kRulesVersion) + "+" + std::string(classifier.version());
  if (lot.title.empty() && lot.description.empty() && lot.additional_information.empty()) {
    result.no_split = NoSplitReason::kNoText;
    result.reason_da = "Ingen tekst at dele op.";
    result.reason_en = "There is no text to divide.";
    return result;
  }
  result.no_split = NoSplitReason::kNoForm;
  result.reason_da = "Teksten opregner ikke flere opgaver.";
  result.reason_en = "The text does not list several tasks.";
  return result;
}

}  // namespace sambyd::breakdown
