#include "lib/notice/procedure.h"

#include <string>

#include "lib/base/status.h"
#include "lib/notice/fields.h"
#include "lib/notice/number.h"
#include "lib/notice/project.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {
namespace {

// A limit on lots; 0 where it is not given.
absl::StatusOr<std::int32_t> ReadLimit(pugi::xml_node distribution, std::string_view element,
                                       const Path& path, std::string_view field) {
  const std::string text = TextAt(distribution, element);
  if (text.empty()) return 0;
  return ParseCount(text, path, field);
}

absl::Status ReadLotLimits(pugi::xml_node root, const Path& path, v1::Tender* tender) {
  const pugi::xml_node distribution = First(root, "TenderingTerms/LotDistribution");
  SAMBYD_ASSIGN_OR_RETURN(
      const std::int32_t submitted,
      ReadLimit(distribution, "MaximumLotsSubmittedNumeric", path, "max_lots_submitted"));
  tender->set_max_lots_submitted(submitted);
  SAMBYD_ASSIGN_OR_RETURN(
      const std::int32_t awarded,
      ReadLimit(distribution, "MaximumLotsAwardedNumeric", path, "max_lots_awarded"));
  tender->set_max_lots_awarded(awarded);
  tender->set_all_lots_required(TextAt(root, "TenderingProcess/PartPresentationCode") == "all");
  return absl::OkStatus();
}

void ReadChange(pugi::xml_node root, v1::Tender* tender) {
  const pugi::xml_node changes = First(First(root, kExtension), "Changes");
  AssignOnce(TextsAt(changes, "ChangeReason/ReasonCode"), tender->mutable_change_reason_codes());
  ReadTexts(changes, "ChangeReason/ReasonDescription", tender->mutable_change_reasons());
}

}  // namespace

absl::Status ReadProcedure(pugi::xml_node root, const Path& path, v1::Tender* tender) {
  tender->set_legal_basis(TextAt(root, "RegulatoryDomain"));
  tender->set_procedure_type(TextAt(root, "TenderingProcess/ProcedureCode"));
  SAMBYD_RETURN_IF_ERROR(ReadProject(First(root, "ProcurementProject"), path, tender));
  SAMBYD_RETURN_IF_ERROR(ReadLotLimits(root, path, tender));
  ReadChange(root, tender);
  return absl::OkStatus();
}

}  // namespace sambyd::notice
