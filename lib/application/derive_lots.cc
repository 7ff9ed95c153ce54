#include "lib/application/derive_lots.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lib/application/localized.h"
#include "lib/application/lot_tree.h"

namespace sambyd::application {
namespace {

// The language of the description decides: evidence points into it.
std::string LanguageOf(const v1::Tender& tender, const v1::Lot& lot) {
  const std::string& main = tender.notices().empty()
                                ? tender.titles().empty() ? lot.name() : tender.titles(0).language()
                                : tender.notices().rbegin()->language();
  const Texts& texts = lot.descriptions().empty() ? lot.titles() : lot.descriptions();
  for (const v1::LocalizedText& text : texts) {
    if (text.language() == main) return main;
  }
  return texts.empty() ? "" : texts[0].language();
}

void AddPlaces(const google::protobuf::RepeatedPtrField<std::string>& codes,
               std::vector<domain::Place>& places) {
  for (const std::string& code : codes) {
    if (const auto place = domain::Place::Parse(code)) places.push_back(*place);
  }
}

std::string IsoDate(const v1::Date& date) {
  if (date.year() == 0) return "";
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year(), date.month(), date.day());
  return text.data();
}

constexpr int kDaysPerMonth = 30;

std::string_view RuleName(breakdown::Rule rule) {
  switch (rule) {
    case breakdown::Rule::kLotHeading:
      return "lot-heading";
    case breakdown::Rule::kList:
      return "list";
    case breakdown::Rule::kEnumeration:
      return "enumeration";
    case breakdown::Rule::kSentences:
      return "sentences";
    case breakdown::Rule::kHeadings:
      return "headings";
    case breakdown::Rule::kParallel:
      return "parallel";
    case breakdown::Rule::kPlaces:
      return "places";
    case breakdown::Rule::kOption:
      return "option";
    case breakdown::Rule::kRemainder:
      return "remainder";
  }
  return "";
}

std::string_view NoSplitCode(breakdown::NoSplitReason reason) {
  switch (reason) {
    case breakdown::NoSplitReason::kSplit:
      return "";
    case breakdown::NoSplitReason::kNoText:
      return "NO_TEXT";
    case breakdown::NoSplitReason::kBoilerplate:
      return "BOILERPLATE";
    case breakdown::NoSplitReason::kOneTask:
      return "ONE_TASK";
    case breakdown::NoSplitReason::kOnePlaceList:
      return "ONE_SERVICE_IN_SEVERAL_PLACES";
    case breakdown::NoSplitReason::kDeclared:
      return "DECLARED_INDIVISIBLE";
    case breakdown::NoSplitReason::kNoForm:
      return "NO_DIVISION_IN_TEXT";
  }
  return "";
}

v1::Derivation::ValueBasis BasisOf(breakdown::ValueBasis basis) {
  switch (basis) {
    case breakdown::ValueBasis::kUnknown:
      return v1::Derivation::VALUE_BASIS_UNSPECIFIED;
    case breakdown::ValueBasis::kAmountGiven:
      return v1::Derivation::VALUE_BASIS_AMOUNT_IN_TEXT;
    case breakdown::ValueBasis::kShareGiven:
      return v1::Derivation::VALUE_BASIS_SHARE_IN_TEXT;
    case breakdown::ValueBasis::kEqualSplit:
      return v1::Derivation::VALUE_BASIS_EQUAL_SPLIT;
  }
  return v1::Derivation::VALUE_BASIS_UNSPECIFIED;
}

v1::Evidence EvidenceOf(const breakdown::Span& span, const breakdown::LotText& text) {
  v1::Evidence evidence;
  const std::string* source = &text.description;
  evidence.set_source(v1::Evidence::SOURCE_DESCRIPTION);
  if (span.source == breakdown::Source::kTitle) {
    source = &text.title;
    evidence.set_source(v1::Evidence::SOURCE_TITLE);
  } else if (span.source == breakdown::Source::kAdditionalInformation) {
    source = &text.additional_information;
    evidence.set_source(v1::Evidence::SOURCE_ADDITIONAL_INFORMATION);
  }
  evidence.set_language(text.language);
  evidence.set_begin(static_cast<std::int32_t>(span.begin));
  evidence.set_end(static_cast<std::int32_t>(span.end));
  evidence.set_text(source->substr(span.begin, span.end - span.begin));
  return evidence;
}

v1::Derivation DerivationOf(const breakdown::Part& part, const breakdown::LotText& text,
                            const std::string& version) {
  v1::Derivation derivation;
  for (const breakdown::Span& span : part.evidence) {
    *derivation.add_evidence() = EvidenceOf(span, text);
  }
  derivation.set_rule(std::string(RuleName(part.rule)));
  derivation.set_model_version(version);
  derivation.set_confidence_bp(part.confidence_bp);
  derivation.set_value_basis(BasisOf(part.value_basis));
  derivation.set_remainder(part.is_remainder);
  SetSentence(part.reason_da, part.reason_en, *derivation.mutable_reasons());
  return derivation;
}

// A child has its parent's terms, and its own title, codes, places and value.
v1::Lot ChildOf(const v1::Lot& parent, const breakdown::Part& part, std::uint32_t number,
                const breakdown::LotText& text, const std::string& version) {
  v1::Lot child = NewChild(parent, number);
  *child.add_titles() = Localized(text.language, part.title);
  for (const domain::CpvCode code : part.cpv) {
    if (child.main_cpv().empty()) {
      child.set_main_cpv(code.ToString());
    } else {
      child.add_additional_cpvs(code.ToString());
    }
  }
  for (const domain::Place& place : part.places) child.add_places(std::string(place.code()));
  if (part.value_ore) {
    child.mutable_estimated_value()->set_currency(text.currency);
    child.mutable_estimated_value()->set_minor_units(*part.value_ore);
  }
  *child.mutable_derivation() = DerivationOf(part, text, version);
  return child;
}

}  // namespace

