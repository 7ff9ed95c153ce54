#include "lib/breakdown/reasons.h"

#include <string_view>

namespace sambyd::breakdown {
namespace {

std::string Pick(ReasonLanguage language, std::string_view danish, std::string_view english) {
  return std::string(language == ReasonLanguage::kDanish ? danish : english);
}

std::string RuleText(Rule rule, ReasonLanguage language) {
  switch (rule) {
    case Rule::kLotHeading:
      return Pick(language, "Teksten beskriver den som en delaftale",
                  "The text describes it as a lot");
    case Rule::kList:
      return Pick(language, "Punkt på en liste over opgaver", "Item in a list of tasks");
    case Rule::kEnumeration:
      return Pick(language, "Nævnt for sig i en opregning", "Named by itself in an enumeration");
    case Rule::kSentences:
      return Pick(language, "Beskrevet for sig i teksten", "Described by itself in the text");
    case Rule::kHeadings:
      return Pick(language, "Afsnit med egen overskrift", "Section with a heading of its own");
    case Rule::kParallel:
      return Pick(language, "Et af flere afsnit, der er bygget ens",
                  "One of several paragraphs that are built alike");
    case Rule::kPlaces:
      return Pick(language, "Teksten deler arbejdet efter sted",
                  "The text divides the work by place");
    case Rule::kOption:
      return Pick(language, "Option med eget arbejde", "Option with work of its own");
    case Rule::kRemainder:
      return Pick(language, "Resten: det, som de andre dele ikke dækker",
                  "The remainder: what the other parts do not cover");
  }
  return {};
}

// "1.200.000" or "1,200,000", with øre only where there are any.
std::string Amount(std::int64_t ore, ReasonLanguage language) {
  const bool danish = language == ReasonLanguage::kDanish;
  std::string digits = std::to_string(ore / 100);
  for (auto at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, danish ? "." : ",");
  if (ore % 100 != 0) {
    digits += danish ? "," : ".";
    digits += std::to_string(ore % 100 / 10) + std::to_string(ore % 10);
  }
  return digits;
}

std::string Percent(int basis_points) { return std::to_string((basis_points + 50) / 100) + " %"; }

std::string CpvText(const Part& part, ReasonLanguage language) {
  if (part.cpv.empty()) return {};
  const domain::CpvEntry* entry = domain::FindNearestCpv(part.cpv.front());
  std::string text = "CPV " + part.cpv.front().ToString();
  if (entry != nullptr) {
    text += " ";
    text += language == ReasonLanguage::kDanish ? entry->label_da : entry->label_en;
  }
  if (part.is_remainder) return text + Pick(language, " (som den hele)", " (that of the whole)");
  if (part.confidence_bp == 0) {
    return text + Pick(language, " (den heles kode; teksten er ikke tydelig nok til en anden)",
                       " (that of the whole; the text is not clear enough for another)");
  }
  return text + Pick(language, " (sikkerhed ", " (confidence ") + Percent(part.confidence_bp) + ")";
}

std::string PlaceText(const Part& part, ReasonLanguage language) {
  if (!part.place_stated) return {};
  std::string names;
  for (const domain::Place& place : part.places) {
    if (!names.empty()) names += ", ";
    names += domain::DanishName(place);
  }
  return Pick(language, " Sted: ", " Place: ") + names + ".";
}

std::string ValueText(const LotText& lot, const Part& part, ReasonLanguage language) {
  if (!part.value_ore) {
    return Pick(language, " Værdien er ukendt.", " The value is unknown.");
  }
  const std::string value =
      Amount(*part.value_ore, language) + (lot.currency.empty() ? "" : " " + lot.currency);
  std::string how;
  if (part.is_remainder) {
    how = Pick(language, "det, de andre dele lader tilbage", "what the other parts leave");
  } else if (part.value_basis == ValueBasis::kAmountGiven) {
    how = Pick(language, "beløbet står i teksten", "the text gives the amount");
  } else if (part.value_basis == ValueBasis::kShareGiven) {
    how = Pick(language, "efter andelen i teksten", "by the share in the text");
  } else {
    how = Pick(language, "en lige del af det, der er tilbage; teksten siger det ikke",
               "an equal piece of what is left; the text does not say");
  }
  return Pick(language, " Værdi: ", " Value: ") + value + " (" + how + ").";
}

}  // namespace

std::string PartReason(const LotText& lot, const Part& part, ReasonLanguage language) {
  std::string text = RuleText(part.rule, language);
  if (!part.is_remainder && !part.title.empty()) text += ": »" + part.title + "«";
  text += ".";
  const std::string cpv = CpvText(part, language);
  if (!cpv.empty()) text += " " + cpv + ".";
  return text + PlaceText(part, language) + ValueText(lot, part, language);
}

std::string NoSplitText(NoSplitReason reason, ReasonLanguage language) {
  switch (reason) {
    case NoSplitReason::kSplit:
      return {};
    case NoSplitReason::kNoText:
      return Pick(language, "Ikke delt: der er ingen tekst at læse.",
                  "Not split: there is no text to read.");
    case NoSplitReason::kBoilerplate:
      return Pick(language, "Ikke delt: teksten handler kun om udbuddets gennemførelse.",
                  "Not split: the text speaks of the procedure only.");
    case NoSplitReason::kOneTask:
      return Pick(language, "Ikke delt: teksten beskriver én opgave.",
                  "Not split: the text describes one task.");
    case NoSplitReason::kOnePlaceList:
      return Pick(language, "Ikke delt: den samme ydelse leveres flere steder.",
                  "Not split: one and the same service is delivered in several places.");
    case NoSplitReason::kDeclared:
      return Pick(language, "Ikke delt: teksten siger selv, at opgaven skal løses samlet.",
                  "Not split: the text itself says that the task is to be kept whole.");
    case NoSplitReason::kNoForm:
      return Pick(language, "Ikke delt: teksten opregner ikke opgaver, der kan skilles ad.",
                  "Not split: the text does not list tasks that can be told apart.");
  }
  return {};
}

std::string SplitText(const Breakdown& breakdown, ReasonLanguage language) {
  return Pick(language, "Delt i ", "Split into ") + std::to_string(breakdown.parts.size()) +
         Pick(language, " dele, som teksten nævner hver for sig.",
              " parts that the text names one by one.");
}

}  // namespace sambyd::breakdown
