#include "tools/sambyd/render_enterprise.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "lib/base/strings.h"
#include "tools/sambyd/render_lots.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {
namespace {

constexpr std::size_t kLabelColumns = 16;

void PrintFact(Terminal& terminal, std::string_view label, const std::string& fact) {
  if (fact.empty()) return;
  terminal.out() << "  " << terminal.Styled(Style::kDim, Padded(label, kLabelColumns)) << fact
                 << '\n';
}

std::string PerYear(const v1::Capacity& capacity) {
  return capacity.unlimited() ? "no limit" : Amount(capacity.ore_per_year(), "DKK") + " a year";
}

// "audited" of an EvidenceLevel; nothing where none is stated.
std::string Evidence(const v1::MainAim& aim) {
  const std::string level =
      ShortName(v1::MainAim::EvidenceLevel_Name(aim.evidence_level()), "EVIDENCE_LEVEL_");
  if (level == "UNSPECIFIED") return "";
  return ", " + absl::AsciiStrToLower(absl::StrReplaceAll(level, {{"_", " "}}));
}

std::string Aim(const v1::Enterprise& enterprise) {
  if (!enterprise.has_main_aim()) return "not stated";
  if (!enterprise.main_aim().integration()) return "not integration";
  return absl::StrCat("integration", Evidence(enterprise.main_aim()), " ",
                      Day(enterprise.main_aim().as_of()));
}

std::string Workforce(const v1::WorkforceSummary& workforce) {
  const std::string share = ShortName(v1::Verdict_Name(workforce.meets_share()), "VERDICT_");
  std::string size =
      ShortName(v1::WorkforceSummary::SizeBand_Name(workforce.size_band()), "SIZE_BAND_");
  size = absl::AsciiStrToLower(absl::StrReplaceAll(size, {{"_", " "}}));
  std::string text =
      absl::StrCat("30 %: ", share, ", ", size, " employees, as of ", Day(workforce.as_of()),
                   ", stale from ", Day(workforce.stale_from()));
  if (workforce.has_totals()) {
    absl::StrAppend(&text, ", ", Grouped(workforce.totals().special()), " of ",
                    Grouped(workforce.totals().headcount()), " on special terms");
  }
  return text;
}

std::string Certificates(const v1::Enterprise& enterprise) {
  std::vector<std::string> codes;
  for (const v1::Certificate& certificate : enterprise.certificates()) {
    const std::string end = Day(certificate.valid_until());
    codes.push_back(end.empty() ? certificate.code()
                                : absl::StrCat(certificate.code(), " until ", end));
  }
  return absl::StrJoin(codes, ", ");
}

std::string Registration(const v1::SocialEnterpriseRegistration& registration) {
  if (!registration.has_registered_on()) return "";
  const std::string since = "socialøkonomisk virksomhed since " + Day(registration.registered_on());
  return registration.has_deregistered_on()
             ? absl::StrCat(since, " until ", Day(registration.deregistered_on()))
             : since;
}

void PrintCapability(Terminal& terminal, const v1::Capability& capability,
                     std::string_view language) {
  std::vector<std::string> areas;
  for (const std::string& area : capability.service_areas()) areas.push_back(NamedPlace(area));
  terminal.out() << "    " << NamedCpv(capability.cpv(), language) << " · "
                 << absl::StrJoin(areas, ", ");
  if (capability.has_yearly_capacity()) {
    terminal.out() << " · " << PerYear(capability.yearly_capacity());
  }
  if (capability.has_quality()) terminal.out() << " · quality " << capability.quality();
  terminal.out() << '\n';
}

}  // namespace

void PrintEnterprise(Terminal& terminal, const v1::Enterprise& enterprise,
                     std::string_view language) {
  terminal.out() << terminal.Styled(Style::kBold, OneLine(enterprise.display_name())) << "  "
                 << enterprise.name() << '\n';
  PrintFact(terminal, "home", NamedPlace(enterprise.home_place()));
  PrintFact(terminal, "main aim", Aim(enterprise));
  PrintFact(terminal, "workforce",
            enterprise.has_workforce() ? Workforce(enterprise.workforce()) : "no statement");
  PrintFact(terminal, "capacity",
            enterprise.has_yearly_capacity() ? PerYear(enterprise.yearly_capacity()) : "unknown");
  if (enterprise.has_delivery_reliability()) {
    PrintFact(terminal, "reliability", absl::StrCat(enterprise.delivery_reliability()));
  }
  PrintFact(terminal, "certificates", Certificates(enterprise));
  PrintFact(terminal, "registered", Registration(enterprise.registration()));
  PrintFact(
      terminal, "contact",
      OneLine(absl::StrJoin({enterprise.contact().email(), enterprise.contact().phone()}, " ")));
  PrintFact(terminal, "true on", Day(enterprise.as_of()));
  PrintFact(terminal, "etag", enterprise.etag());
  for (const v1::Capability& capability : enterprise.capabilities()) {
    PrintCapability(terminal, capability, language);
  }
}

void PrintEnterpriseLine(Terminal& terminal, const v1::Enterprise& enterprise,
                         std::string_view language) {
  const std::string share =
      ShortName(v1::Verdict_Name(enterprise.workforce().meets_share()), "VERDICT_");
  terminal.out() << Padded(LastPart(enterprise.name()), 14)
                 << Padded(Cut(enterprise.display_name(), 40), 41)
                 << Padded(Cut(NamedPlace(enterprise.home_place()), 20), 21)
                 << Padded("30 %: " + share, 18);
  if (!enterprise.capabilities().empty()) {
    terminal.out() << NamedCpv(enterprise.capabilities(0).cpv(), language);
  }
  terminal.out() << '\n';
}

}  // namespace sambyd::cli
