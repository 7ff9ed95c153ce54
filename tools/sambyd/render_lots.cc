#include "tools/sambyd/render_lots.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include <google/protobuf/util/time_util.h>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "lib/base/strings.h"
#include "lib/domain/cpv.h"
#include "lib/domain/place.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {
namespace {

constexpr std::size_t kTextColumns = 100;
constexpr int kSetByBuyer = 10'000;  // confidence of a CPV code

// Facts of one line, those that are there, with " · " between.
std::string Facts(std::vector<std::string> facts) {
  std::erase(facts, "");
  return absl::StrJoin(facts, " · ");
}

std::string Places(const google::protobuf::RepeatedPtrField<std::string>& places,
                   const std::string& elsewhere) {
  std::vector<std::string> names;
  for (const std::string& place : places) names.push_back(NamedPlace(place));
  if (names.empty() && !elsewhere.empty()) names.push_back(elsewhere);
  return absl::StrJoin(names, ", ");
}

// "48 MONTH" as "48 months".
std::string Duration(const std::string& source) {
  const std::pair<std::string, std::string> amount =
      absl::StrSplit(source, absl::MaxSplits(' ', 1));
  const std::string unit = absl::AsciiStrToLower(amount.second);
  std::int64_t number = 0;
  const bool counted = absl::SimpleAtoi(amount.first, &number) && !unit.empty();
  return counted ? Counted(number, unit) : absl::AsciiStrToLower(source);
}

std::string PeriodOf(const v1::Period& period) {
  const std::string start = Day(period.start_date());
  const std::string end = Day(period.end_date());
  if (!start.empty() || !end.empty()) return absl::StrCat(start, " to ", end);
  if (!period.duration_source().empty()) return Duration(period.duration_source());
  return period.duration_days() > 0 ? absl::StrCat(period.duration_days(), " days") : "";
}

std::string Reservations(const v1::Lot& lot) {
  std::vector<std::string> kinds;
  for (const int reservation : lot.reservations()) {
    if (reservation == v1::RESERVATION_SHELTERED_WORKSHOP) kinds.emplace_back("reserved (§ 54)");
    if (reservation == v1::RESERVATION_PUBLIC_SERVICE_MISSION)
      kinds.emplace_back("reserved (§ 190)");
  }
  if (lot.reserved_execution() == v1::RESERVED_EXECUTION_YES)
    kinds.emplace_back("reserved execution");
  return absl::StrJoin(kinds, ", ");
}

std::string Value(const v1::Lot& lot) {
  if (!lot.has_estimated_value()) return "";
  const std::string amount = Amount(lot.estimated_value());
  switch (lot.derivation().value_basis()) {
    case v1::Derivation::VALUE_BASIS_AMOUNT_IN_TEXT:
      return amount + " (amount in the text)";
    case v1::Derivation::VALUE_BASIS_SHARE_IN_TEXT:
      return amount + " (share in the text)";
    case v1::Derivation::VALUE_BASIS_EQUAL_SPLIT:
      return amount + " (equal split)";
    case v1::Derivation::VALUE_BASIS_SET_BY_BUYER:
      return amount + " (set by the buyer)";
    case v1::Derivation::VALUE_BASIS_LEFT_OVER:
      return amount + " (left over)";
    default:
      return amount;
  }
}

// "tenders by 2027-01-15 11:00 UTC"; empty without a deadline.
std::string By(const char* what, bool given, const google::protobuf::Timestamp& moment) {
  if (!given) return "";
  const std::string text = google::protobuf::util::TimeUtil::ToString(moment);
  return absl::StrCat(what, " by ", text.substr(0, 10), " ", text.substr(11, 5), " UTC");
}

std::string Deadlines(const v1::Lot& lot) {
  std::vector<std::string> deadlines = {
      By("interest", lot.has_interest_deadline(), lot.interest_deadline()),
      By("requests", lot.has_request_deadline(), lot.request_deadline()),
      By("tenders", lot.has_tender_deadline(), lot.tender_deadline())};
  std::erase(deadlines, "");
  return absl::StrJoin(deadlines, ", ");
}

std::string SmallLotNote(const v1::Lot& lot) {
  if (lot.small_lot().candidate() != v1::VERDICT_PASS) return "";
  const auto budget = lot.small_lot().within_budget();
  if (budget == v1::VERDICT_PASS) return "small lot (§ 8(2)), within the 20 %";
  return budget == v1::VERDICT_FAIL ? "small lot (§ 8(2)), beyond the 20 %" : "small lot (§ 8(2))";
}

std::string CpvOf(const v1::Lot& lot, std::string_view language) {
  const std::string cpv = NamedCpv(lot.main_cpv(), language);
  if (lot.origin() != v1::Lot::ORIGIN_DERIVED) return cpv;
  if (lot.derivation().confidence_bp() == 0) return cpv + " (the lot's own code)";
  if (lot.derivation().confidence_bp() == kSetByBuyer) return cpv + " (set by the buyer)";
  return absl::StrCat(cpv, " (", Percent(lot.derivation().confidence_bp()), " sure)");
}

void PrintDerivation(Terminal& terminal, const v1::Lot& lot, std::string_view language) {
  for (const v1::Evidence& evidence : lot.derivation().evidence()) {
    terminal.out() << "      "
                   << terminal.Styled(Style::kGood,
                                      "\"" + Cut(evidence.text(), kTextColumns) + "\"")
                   << '\n';
  }
  const std::string reason = TextIn(lot.derivation().reasons(), language);
  if (!reason.empty()) {
    terminal.out() << "      " << terminal.Styled(Style::kDim, OneLine(reason)) << '\n';
  }
}

// What the buyer decided about a proposal.
std::string DecisionOn(const v1::Lot& lot) {
  switch (lot.review().decision()) {
    case v1::LotReview::DECISION_ACCEPTED:
      return ", accepted";
    case v1::LotReview::DECISION_EDITED:
      return ", edited";
    case v1::LotReview::DECISION_MERGED:
      return ", merged";
    case v1::LotReview::DECISION_REJECTED:
      return ", rejected";
    default:
      return "";
  }
}

std::string KindOf(const v1::Lot& lot) {
  if (lot.origin() == v1::Lot::ORIGIN_PART) return "part: ";
  if (lot.origin() != v1::Lot::ORIGIN_DERIVED) return "";
  const std::string kind = "proposed" + DecisionOn(lot);
  switch (lot.set_aside()) {
    case v1::Lot::SET_ASIDE_MERGED:
      return absl::StrCat("in ", ToAbsl(LastPart(lot.merged_into())), ": ");
    case v1::Lot::SET_ASIDE_TEXT_CHANGED:
      return kind + ", but the text changed: ";
    case v1::Lot::SET_ASIDE_NO_LONGER_FITS:
      return kind + ", but no longer fits: ";
    default:
      return kind + ": ";
  }
}

void PrintLot(Terminal& terminal, const v1::Lot& lot, std::string_view language) {
  const bool derived = lot.origin() == v1::Lot::ORIGIN_DERIVED;
  const std::string indent = derived ? "  " : "";
  const std::string title = KindOf(lot) + Cut(TextIn(lot.titles(), language), kTextColumns);
  terminal.out() << indent << Padded(LastPart(lot.name()), 12) << ' '
                 << terminal.Styled(derived ? Style::kDoubtful : Style::kBold, title) << '\n';
  terminal.out() << indent << "    "
                 << Facts({CpvOf(lot, language), Places(lot.places(), lot.place_elsewhere()),
                           Value(lot), PeriodOf(lot.period()), Deadlines(lot), Reservations(lot),
                           SmallLotNote(lot)})
                 << '\n';
  if (lot.set_aside() == v1::Lot::SET_ASIDE_MERGED) return;
  if (derived) PrintDerivation(terminal, lot, language);
  const std::string whole = TextIn(lot.no_split().reasons(), language);
  if (!whole.empty()) {
    terminal.out() << "    " << terminal.Styled(Style::kDim, "stays whole: " + OneLine(whole))
                   << '\n';
  }
}

}  // namespace

