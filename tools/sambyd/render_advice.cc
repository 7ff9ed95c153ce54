#include "tools/sambyd/render_advice.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/strings.h"
#include "tools/sambyd/render_consortium.h"
#include "tools/sambyd/render_lots.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {
namespace {

using References = google::protobuf::RepeatedPtrField<v1::EnterpriseReference>;

// "Huset Kilden (DK90000007)".
std::string Named(const v1::EnterpriseReference& enterprise) {
  return absl::StrCat(Cut(enterprise.display_name(), 44), " (",
                      ToAbsl(LastPart(enterprise.enterprise())), ")");
}

std::string Named(const References& enterprises) {
  std::vector<std::string> names;
  for (const v1::EnterpriseReference& each : enterprises) names.push_back(Named(each));
  return absl::StrJoin(names, " + ");
}

std::string HiresOf(const v1::Change& change) {
  std::vector<std::string> hires;
  for (const v1::Hire& hire : change.hires()) {
    std::string text = Named(hire.member()) + " employs ";
    if (hire.has_special()) {
      absl::StrAppend(&text, hire.special(), " more on special terms");
    } else {
      absl::StrAppend(&text, "more people on special terms, at least one");
    }
    if (hire.ordinary_to_replace() > 0) {
      absl::StrAppend(&text, " (or ", hire.ordinary_to_replace(),
                      " instead of ordinary employees)");
    }
    hires.push_back(std::move(text));
  }
  return absl::StrJoin(hires, ", and ");
}

std::string RaisesOf(const v1::Change& change) {
  std::vector<std::string> raises;
  for (const v1::Raise& raise : change.raises()) {
    raises.push_back(absl::StrCat(
        Amount(raise.needed_ore_per_year(), "DKK a year"), " ",
        raise.leaf().empty() ? "over all leaves"
                             : absl::StrCat("of ", ToAbsl(LastPart(raise.leaf()))),
        " (", Amount(raise.missing_ore_per_year(), "DKK"), " more than its profile says)"));
  }
  return absl::StrCat(Named(change.member()), " can do ", absl::StrJoin(raises, ", and "));
}

// What is to be done, as a sentence without its end.
std::string Sentence(const v1::Change& change) {
  switch (change.kind()) {
    case v1::Change::KIND_OTHER_READING:
      return "the buyer reads the 30 % rule as " + PolicyName(change.reading());
    case v1::Change::KIND_REMOVE_MEMBER:
      return Named(change.leaves()) + " leaves";
    case v1::Change::KIND_HIRE_SPECIAL:
      return HiresOf(change);
    case v1::Change::KIND_RAISE_CAPACITY:
      return RaisesOf(change);
    case v1::Change::KIND_MOVE_LEAF:
      return absl::StrCat(ToAbsl(LastPart(change.leaf())), " is done outside the group, by ",
                          Named(change.joins()), " for one");
    case v1::Change::KIND_ADD_MEMBER:
      return Named(change.joins()) + " joins";
    case v1::Change::KIND_REPLACE_MEMBER:
      return absl::StrCat(Named(change.joins()), " joins for ", Named(change.leaves()));
    default:
      return "a change that this program does not know";
  }
}

void PrintGroup(Terminal& terminal, const v1::GroupSuggestions& group) {
  terminal.out() << Word(terminal, group.feasible()) << "  "
                 << terminal.Styled(Style::kBold, Named(group.members())) << '\n';
  if (!group.barred_members().empty()) {
    terminal.out() << "   "
                   << terminal.Styled(Style::kBad,
                                      "may not take part: " + Named(group.barred_members()))
                   << ", for want of evidence, a certificate or work they do there\n";
  }
  if (group.has_conflict()) PrintConflict(terminal, group.conflict());
  for (int i = 0; i < group.changes_size(); ++i) {
    const v1::Change& change = group.changes(i);
    terminal.out() << "  " << PaddedLeft(absl::StrCat(i + 1, ". "), 4) << Sentence(change) << '\n'
                   << "      then score " << Score(change.consortium().score_milli())
                   << ", capacity " << Word(terminal, change.consortium().capacity()) << '\n'
                   << "   ";
    PrintReadings(terminal, change.consortium().readings());
  }
  if (group.changes().empty() && group.feasible() == v1::VERDICT_FAIL) {
    terminal.out() << "   no single change makes it pass\n";
  }
}

Style StyleOf(v1::Outlook outlook) {
  if (outlook == v1::OUTLOOK_COMPETITION_LIKELY) return Style::kGood;
  return outlook == v1::OUTLOOK_NOT_COVERED ? Style::kBad : Style::kDoubtful;
}

// "50" or "50 or more" where a limit stopped the count.
std::string UpTo(std::int64_t count, bool all) {
  return absl::StrCat(Grouped(count), all ? "" : " or more");
}

void PrintReading(Terminal& terminal, const v1::ReadingAssessment& reading, int max_disjoint) {
  const bool open = reading.policy() == v1::THRESHOLD_POLICY_NONE;
  const std::string name = open ? "not reserved" : PolicyName(reading.policy());
  const std::string outlook = ShortName(v1::Outlook_Name(reading.outlook()), "OUTLOOK_");
  terminal.out() << "   " << Padded(name, 13)
                 << terminal.Styled(StyleOf(reading.outlook()), Padded(outlook, 19)) << ' '
                 << PaddedLeft(Counted(reading.candidates(), "candidate"), 16) << ", consortia "
                 << UpTo(reading.consortia(), reading.all_consortia_counted())
                 << "; without a common member " << reading.disjoint_size() << " found, at most "
                 << UpTo(reading.disjoint_bound(), reading.disjoint_bound() < max_disjoint) << '\n';
  for (const v1::LeafSupply& leaf : reading.leaves()) {
    if (leaf.leaf() != reading.bottleneck_leaf()) continue;
    terminal.out() << "                bottleneck " << LastPart(leaf.leaf()) << ": "
                   << Grouped(leaf.able()) << " can do it there, " << Grouped(leaf.able_anywhere())
                   << " anywhere; " << UpTo(leaf.times(), leaf.times() < max_disjoint)
                   << " times at once\n";
  }
  for (const v1::DisjointConsortium& consortium : reading.disjoint()) {
    if (open) break;  // everybody's market; the question is who is left when it is reserved
    terminal.out() << "                - " << Named(consortium.members())
                   << (consortium.capacity() == v1::VERDICT_PASS ? "" : ", capacity not known")
                   << '\n';
  }
}

void PrintPartners(Terminal& terminal, const v1::LotPartners& lot, std::string_view language) {
  std::vector<std::string> leaves;
  for (const std::string& leaf : lot.own_leaves()) leaves.emplace_back(LastPart(leaf));
  terminal.out() << terminal.Styled(Style::kBold, lot.lot()) << "  "
                 << Cut(TextIn(lot.titles(), language), 60) << '\n'
                 << "   open until " << Moment(lot.deadline()) << ", " << ReadingTaken(lot)
                 << "; it could do " << absl::StrJoin(leaves, ", ") << '\n';
  for (int i = 0; i < lot.groups_size(); ++i) {
    terminal.out() << "  " << PaddedLeft(absl::StrCat(i + 1, ". "), 4) << "score "
                   << Score(lot.groups(i).score_milli()) << "  " << Named(lot.groups(i).members())
                   << '\n';
  }
  if (lot.status() == v1::SEARCH_STATUS_INFEASIBLE) {
    terminal.out() << "   no consortium with it can deliver the lot\n";
  } else if (lot.status() == v1::SEARCH_STATUS_BEST_FOUND) {
    terminal.out() << "   "
                   << terminal.Styled(Style::kDoubtful,
                                      "the search ended early: there may be better ones")
                   << '\n';
  }
}

void PrintUnassessed(Terminal& terminal,
                     const google::protobuf::RepeatedPtrField<v1::UnassessedLot>& lots) {
  for (const v1::UnassessedLot& lot : lots) {
    const std::string cause = ShortName(v1::UnassessedLot::Cause_Name(lot.cause()), "CAUSE_");
    terminal.out() << terminal.Styled(Style::kDoubtful, lot.lot() + "  left out: " + cause) << '\n';
  }
}

void PrintOutOfTime(Terminal& terminal, bool out_of_time) {
  if (!out_of_time) return;
  terminal.out() << terminal.Styled(Style::kDoubtful,
                                    "out of time: with a longer --timeout there may be more")
                 << '\n';
}

}  // namespace

