#include "tools/sambyd/render_consortium.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tools/sambyd/render_lots.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {
namespace {

Style StyleOf(v1::Verdict verdict) {
  if (verdict == v1::VERDICT_PASS) return Style::kGood;
  return verdict == v1::VERDICT_FAIL ? Style::kBad : Style::kDoubtful;
}

// How near one reading is to turning, where the caller may see it.
std::string Headroom(const v1::ThresholdReading& reading) {
  if (reading.has_ordinary_to_spare()) {
    return absl::StrCat(" (room for ", reading.ordinary_to_spare(), " more ordinary employees)");
  }
  if (reading.has_special_to_hire()) {
    return absl::StrCat(" (", reading.special_to_hire(), " more on special terms needed)");
  }
  return "";
}

// The amount, or the part of the leaf where no value is known.
std::string AllocatedAmount(const v1::Allocation& allocation, const MatchedLeaves& leaves) {
  const auto leaf = std::ranges::find(leaves, allocation.leaf(), &v1::MatchedLeaf::leaf);
  if (leaf == leaves.end() || !leaf->value_unknown() || leaf->ore_per_year() == 0) {
    return Amount(allocation.ore_per_year(), "DKK a year");
  }
  return Percent(allocation.ore_per_year() * 10'000 / leaf->ore_per_year()) + " of it";
}

void PrintMember(Terminal& terminal, const v1::Member& member, const MatchedLeaves& leaves) {
  terminal.out() << "   " << (member.lead() ? terminal.Styled(Style::kBold, "lead  ") : "member")
                 << ' ' << Padded(Cut(member.display_name(), 44), 44) << ' '
                 << Padded(LastPart(member.enterprise()), 12)
                 << PaddedLeft(Percent(member.volume_share_bp()), 8)
                 << " of the volume, 30 %: " << Word(terminal, member.meets_share()) << '\n';
  for (const v1::Allocation& allocation : member.allocations()) {
    const v1::MeritComponents& parts = allocation.components();
    const std::string merit = absl::StrFormat(
        "merit %d (CPV %d, quality %d, reliability %d, nearness %d)", allocation.merit(),
        parts.cpv_fit(), parts.quality(), parts.delivery_reliability(), parts.proximity());
    terminal.out() << "            " << Padded(LastPart(allocation.leaf()), 12) << ' '
                   << PaddedLeft(AllocatedAmount(allocation, leaves), 22) << "  "
                   << terminal.Styled(Style::kDim, merit) << '\n';
  }
}

void PrintReservedStatus(Terminal& terminal, v1::ReservedStatus status) {
  if (status == v1::RESERVED_STATUS_UNSPECIFIED) return;
  const Style style = status == v1::RESERVED_STATUS_ELIGIBLE       ? Style::kGood
                      : status == v1::RESERVED_STATUS_NOT_ELIGIBLE ? Style::kBad
                                                                   : Style::kDoubtful;
  terminal.out() << "   as a reserved lot: "
                 << terminal.Styled(style,
                                    ShortName(v1::ReservedStatus_Name(status), "RESERVED_STATUS_"))
                 << '\n';
}

void PrintFlags(Terminal& terminal, const v1::Consortium& consortium) {
  for (const v1::CompetitionFlag& flag : consortium.competition_flags()) {
    std::vector<std::string> members;
    for (const std::string& name : flag.enterprises()) members.emplace_back(LastPart(name));
    std::string note =
        absl::StrCat("review: ", ShortName(v1::CompetitionFlag::Kind_Name(flag.kind()), "KIND_"),
                     " ", absl::StrJoin(members, ", "));
    std::vector<std::string> leaves;
    for (const std::string& leaf : flag.leaves()) leaves.emplace_back(LastPart(leaf));
    if (!leaves.empty()) absl::StrAppend(&note, " on ", absl::StrJoin(leaves, ", "));
    if (flag.capacity() == v1::VERDICT_UNKNOWN) note += ", capacity not known";
    terminal.out() << "   " << terminal.Styled(Style::kDoubtful, note) << '\n';
  }
}

void PrintObstacle(Terminal& terminal, const v1::Obstacle& obstacle) {
  std::vector<std::string> words = {
      ShortName(v1::Obstacle::Requirement_Name(obstacle.requirement()), "REQUIREMENT_"),
      std::string(LastPart(obstacle.leaf())), obstacle.certificate()};
  std::erase(words, "");
  terminal.out() << "   " << terminal.Styled(Style::kBad, "conflict: " + absl::StrJoin(words, " "))
                 << absl::StrFormat("  %d can, %d could without it\n", obstacle.able(),
                                    obstacle.able_without());
}

}  // namespace

std::string Word(const Terminal& terminal, v1::Verdict verdict) {
  return terminal.Styled(StyleOf(verdict), ShortName(v1::Verdict_Name(verdict), "VERDICT_"));
}

std::string PolicyName(v1::ThresholdPolicy policy) {
  return ShortName(v1::ThresholdPolicy_Name(policy), "THRESHOLD_POLICY_");
}

std::string Score(std::int64_t score_milli) {
  return absl::StrFormat("%s%d.%03d", score_milli < 0 ? "-" : "", std::abs(score_milli / 1000),
                         std::abs(score_milli % 1000));
}

void PrintLeaves(Terminal& terminal, const MatchedLeaves& leaves, std::string_view language) {
  for (const v1::MatchedLeaf& leaf : leaves) {
    std::vector<std::string> places;
    for (const std::string& place : leaf.places()) places.push_back(NamedPlace(place));
    const std::string volume =
        leaf.value_unknown() ? "value unknown" : Amount(leaf.ore_per_year(), "DKK a year");
    terminal.out() << "  " << Padded(LastPart(leaf.leaf()), 12) << ' '
                   << Padded(NamedCpv(leaf.cpv(), language), 40) << ' ' << PaddedLeft(volume, 22)
                   << "  " << Counted(leaf.candidates(), "candidate") << "  "
                   << (places.empty() ? "anywhere in Denmark" : absl::StrJoin(places, ", "))
                   << '\n';
  }
}

void PrintReadings(Terminal& terminal, const v1::ThresholdReadings& readings) {
  terminal.out() << "   30 % on special terms: together "
                 << Word(terminal, readings.aggregate().verdict()) << Headroom(readings.aggregate())
                 << ", each member " << Word(terminal, readings.per_member().verdict())
                 << ", lead alone " << Word(terminal, readings.lead_only().verdict());
  if (readings.has_totals()) {
    terminal.out() << "; " << readings.totals().special() << " of " << readings.totals().headcount()
                   << " employees";
  }
  if (readings.has_aggregate_share_bp()) {
    terminal.out() << ", " << Percent(readings.aggregate_share_bp());
  }
  terminal.out() << '\n';
}

void PrintConsortium(Terminal& terminal, const v1::Consortium& consortium,
                     const MatchedLeaves& leaves, const std::string& heading) {
  terminal.out() << terminal.Styled(Style::kBold,
                                    heading + "score " + Score(consortium.score_milli()))
                 << "  capacity " << Word(terminal, consortium.capacity()) << '\n';
  for (const v1::Member& member : consortium.members()) PrintMember(terminal, member, leaves);
  PrintReadings(terminal, consortium.readings());
  PrintReservedStatus(terminal, consortium.reserved_status());
  PrintFlags(terminal, consortium);
}

void PrintConflict(Terminal& terminal, const v1::Conflict& conflict) {
  for (const v1::Obstacle& obstacle : conflict.obstacles()) PrintObstacle(terminal, obstacle);
  if (conflict.capacity_missing_ore() > 0) {
    terminal.out() << "   capacity is short by "
                   << (conflict.capacity_missing_exact() ? "" : "at least ")
                   << Amount(conflict.capacity_missing_ore(), "DKK a year") << '\n';
  }
  if (conflict.has_nearest_share()) {
    std::vector<std::string> members;
    for (const std::string& name : conflict.nearest_share().enterprises()) {
      members.emplace_back(LastPart(name));
    }
    terminal.out() << "   nearest to 30 %: " << absl::StrJoin(members, ", ")
                   << Headroom(conflict.nearest_share().reading()) << '\n';
  }
  if (!conflict.idle_enterprises().empty()) {
    std::vector<std::string> idle;
    for (const std::string& name : conflict.idle_enterprises()) idle.emplace_back(LastPart(name));
    terminal.out() << "   "
                   << terminal.Styled(Style::kBad,
                                      "can do none of the work: " + absl::StrJoin(idle, ", "))
                   << '\n';
  }
}

}  // namespace sambyd::cli
