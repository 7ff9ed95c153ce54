#include "lib/notice/lot.h"

#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/notice/date.h"
#include "lib/notice/fields.h"
#include "lib/notice/lot_terms.h"
#include "lib/notice/period.h"
#include "lib/notice/project.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {
namespace {

using google::protobuf::Timestamp;

absl::StatusOr<std::optional<Timestamp>> ReadDeadline(pugi::xml_node process,
                                                      std::string_view period, const Path& path,
                                                      std::string_view field) {
  const pugi::xml_node element = First(process, period);
  return ReadMoment(TextAt(element, "EndDate"), TextAt(element, "EndTime"), path, field);
}

absl::Status ReadDeadlines(pugi::xml_node process, const Path& path, v1::Lot* lot) {
  SAMBYD_ASSIGN_OR_RETURN(const auto tender, ReadDeadline(process, "TenderSubmissionDeadlinePeriod",
                                                          path, "tender_deadline"));
  if (tender) *lot->mutable_tender_deadline() = *tender;
  SAMBYD_ASSIGN_OR_RETURN(
      const auto request,
      ReadDeadline(process, "ParticipationRequestReceptionPeriod", path, "request_deadline"));
  if (request) *lot->mutable_request_deadline() = *request;
  const std::string interest_path =
      absl::StrCat(ToAbsl(kExtension), "/InterestExpressionReceptionPeriod");
  SAMBYD_ASSIGN_OR_RETURN(const auto interest,
                          ReadDeadline(process, interest_path, path, "interest_deadline"));
  if (interest) *lot->mutable_interest_deadline() = *interest;
  return absl::OkStatus();
}

absl::Status ReadLot(pugi::xml_node element, const Path& path, v1::Lot* lot) {
  const pugi::xml_node project = First(element, "ProcurementProject");
  SAMBYD_RETURN_IF_ERROR(ReadProject(project, path, lot));
  SAMBYD_RETURN_IF_ERROR(ReadPeriod(project, path, lot));
  ReadObjectives(project, lot);
  lot->set_sme_suitable(IsTrue(TextAt(project, "SMESuitableIndicator")));
  SAMBYD_RETURN_IF_ERROR(ReadDeadlines(First(element, "TenderingProcess"), path, lot));
  return ReadTerms(First(element, "TenderingTerms"), path, lot);
}

}  // namespace

absl::Status ReadLots(pugi::xml_node root, const Path& path, v1::Notice* notice) {
  std::set<std::pair<v1::Lot::Origin, std::string>> seen;
  for (const pugi::xml_node element : Select(root, "ProcurementProjectLot")) {
    const pugi::xml_node id_element = First(element, "ID");
    const std::string id = Text(id_element);
    const absl::string_view scheme = ToAbsl(Attribute(id_element, "schemeName"));
    if (absl::EqualsIgnoreCase(scheme, "LotsGroup")) continue;
    const bool is_part = absl::EqualsIgnoreCase(scheme, "Part");
    const std::string_view collection = is_part ? "parts" : "lots";
    if (!is_part && !absl::EqualsIgnoreCase(scheme, "Lot")) {
      path.At(collection, id)
          .Warn("id", ToStd(scheme), "neither Lot, Part nor LotsGroup, left out");
      continue;
    }
    SAMBYD_RETURN_IF_ERROR(CheckId(id, path.At(collection, id), "id"));
    v1::Lot& lot = is_part ? *notice->add_parts() : *notice->add_lots();
    lot.set_name(id);
    lot.set_origin(is_part ? v1::Lot::ORIGIN_PART : v1::Lot::ORIGIN_PUBLISHED);
    if (!seen.emplace(lot.origin(), id).second) {
      return path.Refuse(collection, id, "every id once", Reason::kNoticeDuplicateLot);
    }
    SAMBYD_RETURN_IF_ERROR(ReadLot(element, path.At(collection, id), &lot));
  }
  return absl::OkStatus();
}

}  // namespace sambyd::notice
