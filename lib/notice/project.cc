#include "lib/notice/project.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/status.h"
#include "lib/domain/cpv.h"
#include "lib/domain/place.h"
#include "lib/notice/fields.h"
#include "lib/notice/money.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {
namespace {

// The eight digits of a CPV code; the text itself where it is none.
std::string ReadCpv(pugi::xml_node classification, const Path& path, std::string_view field) {
  std::string text = TextAt(classification, "ItemClassificationCode");
  if (text.empty()) return text;
  const std::optional<domain::CpvCode> code = domain::CpvCode::Parse(text);
  if (!code) {
    path.Warn(field, text, "not a CPV code");
    return text;
  }
  if (domain::FindCpv(*code) == nullptr) path.Warn(field, text, "not in the CPV list");
  return code->ToString();
}

void CheckPlace(std::string_view text, const Path& path) {
  const std::optional<domain::Place> place = domain::Place::Parse(text);
  if (!place) {
    path.Warn("places", text, "not a NUTS code");
  } else if (!domain::IsListed(*place)) {
    path.Warn("places", text, "not in the NUTS list");
  }
}

template <typename Message>
void ReadPlaces(pugi::xml_node project, const Path& path, Message* message) {
  std::vector<std::string> places;
  std::vector<std::string> countries;
  for (const pugi::xml_node address : Select(project, "RealizedLocation/Address")) {
    places.push_back(TextAt(address, "CountrySubentityCode"));
    if (!places.back().empty()) CheckPlace(places.back(), path);
    countries.push_back(TextAt(address, "Country/IdentificationCode"));
    if (message->place_elsewhere().empty()) {
      message->set_place_elsewhere(TextAt(address, "Region"));
    }
  }
  AssignOnce(std::move(places), message->mutable_places());
  AssignOnce(std::move(countries), message->mutable_place_countries());
}

template <typename Message>
absl::Status ReadAnyProject(pugi::xml_node project, const Path& path, Message* message) {
  ReadTexts(project, "Name", message->mutable_titles());
  ReadTexts(project, "Description", message->mutable_descriptions());
  ReadTexts(project, "Note", message->mutable_additional_information());
  message->set_contract_nature(TextAt(project, "ProcurementTypeCode"));
  message->set_main_cpv(ReadCpv(First(project, "MainCommodityClassification"), path, "main_cpv"));
  std::vector<std::string> additional_cpvs;
  for (const pugi::xml_node additional : Select(project, "AdditionalCommodityClassification")) {
    additional_cpvs.push_back(ReadCpv(additional, path, "additional_cpvs"));
  }
  AssignOnce(std::move(additional_cpvs), message->mutable_additional_cpvs());
  ReadPlaces(project, path, message);
  const pugi::xml_node total = First(project, "RequestedTenderTotal");
  SAMBYD_ASSIGN_OR_RETURN(
      const auto value,
      ReadMoney(First(total, "EstimatedOverallContractAmount"), total, path, "estimated_value"));
  if (value) *message->mutable_estimated_value() = *value;
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadProject(pugi::xml_node project, const Path& path, v1::Tender* tender) {
  return ReadAnyProject(project, path, tender);
}

absl::Status ReadProject(pugi::xml_node project, const Path& path, v1::Lot* lot) {
  return ReadAnyProject(project, path, lot);
}

}  // namespace sambyd::notice
