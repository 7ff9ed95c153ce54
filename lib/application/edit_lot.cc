#include "lib/application/edit_lot.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <google/protobuf/util/message_differencer.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/application/localized.h"
#include "lib/application/requirement_limits.h"
#include "lib/base/error.h"
#include "lib/domain/cpv.h"
#include "lib/domain/place.h"
#include "lib/registry/field_checks.h"

namespace sambyd::application {
namespace {

using registry::FieldChecks;

struct EditableField {
  std::string_view path;
  std::string_view danish;
  std::string_view english;
};

constexpr std::array<EditableField, 6> kEditable = {
    {{"titles", "titel", "title"},
     {"main_cpv", "CPV-kode", "CPV code"},
     {"additional_cpvs", "flere CPV-koder", "additional CPV codes"},
     {"places", "sted", "place"},
     {"estimated_value", "værdi", "value"},
     {"period", "periode", "period"}}};

constexpr int kMostCodes = 32;
constexpr std::size_t kLongestTitle = 200;
constexpr std::int64_t kLargestValue = 1'000'000'000'000'000;  // ten thousand billion kroner

const google::protobuf::FieldDescriptor* FieldNamed(std::string_view path) {
  return v1::Lot::descriptor()->FindFieldByName(std::string(path));
}

bool Names(const v1::EditLot& edit, std::string_view path) {
  return std::ranges::find(edit.update_mask().paths(), path) != edit.update_mask().paths().end();
}

void CheckMask(const v1::EditLot& edit, FieldChecks& checks) {
  if (edit.update_mask().paths().empty()) checks.Missing("update_mask", "the fields to change");
  for (int i = 0; i < edit.update_mask().paths_size(); ++i) {
    const std::string& path = edit.update_mask().paths(i);
    if (std::ranges::find(kEditable, path, &EditableField::path) == kEditable.end()) {
      checks.Invalid(absl::StrCat("update_mask.paths[", i, "]"), path,
                     "titles, main_cpv, additional_cpvs, places, estimated_value or period");
    }
  }
}

void CheckTitles(const v1::Lot& lot, FieldChecks& checks) {
  if (lot.titles().empty()) checks.Missing("lot.titles", "a title");
  checks.AtMost("lot.titles", lot.titles_size(), kMostCodes);
  for (int i = 0; i < std::min(lot.titles_size(), kMostCodes); ++i) {
    const std::string path = absl::StrCat("lot.titles[", i, "]");
    if (lot.titles(i).text().empty()) checks.Missing(path + ".text", "a title");
    checks.Text(path + ".text", lot.titles(i).text(), kLongestTitle);
    checks.Text(path + ".language", lot.titles(i).language(), 3);
  }
}

void CheckCpv(std::string_view path, const std::string& code, FieldChecks& checks) {
  const auto cpv = domain::CpvCode::Parse(code);
  if (!cpv || cpv->ToString() != code || domain::FindCpv(*cpv) == nullptr) {
    checks.Invalid(path, code, "a listed CPV code of eight digits");
  }
}

void CheckCodes(const v1::EditLot& edit, FieldChecks& checks) {
  const v1::Lot& lot = edit.lot();
  if (Names(edit, "main_cpv")) CheckCpv("lot.main_cpv", lot.main_cpv(), checks);
  if (Names(edit, "additional_cpvs")) {
    checks.AtMost("lot.additional_cpvs", lot.additional_cpvs_size(), kMostCodes);
    for (int i = 0; i < std::min(lot.additional_cpvs_size(), kMostCodes); ++i) {
      CheckCpv(absl::StrCat("lot.additional_cpvs[", i, "]"), lot.additional_cpvs(i), checks);
    }
  }
  if (!Names(edit, "places")) return;
  checks.AtMost("lot.places", lot.places_size(), kMostCodes);
  for (int i = 0; i < std::min(lot.places_size(), kMostCodes); ++i) {
    const auto place = domain::Place::Parse(lot.places(i));
    if (!place || !domain::IsListed(*place)) {
      checks.Invalid(absl::StrCat("lot.places[", i, "]"), lot.places(i),
                     "a listed NUTS or municipality code");
    }
  }
}

void CheckValue(const v1::Lot& lot, FieldChecks& checks) {
  if (!lot.has_estimated_value()) return;
  const v1::Money& value = lot.estimated_value();
  checks.Range("lot.estimated_value.minor_units", value.minor_units(), 0, kLargestValue);
  const bool is_code =
      value.currency().size() == 3 &&
      std::ranges::all_of(value.currency(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!is_code) {
    checks.Invalid("lot.estimated_value.currency", value.currency(), "three capitals of ISO 4217");
  }
}

void CheckPeriod(const v1::Period& period, FieldChecks& checks) {
  constexpr std::int64_t kLongest = 36'500;
  checks.Range("lot.period.duration_days", period.duration_days(), 0, kLongest);
  checks.Text("lot.period.duration_source", period.duration_source(), 40);
  checks.Text("lot.period.description_code", period.description_code(), 40);
  std::optional<domain::Date> first;
  std::optional<domain::Date> last;
  if (period.has_start_date()) first = checks.Day("lot.period.start_date", period.start_date());
  if (period.has_end_date()) last = checks.Day("lot.period.end_date", period.end_date());
  if (first && last && *last < *first) {
    checks.OutOfRange("lot.period.end_date", domain::FormatDate(*last),
                      absl::StrCat(domain::FormatDate(*first), " or later"));
  }
}

absl::Status CheckLimits(const v1::Tender& tender, const v1::Lot& parent, const v1::EditLot& edit) {
  const v1::Lot& lot = edit.lot();
  FieldChecks checks;
  if (Names(edit, "places") && !PlacesWithin(tender, parent, lot.places())) {
    checks.OutOfRange("lot.places", absl::StrJoin(lot.places(), ", "),
                      "places within those of the parent lot");
  }
  if (Names(edit, "period") && !PeriodWithin(parent.period(), lot.period())) {
    checks.OutOfRange("lot.period", "days outside the parent's",
                      "a period within that of the parent lot");
  }
  if (Names(edit, "estimated_value")) {
    if (!SharesCurrency(parent, lot)) {
      checks.Invalid("lot.estimated_value.currency", lot.estimated_value().currency(),
                     parent.estimated_value().currency());
    }
    if (parent.has_estimated_value() && !lot.has_estimated_value()) {
      checks.Missing("lot.estimated_value", "a piece of the parent's value");
    }
  }
  return std::move(checks).ToStatus();
}

// "Køberen har rettet forslaget: titel, værdi."
void TellEdit(v1::Lot& lot) {
  std::vector<std::string> danish;
  std::vector<std::string> english;
  google::protobuf::util::MessageDifferencer differencer;
  for (const EditableField& field : kEditable) {
    const auto* descriptor = FieldNamed(field.path);
    if (differencer.CompareWithFields(lot.review().proposed(), lot, {descriptor}, {descriptor})) {
      continue;
    }
    danish.emplace_back(field.danish);
    english.emplace_back(field.english);
  }
  if (danish.empty()) return;
  SetSentence(absl::StrCat("Køberen har rettet forslaget: ", absl::StrJoin(danish, ", "), "."),
              absl::StrCat("The buyer changed the proposal: ", absl::StrJoin(english, ", "), "."),
              *lot.mutable_derivation()->mutable_reasons());
}

}  // namespace

absl::Status CheckEdit(const v1::EditLot& edit) {
  FieldChecks checks;
  CheckMask(edit, checks);
  if (Names(edit, "titles")) CheckTitles(edit.lot(), checks);
  CheckCodes(edit, checks);
  if (Names(edit, "estimated_value")) CheckValue(edit.lot(), checks);
  if (Names(edit, "period")) CheckPeriod(edit.lot().period(), checks);
  return std::move(checks).ToStatus();
}

absl::Status ApplyEdit(const v1::Tender& tender, const v1::Lot& parent, const v1::EditLot& edit,
                       v1::Lot& lot) {
  if (absl::Status status = CheckLimits(tender, parent, edit); !status.ok()) return status;
  if (!lot.review().has_proposed()) {
    v1::Lot before = lot;
    before.clear_name();
    before.clear_etag();
    before.clear_review();
    before.clear_set_aside();
    before.clear_small_lot();
    *lot.mutable_review()->mutable_proposed() = std::move(before);
  }
  v1::Lot source = edit.lot();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  for (const EditableField& field : kEditable) {
    if (!Names(edit, field.path)) continue;
    fields.push_back(FieldNamed(field.path));
    v1::Lot::GetReflection()->ClearField(&lot, fields.back());
  }
  v1::Lot::GetReflection()->SwapFields(&lot, &source, fields);
  if (Names(edit, "main_cpv")) lot.mutable_derivation()->set_confidence_bp(10'000);
  if (Names(edit, "estimated_value")) {
    lot.mutable_derivation()->set_value_basis(v1::Derivation::VALUE_BASIS_SET_BY_BUYER);
  }
  TellEdit(lot);
  return absl::OkStatus();
}

}  // namespace sambyd::application
