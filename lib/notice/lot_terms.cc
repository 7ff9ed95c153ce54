#include "lib/notice/lot_terms.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/notice/fields.h"
#include "lib/notice/number.h"
#include "lib/notice/selection_criteria.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {
namespace {

v1::Reservation ToReservation(std::string_view code) {
  if (code == "none") return v1::RESERVATION_NONE;
  if (code == "res-ws") return v1::RESERVATION_SHELTERED_WORKSHOP;
  if (code == "res-pub-ser") return v1::RESERVATION_PUBLIC_SERVICE_MISSION;
  return v1::RESERVATION_UNSPECIFIED;
}

void ReadReservations(pugi::xml_node terms, const Path& path, v1::Lot* lot) {
  auto* reservations = lot->mutable_reservations();
  const std::vector<std::string> codes = CodesAt(
      terms, "TendererQualificationRequest/SpecificTendererRequirement/TendererRequirementTypeCode",
      "reserved-procurement");
  for (const std::string& code : codes) {
    const v1::Reservation reservation = ToReservation(code);
    if (reservation == v1::RESERVATION_UNSPECIFIED) {
      path.Warn("reservations", code, "not a code of reserved participation, left out");
    } else if (std::find(reservations->begin(), reservations->end(), reservation) ==
               reservations->end()) {
      reservations->Add(reservation);
    }
  }
  const auto none = std::find(reservations->begin(), reservations->end(), v1::RESERVATION_NONE);
  if (reservations->size() > 1 && none != reservations->end()) {
    path.Warn("reservations", "none", "stands beside another code, left out");
    reservations->erase(none);
  }
}

void ReadReservedExecution(pugi::xml_node terms, const Path& path, v1::Lot* lot) {
  const std::vector<std::string> codes =
      CodesAt(terms, "ContractExecutionRequirement/ExecutionRequirementCode", "reserved-execution");
  if (codes.empty()) return;
  if (codes[0] == "no") {
    lot->set_reserved_execution(v1::RESERVED_EXECUTION_NO);
  } else if (codes[0] == "yes") {
    lot->set_reserved_execution(v1::RESERVED_EXECUTION_YES);
  } else if (codes[0] == "not-known") {
    lot->set_reserved_execution(v1::RESERVED_EXECUTION_NOT_KNOWN);
  } else {
    path.Warn("reserved_execution", codes[0], "neither yes, no nor not-known, left out");
  }
}

// A share of at most 100 %, in basis points.
absl::StatusOr<std::int32_t> ReadPercent(pugi::xml_node element, const Path& path,
                                         std::string_view field) {
  const std::string text = Text(element);
  if (text.empty()) return 0;
  SAMBYD_ASSIGN_OR_RETURN(const Hundredths percent, ParseHundredths(text, path, field));
  constexpr std::int64_t kWhole = 10'000;
  if (percent.value > kWhole) {
    return path.Refuse(field, text, "at most 100", Reason::kFieldOutOfRange);
  }
  return static_cast<std::int32_t>(percent.value);
}

absl::Status ReadSubcontracting(pugi::xml_node terms, const Path& path, v1::Lot* lot) {
  v1::SubcontractingTerms subcontracting;
  const Path here = path.At("subcontracting");
  for (const pugi::xml_node allowed : Select(terms, "AllowedSubcontractTerms")) {
    const std::vector<std::string> obligation =
        CodesAt(allowed, "SubcontractingConditionsCode", "subcontracting-obligation");
    if (obligation.empty() || !subcontracting.obligation().empty()) continue;
    subcontracting.set_obligation(obligation[0]);
    SAMBYD_ASSIGN_OR_RETURN(const std::int32_t minimum,
                            ReadPercent(First(allowed, "MinimumPercent"), here, "minimum"));
    subcontracting.set_minimum_bp(minimum);
    SAMBYD_ASSIGN_OR_RETURN(const std::int32_t maximum,
                            ReadPercent(First(allowed, "MaximumPercent"), here, "maximum"));
    subcontracting.set_maximum_bp(maximum);
  }
  const std::string indications = absl::StrCat(
      ToAbsl(kExtension), "/TenderSubcontractingRequirements/TenderSubcontractingRequirementsCode");
  AssignOnce(TextsAt(terms, indications), subcontracting.mutable_indications());
  if (subcontracting.ByteSizeLong() > 0) *lot->mutable_subcontracting() = subcontracting;
  return absl::OkStatus();
}

}  // namespace

void ReadObjectives(pugi::xml_node project, v1::Lot* lot) {
  constexpr std::string_view kCode = "ProcurementAdditionalType/ProcurementTypeCode";
  AssignOnce(CodesAt(project, kCode, "strategic-procurement"),
             lot->mutable_strategic_procurement());
  AssignOnce(CodesAt(project, kCode, "social-objective"), lot->mutable_social_objectives());
  AssignOnce(CodesAt(project, kCode, "environmental-impact"), lot->mutable_environmental_impacts());
}

absl::Status ReadTerms(pugi::xml_node terms, const Path& path, v1::Lot* lot) {
  ReadReservations(terms, path, lot);
  ReadReservedExecution(terms, path, lot);
  SAMBYD_RETURN_IF_ERROR(ReadSubcontracting(terms, path, lot));
  ReadSelectionCriteria(terms, lot);
  constexpr std::string_view kLink =
      "CallForTendersDocumentReference/Attachment/ExternalReference/URI";
  AssignOnce(TextsAt(terms, kLink), lot->mutable_document_links());
  return absl::OkStatus();
}

}  // namespace sambyd::notice
