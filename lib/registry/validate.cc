#include "lib/registry/validate.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/strings.h"
#include "lib/domain/cpv.h"
#include "lib/domain/cvr.h"
#include "lib/domain/place.h"
#include "lib/registry/field_checks.h"
#include "lib/registry/names.h"

namespace sambyd::registry {
namespace {

// Amounts stay exact in JSON numbers of every language.
constexpr std::int64_t kLargestAmount = (std::int64_t{1} << 53) - 1;
constexpr std::int64_t kMostHeads = 1'000'000;
constexpr std::int64_t kBasisPoints = 10'000;

bool IsCapitalOrDigit(char c) { return IsAsciiUpper(c) || IsAsciiDigit(c); }

std::string Entry(std::string_view list, int index) {
  return absl::StrCat(ToAbsl(list), "[", index, "]");
}

// "SE:ORGNR": country, colon, 1 to 16 capitals and digits.
bool IsScheme(std::string_view scheme) {
  return scheme.size() >= 4 && scheme.size() <= 19 && IsAsciiUpper(scheme[0]) &&
         IsAsciiUpper(scheme[1]) && scheme[2] == ':' &&
         std::ranges::all_of(scheme.substr(3), IsCapitalOrDigit);
}

void CheckNationalId(const v1::Enterprise& enterprise, FieldChecks& checks) {
  const v1::NationalId& id = enterprise.national_id();
  const std::string_view value = id.value();
  if (id.scheme().empty()) {
    checks.Missing("national_id.scheme", "DK:CVR, or {country}:{register} for others");
  } else if (!IsScheme(id.scheme())) {
    checks.Invalid("national_id.scheme", id.scheme(),
                   "DK:CVR, or {country}:{register} in capitals and digits");
  }
  if (value.empty()) {
    checks.Missing("national_id.value", "the registration number");
  } else if (id.scheme() == "DK:CVR") {
    if (!domain::IsValidCvr(value)) {
      checks.Invalid("national_id.value", value, "a CVR number: eight digits that pass modulus 11");
    }
  } else if (value.size() < 2 || value.size() > 20 ||
             !std::ranges::all_of(value, IsCapitalOrDigit)) {
    checks.Invalid("national_id.value", value, "2 to 20 capital letters and digits");
  }
  if (!enterprise.name().empty() && enterprise.name() != EnterpriseName(EnterpriseId(id))) {
    checks.Invalid("name", enterprise.name(), "the name that follows from national_id");
  }
}

void CheckPlace(std::string_view field, std::string_view code, FieldChecks& checks) {
  const auto place = domain::Place::Parse(code);
  if (code.empty()) {
    checks.Missing(field, "a NUTS code or a municipality code of four digits");
  } else if (!place || !domain::IsListed(*place)) {
    checks.Invalid(field, code, "a listed NUTS code or municipality code of four digits");
  }
}

void CheckCapacity(std::string_view field, const v1::Capacity& capacity, FieldChecks& checks) {
  if (capacity.unlimited()) return;
  checks.Range(absl::StrCat(ToAbsl(field), ".ore_per_year"), capacity.ore_per_year(), 0,
               kLargestAmount);
}

void CheckCapability(const std::string& path, const v1::Capability& capability,
                     FieldChecks& checks) {
  const auto cpv = domain::CpvCode::Parse(capability.cpv());
  if (capability.cpv().empty()) {
    checks.Missing(path + ".cpv", "a CPV code of eight digits");
  } else if (!cpv || cpv->ToString() != capability.cpv() || domain::FindCpv(*cpv) == nullptr) {
    checks.Invalid(path + ".cpv", capability.cpv(), "a listed CPV code of eight digits");
  }
  if (capability.service_areas().empty()) {
    checks.Missing(path + ".service_areas", "where the work is done");
  }
  checks.AtMost(path + ".service_areas", capability.service_areas_size(), 128);
  for (int i = 0; i < std::min(capability.service_areas_size(), 128); ++i) {
    CheckPlace(Entry(path + ".service_areas", i), capability.service_areas(i), checks);
  }
  CheckCapacity(path + ".yearly_capacity", capability.yearly_capacity(), checks);
  if (capability.has_quality()) checks.Range(path + ".quality", capability.quality(), 0, 1000);
  checks.Text(path + ".description", capability.description(), 500);
}

void CheckCapabilities(const v1::Enterprise& enterprise, FieldChecks& checks) {
  checks.AtMost("capabilities", enterprise.capabilities_size(), 64);
  for (int i = 0; i < std::min(enterprise.capabilities_size(), 64); ++i) {
    CheckCapability(Entry("capabilities", i), enterprise.capabilities(i), checks);
  }
}

void CheckCertificates(const v1::Enterprise& enterprise, FieldChecks& checks) {
  checks.AtMost("certificates", enterprise.certificates_size(), 32);
  std::set<std::string_view> seen;
  for (int i = 0; i < std::min(enterprise.certificates_size(), 32); ++i) {
    const v1::Certificate& certificate = enterprise.certificates(i);
    const std::string path = Entry("certificates", i);
    const std::string_view code = certificate.code();
    const auto is_allowed = [](char c) { return IsCapitalOrDigit(c) || c == '-'; };
    if (code.empty()) {
      checks.Missing(path + ".code", "a code such as ISO9001");
    } else if (code.size() > 40 || !std::ranges::all_of(code, is_allowed)) {
      checks.Invalid(path + ".code", code, "1 to 40 capital letters, digits and hyphens");
    } else if (!seen.insert(code).second) {
      checks.Invalid(path + ".code", code, "each certificate once");
    }
    if (certificate.has_valid_until()) {
      checks.Day(path + ".valid_until", certificate.valid_until());
    }
  }
}

void CheckMainAim(const v1::MainAim& aim, domain::Date today, FieldChecks& checks) {
  if (!v1::MainAim::EvidenceLevel_IsValid(aim.evidence_level())) {
    checks.Invalid("main_aim.evidence_level", std::to_string(aim.evidence_level()),
                   "a listed evidence level");
  }
  if (aim.has_as_of()) checks.PastDay("main_aim.as_of", aim.as_of(), today);
}

void CheckRevenueMix(const v1::RevenueMix& mix, FieldChecks& checks) {
  const std::pair<std::string_view, std::int64_t> parts[] = {
      {"revenue_mix.market_bp", mix.market_bp()},
      {"revenue_mix.municipal_social_services_bp", mix.municipal_social_services_bp()},
      {"revenue_mix.grants_bp", mix.grants_bp()},
      {"revenue_mix.other_bp", mix.other_bp()},
  };
  std::int64_t sum = 0;
  for (const auto& [field, value] : parts) {
    checks.Range(field, value, 0, kBasisPoints);
    sum += value;
  }
  if (sum > kBasisPoints) {
    checks.OutOfRange("revenue_mix", std::to_string(sum), "shares that sum to at most 10000");
  }
  checks.Range("revenue_mix.largest_customer_bp", mix.largest_customer_bp(), 0, kBasisPoints);
}

void CheckRegistration(const v1::SocialEnterpriseRegistration& registration, domain::Date today,
                       FieldChecks& checks) {
  std::optional<domain::Date> registered;
  if (registration.has_registered_on()) {
    registered = checks.PastDay("registration.registered_on", registration.registered_on(), today);
  }
  if (registration.has_deregistered_on()) {
    const auto left =
        checks.PastDay("registration.deregistered_on", registration.deregistered_on(), today);
    if (left && (!registered || *left < *registered)) {
      checks.Invalid("registration.deregistered_on", domain::FormatDate(*left),
                     "a day on or after registered_on");
    }
  }
  if (registration.has_checked_on()) {
    checks.PastDay("registration.checked_on", registration.checked_on(), today);
  }
}

// Enough to catch a column that was mapped to the wrong field; delivery alone proves an address.
void CheckContact(const v1::Contact& contact, FieldChecks& checks) {
  const std::string_view email = contact.email();
  const std::size_t at = email.find('@');
  checks.Text("contact.email", email, 254);
  if (!email.empty() && (at == 0 || at == std::string_view::npos || at + 1 == email.size() ||
                         email.find('@', at + 1) != std::string_view::npos ||
                         email.find(' ') != std::string_view::npos)) {
    checks.Invalid("contact.email", "another text", "an e-mail address");
  }
  const auto is_allowed = [](char c) {
    return IsAsciiDigit(c) || c == ' ' || c == '+' || c == '-';
  };
  if (contact.phone().size() > 32 || !std::ranges::all_of(contact.phone(), is_allowed)) {
    checks.Invalid("contact.phone", "another text", "at most 32 digits, blanks, + and -");
  }
}

}  // namespace

absl::Status ValidateEnterprise(const v1::Enterprise& enterprise, domain::Date today) {
  FieldChecks checks;
  CheckNationalId(enterprise, checks);
  if (enterprise.display_name().empty()) checks.Missing("display_name", "the registered name");
  checks.Text("display_name", enterprise.display_name(), 200);
  CheckPlace("home_place", enterprise.home_place(), checks);
  CheckCapabilities(enterprise, checks);
  CheckCapacity("yearly_capacity", enterprise.yearly_capacity(), checks);
  if (enterprise.has_delivery_reliability()) {
    checks.Range("delivery_reliability", enterprise.delivery_reliability(), 0, 1000);
  }
  CheckCertificates(enterprise, checks);
  CheckMainAim(enterprise.main_aim(), today, checks);
  CheckRevenueMix(enterprise.revenue_mix(), checks);
  CheckRegistration(enterprise.registration(), today, checks);
  CheckContact(enterprise.contact(), checks);
  if (enterprise.has_as_of()) checks.PastDay("as_of", enterprise.as_of(), today);
  return std::move(checks).ToStatus();
}

absl::Status ValidateWorkforceStatement(const v1::WorkforceStatement& statement,
                                        domain::Date today) {
  FieldChecks checks;
  if (statement.has_as_of()) {
    checks.PastDay("as_of", statement.as_of(), today);
  } else {
    checks.Missing("as_of", "the day for which the counts are true");
  }
  if (statement.counts().empty()) checks.Missing("counts", "heads of at least one category");
  if (!v1::WorkforceStatement::EvidenceLevel_IsValid(statement.evidence_level())) {
    checks.Invalid("evidence_level", std::to_string(statement.evidence_level()),
                   "a listed evidence level");
  }
  std::set<int> seen;
  for (int i = 0; i < statement.counts_size(); ++i) {
    const v1::WorkforceCount& count = statement.counts(i);
    const std::string path = Entry("counts", i);
    if (!v1::WorkforceCategory_IsValid(count.category()) || count.category() == 0) {
      checks.Invalid(path + ".category", std::to_string(count.category()), "a listed category");
    } else if (!seen.insert(count.category()).second) {
      checks.Invalid(path + ".category", v1::WorkforceCategory_Name(count.category()),
                     "each category once");
    }
    if (count.heads() < 0 || count.heads() > kMostHeads) {
      checks.OutOfRange(path + ".heads", "a number", "0 to 1000000");
    }
  }
  return std::move(checks).ToStatus();
}

}  // namespace sambyd::registry
