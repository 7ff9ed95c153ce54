#include "lib/application/merge_lots.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/application/evidence_finder.h"
#include "lib/application/localized.h"
#include "lib/application/lot_tree.h"
#include "lib/application/names.h"
#include "lib/base/error.h"
#include "lib/base/status.h"

namespace sambyd::application {
namespace {

constexpr int kMostOthers = 100;

void AddNew(const std::string& code, google::protobuf::RepeatedPtrField<std::string>& codes) {
  if (!code.empty() && std::ranges::find(codes, code) == codes.end()) *codes.Add() = code;
}

void AddCodes(const v1::Lot& source, v1::Lot& merged) {
  if (merged.main_cpv().empty()) merged.set_main_cpv(source.main_cpv());
  if (source.main_cpv() != merged.main_cpv()) {
    AddNew(source.main_cpv(), *merged.mutable_additional_cpvs());
  }
  for (const std::string& code : source.additional_cpvs()) {
    if (code != merged.main_cpv()) AddNew(code, *merged.mutable_additional_cpvs());
  }
  for (const std::string& place : source.places()) AddNew(place, *merged.mutable_places());
}

// The parent's period holds all of them where they differ.
void SetPeriod(const std::vector<v1::Lot*>& sources, v1::Lot& merged) {
  const std::string first = sources.front()->period().SerializeAsString();
  const bool same = std::ranges::all_of(sources, [&](const v1::Lot* source) {
    return source->period().SerializeAsString() == first;
  });
  if (same && sources.front()->has_period()) *merged.mutable_period() = sources.front()->period();
}

void SetValue(const std::vector<v1::Lot*>& sources, v1::Lot& merged) {
  std::int64_t sum = 0;
  int basis = 0;
  for (const v1::Lot* source : sources) {
    const v1::Money& value = source->estimated_value();
    const bool known = source->has_estimated_value() &&
                       value.currency() == sources.front()->estimated_value().currency() &&
                       !__builtin_add_overflow(sum, value.minor_units(), &sum);
    if (!known) return;
    basis = std::max(basis, static_cast<int>(source->derivation().value_basis()));
  }
  *merged.mutable_estimated_value() = sources.front()->estimated_value();
  merged.mutable_estimated_value()->set_minor_units(sum);
  merged.mutable_derivation()->set_value_basis(static_cast<v1::Derivation::ValueBasis>(basis));
}

void AddEvidence(const std::vector<v1::Lot*>& sources, v1::Lot& merged) {
  std::set<EvidenceSpan> seen;
  for (const v1::Lot* source : sources) {
    for (const v1::Evidence& evidence : source->derivation().evidence()) {
      const EvidenceSpan span{evidence.source(), evidence.begin(), evidence.end()};
      if (seen.insert(span).second) *merged.mutable_derivation()->add_evidence() = evidence;
    }
  }
  std::ranges::sort(*merged.mutable_derivation()->mutable_evidence(),
                    [](const v1::Evidence& a, const v1::Evidence& b) {
                      return EvidenceSpan{a.source(), a.begin(), a.end()} <
                             EvidenceSpan{b.source(), b.begin(), b.end()};
                    });
}

void SetWords(const std::vector<v1::Lot*>& sources, v1::Lot& merged) {
  std::vector<std::string> titles;
  for (const v1::Lot* source : sources) titles.push_back(source->titles(0).text());
  *merged.add_titles() =
      Localized(sources.front()->titles(0).language(), absl::StrJoin(titles, "; "));
  const std::string quoted = absl::StrCat("\"", absl::StrJoin(titles, "\", \""), "\".");
  SetSentence(absl::StrCat("Samler flere opgaver i teksten: ", quoted),
              absl::StrCat("Holds several tasks of the text: ", quoted),
              *merged.mutable_derivation()->mutable_reasons());
}

}  // namespace

absl::Status CheckMerge(std::string_view name, const v1::MergeLots& merge) {
  if (merge.others().empty() || merge.others_size() > kMostOthers) {
    return InvalidField("others", absl::StrCat(merge.others_size(), " names"),
                        absl::StrCat("1 to ", kMostOthers), Reason::kFieldOutOfRange);
  }
  std::set<std::string_view> seen = {name};
  for (int i = 0; i < merge.others_size(); ++i) {
    const std::string field = absl::StrCat("others[", i, "]");
    SAMBYD_RETURN_IF_ERROR(ParseLotName(merge.others(i), field).status());
    if (!seen.insert(merge.others(i)).second) {
      return InvalidField(field, merge.others(i), "each lot once");
    }
  }
  return absl::OkStatus();
}

v1::Lot MergeLots(const v1::Lot& parent, std::uint32_t number,
                  const std::vector<v1::Lot*>& sources) {
  v1::Lot merged = NewChild(parent, number);
  v1::Derivation& derivation = *merged.mutable_derivation();
  derivation.set_rule(sources.front()->derivation().rule());
  derivation.set_model_version(sources.front()->derivation().model_version());
  derivation.set_confidence_bp(sources.front()->derivation().confidence_bp());
  SetWords(sources, merged);
  SetPeriod(sources, merged);
  SetValue(sources, merged);
  AddEvidence(sources, merged);
  for (v1::Lot* source : sources) {
    AddCodes(*source, merged);
    merged.mutable_review()->add_merged_from(source->name());
    source->set_merged_into(merged.name());
    source->set_set_aside(v1::Lot::SET_ASIDE_MERGED);
  }
  return merged;
}

}  // namespace sambyd::application
