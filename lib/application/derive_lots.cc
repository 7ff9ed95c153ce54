#include "lib/application/derive_lots.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/application/small_lots.h"
#include "lib/base/strings.h"

namespace sambyd::application {
namespace {

using Texts = google::protobuf::RepeatedPtrField<v1::LocalizedText>;

std::string_view TextIn(const Texts& texts, std::string_view language) {
  for (const v1::LocalizedText& text : texts) {
    if (text.language() == language) return text.text();
  }
  return texts.empty() ? std::string_view() : std::string_view(texts[0].text());
}

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

v1::LocalizedText Localized(std::string_view language, std::string_view text) {
  v1::LocalizedText localized;
  localized.set_language(std::string(language));
  localized.set_text(std::string(text));
  return localized;
}

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
  *derivation.add_reasons() = Localized("DAN", part.reason_da);
  *derivation.add_reasons() = Localized("ENG", part.reason_en);
  return derivation;
}

// A child has its parent's terms, and its own title, codes, places, value and origin.
v1::Lot ChildOf(const v1::Lot& parent, const breakdown::Part& part, std::size_t number,
                const breakdown::LotText& text, const std::string& version) {
  v1::Lot child;
  child.set_name(absl::StrCat(parent.name(), ".", number));
  child.set_origin(v1::Lot::ORIGIN_DERIVED);
  child.set_parent(parent.name());
  *child.add_titles() = Localized(text.language, part.title);
  for (const domain::CpvCode code : part.cpv) {
    if (child.main_cpv().empty()) {
      child.set_main_cpv(code.ToString());
    } else {
      child.add_additional_cpvs(code.ToString());
    }
  }
  child.set_contract_nature(parent.contract_nature());
  for (const domain::Place& place : part.places) child.add_places(std::string(place.code()));
  child.set_place_elsewhere(parent.place_elsewhere());
  if (part.value_ore) {
    child.mutable_estimated_value()->set_currency(text.currency);
    child.mutable_estimated_value()->set_minor_units(*part.value_ore);
  }
  if (parent.has_period()) *child.mutable_period() = parent.period();
  *child.mutable_reservations() = parent.reservations();
  child.set_reserved_execution(parent.reserved_execution());
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

std::vector<v1::Lot> DeriveLots(const v1::Tender& tender, v1::Lot& lot,
                                const breakdown::Classifier& classifier) {
  const breakdown::LotText text = TextOf(tender, lot);
  const breakdown::Breakdown result = breakdown::BreakDown(text, classifier);
  std::vector<v1::Lot> children;
  children.reserve(result.parts.size());
  for (const breakdown::Part& part : result.parts) {
    children.push_back(ChildOf(lot, part, children.size() + 1, text, result.version));
  }
  if (children.empty()) {
    v1::NoSplit& no_split = *lot.mutable_no_split();
    no_split.set_code(std::string(NoSplitCode(result.no_split)));
    *no_split.add_reasons() = Localized("DAN", result.reason_da);
    *no_split.add_reasons() = Localized("ENG", result.reason_en);
  }
  return children;
}

std::vector<v1::Lot> DeriveAllLots(const v1::Tender& tender, std::vector<v1::Lot> published,
                                   const breakdown::Classifier& classifier) {
  std::vector<v1::Lot> lots;
  for (v1::Lot& lot : published) {
    std::vector<v1::Lot> children;
    if (lot.origin() == v1::Lot::ORIGIN_PUBLISHED) children = DeriveLots(tender, lot, classifier);
    lots.push_back(std::move(lot));
    std::ranges::move(children, std::back_inserter(lots));
  }
  MarkSmallLots(tender, lots);
  return lots;
}

}  // namespace sambyd::application
