#include "lib/notice/organizations.h"

#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {
namespace {

constexpr std::string_view kPartyId = "PartyIdentification/ID";

std::string Name(pugi::xml_node company, std::string_view language) {
  const Elements names = Select(company, "PartyName/Name");
  for (const pugi::xml_node name : names) {
    if (Attribute(name, "languageID") == language) return Text(name);
  }
  return names.empty() ? std::string() : Text(names.front());
}

// The first registration number that is given; some notices repeat it under other schemes.
std::string RegistrationId(pugi::xml_node company) {
  for (const pugi::xml_node id : Select(company, "PartyLegalEntity/CompanyID")) {
    if (std::string text = Text(id); !text.empty()) return text;
  }
  return {};
}

Company ReadCompany(pugi::xml_node element, std::string_view language) {
  Company company;
  company.organization.set_display_name(Name(element, language));
  company.organization.set_registration_id(RegistrationId(element));
  const pugi::xml_node address = First(element, "PostalAddress");
  company.organization.set_country(TextAt(address, "Country/IdentificationCode"));
  company.organization.set_place(TextAt(address, "CountrySubentityCode"));
  company.organization.set_city(TextAt(address, "CityName"));
  company.size = TextAt(element, "CompanySizeCode");
  return company;
}

}  // namespace

Organizations::Organizations(pugi::xml_node extension, std::string_view language) {
  for (const pugi::xml_node organization : Select(extension, "Organizations/Organization")) {
    const pugi::xml_node company = First(organization, "Company");
    by_id_.emplace(TextAt(company, kPartyId), companies_.size());
    for (const pugi::xml_node touch_point : Select(organization, "TouchPoint")) {
      by_id_.emplace(TextAt(touch_point, kPartyId), companies_.size());
    }
    companies_.push_back(ReadCompany(company, language));
  }
}

const Company* Organizations::Find(std::string_view id) const {
  const auto found = by_id_.find(ToAbsl(id));
  return found == by_id_.end() ? nullptr : &companies_[found->second];
}

absl::Status ReadBuyers(pugi::xml_node root, const Organizations& organizations, const Path& path,
                        CopyBudget& budget, v1::Tender* tender) {
  for (const std::string& id : TextsAt(root, "ContractingParty/Party/PartyIdentification/ID")) {
    const Company* company = organizations.Find(id);
    SAMBYD_RETURN_IF_ERROR(budget.Spend(company ? company->organization.ByteSizeLong() : 0));
    if (company == nullptr) {
      path.Warn("buyers", id, "no such organisation in the notice, left out");
    } else {
      *tender->add_buyers() = company->organization;
    }
  }
  return absl::OkStatus();
}

}  // namespace sambyd::notice