std::string NamedCpv(std::string_view code, std::string_view language) {
  const auto cpv = domain::CpvCode::Parse(code);
  const domain::CpvEntry* entry = cpv ? domain::FindCpv(*cpv) : nullptr;
  if (entry == nullptr) return std::string(code);
  const std::string_view label = language == "ENG" ? entry->label_en : entry->label_da;
  return absl::StrCat(ToAbsl(code), " ", Cut(label, 50));
}

std::string NamedPlace(std::string_view code) {
  const auto place = domain::Place::Parse(code);
  if (!place || !domain::IsListed(*place)) return std::string(code);
  return absl::StrCat(ToAbsl(code), " ", ToAbsl(domain::DanishName(*place)));
}

std::string_view LastPart(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

void PrintTender(Terminal& terminal, const v1::Tender& tender, std::string_view language) {
  std::vector<std::string> buyers;
  for (const v1::Organization& buyer : tender.buyers()) {
    buyers.push_back(OneLine(buyer.display_name()));
  }
  const std::string state = v1::Tender::State_Name(tender.state());
  terminal.out() << terminal.Styled(Style::kBold, OneLine(TextIn(tender.titles(), language)))
                 << '\n'
                 << tender.name() << '\n'
                 << Facts({ShortName(state, "STATE_"), absl::StrJoin(buyers, ", "),
                           NamedCpv(tender.main_cpv(), language),
                           Places(tender.places(), tender.place_elsewhere()),
                           tender.has_estimated_value() ? Amount(tender.estimated_value()) : ""})
                 << '\n';
  for (const v1::NoticeReference& notice : tender.notices()) {
    terminal.out() << terminal.Styled(Style::kDim,
                                      Facts({absl::StrCat("notice ", notice.notice_id(),
                                                          " version ", notice.version()),
                                             notice.notice_type(), notice.publication_number(),
                                             Day(notice.publication_date())}))
                   << '\n';
  }
  for (const v1::Warning& warning : tender.warnings()) {
    terminal.out() << terminal.Styled(
                          Style::kDoubtful,
                          absl::StrCat("warning: ", OneLine(warning.field()), ": ",
                                       OneLine(warning.got()), ": ", OneLine(warning.problem())))
                   << '\n';
  }
}

void PrintTenderLine(Terminal& terminal, const v1::Tender& tender, std::string_view language) {
  const std::string state = v1::Tender::State_Name(tender.state());
  const std::string lots = absl::StrCat(tender.published_lot_count(), " lots");
  terminal.out() << Padded(tender.name(), 46) << ' ' << Padded(ShortName(state, "STATE_"), 9) << ' '
                 << PaddedLeft(lots, 8) << "  " << Padded(tender.main_cpv(), 8) << "  "
                 << Cut(TextIn(tender.titles(), language), 60) << '\n';
}

void PrintLots(Terminal& terminal, const std::vector<v1::Lot>& lots, std::string_view language) {
  for (const v1::Lot& lot : lots) PrintLot(terminal, lot, language);
}

}  // namespace sambyd::cli
