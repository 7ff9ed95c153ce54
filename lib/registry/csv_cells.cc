#include "lib/registry/csv_cells.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/strings.h"
#include "lib/domain/date.h"
#include "lib/registry/dates.h"

namespace sambyd::registry {
namespace {

constexpr std::string_view kKroner = "whole kroner, or * for no limit";

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (const absl::string_view part : absl::StrSplit(ToAbsl(text), separator)) {
    parts.push_back(ToStd(absl::StripAsciiWhitespace(part)));
  }
  return parts;
}

template <class Integer>
std::optional<Integer> ParseWhole(std::string_view text) {
  Integer number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

std::optional<std::int32_t> ReadNumber(const Cell& cell) {
  const auto number = ParseWhole<std::int32_t>(cell.text);
  if (!number) cell.Refuse(cell.text, "a whole number");
  return number;
}

void ReadDay(const Cell& cell, v1::Date* out, std::string_view text, std::string_view part = "") {
  if (const auto date = domain::ParseDate(text)) {
    *out = ToProto(*date);
  } else {
    cell.Refuse(text, "a day that exists, as YYYY-MM-DD", part);
  }
}

void ReadDay(const Cell& cell, v1::Date* out) { ReadDay(cell, out, cell.text); }

std::optional<bool> ReadFlag(const Cell& cell) {
  const std::string text = absl::AsciiStrToLower(ToAbsl(cell.text));
  if (text == "ja" || text == "yes" || text == "true" || text == "1") return true;
  if (text == "nej" || text == "no" || text == "false" || text == "0") return false;
  cell.Refuse(cell.text, "ja or nej");
  return std::nullopt;
}

void ReadKroner(const Cell& cell, v1::Capacity* out, std::string_view text,
                std::string_view part = "") {
  constexpr std::int64_t kOrePerKrone = 100;
  const auto kroner = ParseWhole<std::int64_t>(text);
  if (text == "*") {
    out->set_unlimited(true);
  } else if (kroner && *kroner >= 0 &&
             *kroner <= std::numeric_limits<std::int64_t>::max() / kOrePerKrone) {
    out->set_ore_per_year(*kroner * kOrePerKrone);
  } else {
    cell.Refuse(text, kKroner, part);
  }
}

// 90911000@DK042+0751:1500000:820
void ReadCapability(const Cell& cell, std::string_view text, const std::string& part) {
  const std::vector<std::string_view> pieces = Split(text, ':');
  const std::size_t at = pieces[0].find('@');
  if (at == std::string_view::npos || pieces.size() > 3) {
    cell.Refuse(text, "CPV@PLACE+PLACE:KRONER:QUALITY, the last two left out where unknown", part);
    return;
  }
  v1::Capability& capability = *cell.enterprise().add_capabilities();
  capability.set_cpv(std::string(pieces[0].substr(0, at)));
  for (const std::string_view place : Split(pieces[0].substr(at + 1), '+')) {
    capability.add_service_areas(std::string(place));
  }
  if (pieces.size() > 1 && !pieces[1].empty()) {
    ReadKroner(cell, capability.mutable_yearly_capacity(), pieces[1], part);
  }
  if (pieces.size() > 2 && !pieces[2].empty()) {
    const auto quality = ParseWhole<std::int32_t>(pieces[2]);
    if (quality) capability.set_quality(*quality);
    if (!quality) cell.Refuse(pieces[2], "a quality of 0 to 1000", part);
  }
}

void ReadCapabilities(const Cell& cell) {
  int index = 0;
  for (const std::string_view text : Split(cell.text, '|')) {
    ReadCapability(cell, text, absl::StrCat("[", index++, "]"));
  }
}

// ISO9001:2027-06-30 | SVANEMAERKET
void ReadCertificates(const Cell& cell) {
  int index = 0;
  for (const std::string_view text : Split(cell.text, '|')) {
    const std::string part = absl::StrCat("[", index++, "]");
    const std::size_t colon = text.find(':');
    v1::Certificate& certificate = *cell.enterprise().add_certificates();
    certificate.set_code(std::string(text.substr(0, colon)));
    if (colon != std::string_view::npos) {
      ReadDay(cell, certificate.mutable_valid_until(), text.substr(colon + 1), part);
    }
  }
}

// "24 25 67 90" and "DK24256790" are the number 24256790.
void ReadCvr(const Cell& cell) {
  std::string digits(cell.text);
  std::erase(digits, ' ');
  if (digits.starts_with("DK")) digits.erase(0, 2);
  cell.enterprise().mutable_national_id()->set_scheme("DK:CVR");
  cell.enterprise().mutable_national_id()->set_value(digits);
}

// The numbers of both EvidenceLevel enums are the same.
std::optional<int> ReadEvidence(const Cell& cell) {
  v1::WorkforceStatement::EvidenceLevel level{};
  const std::string name = absl::StrCat("EVIDENCE_LEVEL_", ToAbsl(cell.text));
  if (v1::WorkforceStatement::EvidenceLevel_Parse(name, &level)) return level;
  cell.Refuse(cell.text, "SELF_DECLARED, MANAGEMENT_SIGNED or AUDITED");
  return std::nullopt;
}

template <v1::WorkforceCategory category>
void ReadHeads(const Cell& cell) {
  const auto heads = ParseWhole<std::int32_t>(cell.text);
  if (!heads) return cell.Refuse("another text", "a whole number of heads");
  v1::WorkforceCount& count = *cell.statement().add_counts();
  count.set_category(category);
  count.set_heads(*heads);
}

constexpr CellReader kReaders[] = {
    {"cvr", "CVR number, eight digits; for other registers national_id_scheme and national_id",
     ReadCvr},
    {"national_id_scheme", "{country}:{register}, e.g. SE:ORGNR",
     [](const Cell& cell) {
       cell.enterprise().mutable_national_id()->set_scheme(std::string(cell.text));
     }},
    {"national_id", "number in that register",
     [](const Cell& cell) {
       cell.enterprise().mutable_national_id()->set_value(std::string(cell.text));
     }},
    {"display_name", "registered name",
     [](const Cell& cell) { cell.enterprise().set_display_name(std::string(cell.text)); }},
    {"home_place", "municipality code of four digits, or NUTS code",
     [](const Cell& cell) { cell.enterprise().set_home_place(std::string(cell.text)); }},
    {"capabilities",
     "CPV@PLACE+PLACE:KRONER:QUALITY | ..., e.g. 90911000@DK042+0751:1500000:820; "
     "the most work a year in whole kroner (* = no limit) and the quality (0 to 1000) may be left "
     "out",
     ReadCapabilities},
    {"yearly_capacity", "most work a year in whole kroner; * = no limit",
     [](const Cell& cell) {
       ReadKroner(cell, cell.enterprise().mutable_yearly_capacity(), cell.text);
     }},
    {"delivery_reliability", "0 to 1000",
     [](const Cell& cell) {
       if (const auto n = ReadNumber(cell)) cell.enterprise().set_delivery_reliability(*n);
     }},
    {"certificates", "CODE:YYYY-MM-DD | CODE, e.g. ISO9001:2027-06-30 | SVANEMAERKET",
     ReadCertificates},
    {"main_aim", "ja or nej: social and professional integration is the main aim",
     [](const Cell& cell) {
       const auto yes = ReadFlag(cell);
       if (yes) cell.enterprise().mutable_main_aim()->set_integration(*yes);
     }},
    {"main_aim_evidence", "SELF_DECLARED, MANAGEMENT_SIGNED or AUDITED",
     [](const Cell& cell) {
       const auto level = ReadEvidence(cell);
       if (level) {
         cell.enterprise().mutable_main_aim()->set_evidence_level(
             static_cast<v1::MainAim::EvidenceLevel>(*level));
       }
     }},
    {"main_aim_as_of", "YYYY-MM-DD",
     [](const Cell& cell) {
       ReadDay(cell, cell.enterprise().mutable_main_aim()->mutable_as_of());
     }},
    {"market_bp", "revenue on market terms, basis points",
     [](const Cell& cell) {
       const auto n = ReadNumber(cell);
       if (n) cell.enterprise().mutable_revenue_mix()->set_market_bp(*n);
     }},
    {"municipal_social_services_bp", "revenue from municipal social services, basis points",
     [](const Cell& cell) {
       const auto n = ReadNumber(cell);
       if (n) cell.enterprise().mutable_revenue_mix()->set_municipal_social_services_bp(*n);
     }},
    {"grants_bp", "grants, basis points",
     [](const Cell& cell) {
       const auto n = ReadNumber(cell);
       if (n) cell.enterprise().mutable_revenue_mix()->set_grants_bp(*n);
     }},
    {"other_bp", "other revenue, basis points",
     [](const Cell& cell) {
       const auto n = ReadNumber(cell);
       if (n) cell.enterprise().mutable_revenue_mix()->set_other_bp(*n);
     }},
    {"largest_customer_bp", "revenue from the largest customer, basis points",
     [](const Cell& cell) {
       const auto n = ReadNumber(cell);
       if (n) cell.enterprise().mutable_revenue_mix()->set_largest_customer_bp(*n);
     }},
    {"registered_on", "in the register of social enterprises since, YYYY-MM-DD",
     [](const Cell& cell) {
       ReadDay(cell, cell.enterprise().mutable_registration()->mutable_registered_on());
     }},
    {"deregistered_on", "taken out on, YYYY-MM-DD",
     [](const Cell& cell) {
       ReadDay(cell, cell.enterprise().mutable_registration()->mutable_deregistered_on());
     }},
    {"checked_on", "looked up on, YYYY-MM-DD",
     [](const Cell& cell) {
       ReadDay(cell, cell.enterprise().mutable_registration()->mutable_checked_on());
     }},
    {"email", "role mailbox",
     [](const Cell& cell) {
       cell.enterprise().mutable_contact()->set_email(std::string(cell.text));
     }},
    {"phone", "telephone number",
     [](const Cell& cell) {
       cell.enterprise().mutable_contact()->set_phone(std::string(cell.text));
     }},
    {"advertising_protected", "ja or nej",
     [](const Cell& cell) {
       const auto yes = ReadFlag(cell);
       if (yes) cell.enterprise().mutable_contact()->set_advertising_protected(*yes);
     }},
    {"as_of", "day on which the profile was true, YYYY-MM-DD",
     [](const Cell& cell) { ReadDay(cell, cell.enterprise().mutable_as_of()); }},
    {"workforce_as_of", "day on which the counts were true, YYYY-MM-DD",
     [](const Cell& cell) { ReadDay(cell, cell.statement().mutable_as_of()); }},
    {"workforce_evidence", "SELF_DECLARED, MANAGEMENT_SIGNED or AUDITED",
     [](const Cell& cell) {
       const auto level = ReadEvidence(cell);
       if (level) {
         cell.statement().set_evidence_level(
             static_cast<v1::WorkforceStatement::EvidenceLevel>(*level));
       }
     }},
    {"ordinary", "employees on ordinary terms", ReadHeads<v1::WORKFORCE_CATEGORY_ORDINARY>},
    {"fleksjob", "employees in fleksjob", ReadHeads<v1::WORKFORCE_CATEGORY_FLEKSJOB>},
    {"loentilskud_foertidspension", "early-retirement pensioners with wage subsidy (skånejob)",
     ReadHeads<v1::WORKFORCE_CATEGORY_LOENTILSKUD_FOERTIDSPENSION>},
    {"loentilskud", "other wage subsidies of disadvantaged persons",
     ReadHeads<v1::WORKFORCE_CATEGORY_LOENTILSKUD>},
    {"documented_disadvantage", "ordinary hours with documented disability or disadvantage",
     ReadHeads<v1::WORKFORCE_CATEGORY_DOCUMENTED_DISADVANTAGE>},
    {"apprentice", "apprentices and trainees", ReadHeads<v1::WORKFORCE_CATEGORY_APPRENTICE>},
    {"mentor", "mentors", ReadHeads<v1::WORKFORCE_CATEGORY_MENTOR>},
    {"protected_employment", "protected employment (Serviceloven § 103)",
     ReadHeads<v1::WORKFORCE_CATEGORY_PROTECTED_EMPLOYMENT>},
    {"practice", "work practice", ReadHeads<v1::WORKFORCE_CATEGORY_PRACTICE>},
    {"stu", "youth education for those with special needs", ReadHeads<v1::WORKFORCE_CATEGORY_STU>},
    {"volunteer", "volunteers and board members", ReadHeads<v1::WORKFORCE_CATEGORY_VOLUNTEER>},
};

}  // namespace

void Cell::Refuse(std::string_view got, std::string_view want, std::string_view part) const {
  read.AddError(absl::StrCat(ToAbsl(heading), ToAbsl(part)), got, want);
}

std::span<const CellReader> CellReaders() { return kReaders; }

}  // namespace sambyd::registry