void PrintAnswer(Terminal& terminal, const v1::SuggestChangesResponse& answer,
                 std::string_view language) {
  terminal.out() << ReadingTaken(answer) << ", evidence on " << Day(answer.as_of()) << '\n';
  PrintLeaves(terminal, answer.leaves(), language);
  for (const v1::GroupSuggestions& group : answer.groups()) PrintGroup(terminal, group);
  if (answer.groups().empty()) {
    terminal.out() << "no group was found that fails by little; `sambyd match` lists those that "
                      "pass, or says why there are none\n";
  }
  PrintOutOfTime(terminal, answer.out_of_time());
}

void PrintAnswer(Terminal& terminal, const v1::AssessReservationResponse& answer,
                 std::string_view language) {
  terminal.out() << "evidence on " << Day(answer.as_of())
                 << "; the procedure reaches the EU threshold: "
                 << Word(terminal, answer.above_threshold()) << '\n';
  for (const v1::LotAssessment& lot : answer.lots()) {
    terminal.out() << terminal.Styled(Style::kBold, LastPart(lot.lot())) << "  "
                   << Cut(TextIn(lot.titles(), language), 70)
                   << (lot.reserved() ? "  reserved (§ 54)" : "") << '\n';
    PrintLeaves(terminal, lot.leaves(), language);
    for (const v1::ReadingAssessment& reading : lot.readings()) {
      PrintReading(terminal, reading, answer.max_disjoint());
    }
  }
  PrintUnassessed(terminal, answer.unassessed_lots());
  PrintOutOfTime(terminal, answer.out_of_time());
}