breakdown::LotText TextOf(const v1::Tender& tender, const v1::Lot& lot) {
  breakdown::LotText text;
  text.language = LanguageOf(tender, lot);
  text.title = std::string(TextIn(lot.titles(), text.language));
  text.description = std::string(TextIn(lot.descriptions(), text.language));
  text.additional_information = std::string(TextIn(lot.additional_information(), text.language));
  text.cpv_main =
      domain::CpvCode::Parse(lot.main_cpv().empty() ? tender.main_cpv() : lot.main_cpv());
  for (const std::string& code : lot.additional_cpvs()) {
    if (const auto cpv = domain::CpvCode::Parse(code)) text.cpv_additional.push_back(*cpv);
  }
  AddPlaces(lot.places().empty() ? tender.places() : lot.places(), text.places);
  if (lot.has_estimated_value()) {
    text.value_ore = lot.estimated_value().minor_units();
    text.currency = lot.estimated_value().currency();
  }
  text.period.start = IsoDate(lot.period().start_date());
  text.period.end = IsoDate(lot.period().end_date());
  text.period.months = lot.period().duration_days() / kDaysPerMonth;
  return text;
}

std::string ModelVersion(const breakdown::Classifier& classifier) {
  return breakdown::BreakDown({}, classifier).version;
}

Split DeriveLots(const v1::Tender& tender, v1::Lot lot, const breakdown::Classifier& classifier) {
  if (lot.origin() != v1::Lot::ORIGIN_PUBLISHED) return {std::move(lot), {}};
  const breakdown::LotText text = TextOf(tender, lot);
  const breakdown::Breakdown result = breakdown::BreakDown(text, classifier);
  lot.set_model_version(result.version);
  std::vector<v1::Lot> children;
  children.reserve(result.parts.size());
  for (const breakdown::Part& part : result.parts) {
    const auto number = static_cast<std::uint32_t>(children.size() + 1);
    children.push_back(ChildOf(lot, part, number, text, result.version));
  }
  if (children.empty()) {
    v1::NoSplit& no_split = *lot.mutable_no_split();
    no_split.set_code(std::string(NoSplitCode(result.no_split)));
    SetSentence(result.reason_da, result.reason_en, *no_split.mutable_reasons());
  }
  return {std::move(lot), std::move(children)};
}

}  // namespace sambyd::application