void PrintAnswer(Terminal& terminal, const v1::ReplaceMemberResponse& answer,
                 std::string_view language) {
  terminal.out() << ReadingTaken(answer) << ", evidence on " << Day(answer.as_of()) << ", "
                 << Counted(answer.replacements_found(), "replacement") << " found\n";
  PrintLeaves(terminal, answer.leaves(), language);
  if (answer.has_without()) {
    PrintConsortium(terminal, answer.without(), answer.leaves(),
                    "those who stay can do it alone: ");
  }
  for (int i = 0; i < answer.replacements_size(); ++i) {
    const v1::Replacement& replacement = answer.replacements(i);
    const std::string roles =
        replacement.moved_ore_per_year() == 0
            ? "the others keep their roles"
            : Amount(replacement.moved_ore_per_year(), "DKK a year") + " change hands";
    PrintConsortium(terminal, replacement.consortium(), answer.leaves(),
                    absl::StrCat(i + 1, ". ", Named(replacement.joins()), ", ", roles, "; "));
  }
  if (!answer.has_without() && answer.replacements().empty()) {
    terminal.out() << "nobody can take that place alone; `sambyd suggest` looks further\n";
  }
  PrintOutOfTime(terminal, answer.out_of_time());
}

void PrintAnswer(Terminal& terminal, const v1::SuggestPartnersResponse& answer,
                 std::string_view language) {
  terminal.out() << "lots open on " << Moment(answer.open_at()) << ", evidence on "
                 << Day(answer.as_of()) << '\n';
  for (const v1::LotPartners& lot : answer.lots()) PrintPartners(terminal, lot, language);
  if (answer.lots().empty()) terminal.out() << "no open lot asks for what it does\n";
  PrintUnassessed(terminal, answer.unmatched_lots());
  if (!answer.next_page_token().empty()) {
    terminal.out() << terminal.Styled(Style::kDoubtful, "there are more open lots") << '\n';
  }
  PrintOutOfTime(terminal, answer.out_of_time());
}

}  // namespace sambyd::cli
