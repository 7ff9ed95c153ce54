#include "tools/sambyd/render_consortia.h"

#include "absl/strings/str_cat.h"
#include "tools/sambyd/render_consortium.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {

void PrintAnswer(Terminal& terminal, const v1::FindConsortiaResponse& answer,
                 std::string_view language) {
  const std::string status = ShortName(v1::SearchStatus_Name(answer.status()), "SEARCH_STATUS_");
  const bool proven = answer.status() != v1::SEARCH_STATUS_BEST_FOUND;
  terminal.out() << terminal.Styled(proven ? Style::kGood : Style::kDoubtful, status);
  if (!proven) {
    terminal.out() << " (stopped by "
                   << ShortName(v1::StopReason_Name(answer.stop_reason()), "STOP_REASON_")
                   << "; best objective at most " << Grouped(answer.upper_bound()) << ")";
  }
  terminal.out() << "  " << ReadingTaken(answer) << ", evidence on " << Day(answer.as_of()) << ", "
                 << Counted(answer.candidates(), "candidate") << '\n';
  PrintLeaves(terminal, answer.leaves(), language);
  for (int i = 0; i < answer.consortia_size(); ++i) {
    PrintConsortium(terminal, answer.consortia(i), answer.leaves(), absl::StrCat(i + 1, ". "));
  }
  if (answer.has_conflict()) PrintConflict(terminal, answer.conflict());
}

void PrintAnswer(Terminal& terminal, const v1::EvaluateConsortiumResponse& answer,
                 std::string_view language) {
  terminal.out() << "feasible " << Word(terminal, answer.feasible()) << "  " << ReadingTaken(answer)
                 << ", evidence on " << Day(answer.as_of()) << '\n';
  PrintLeaves(terminal, answer.leaves(), language);
  if (answer.has_consortium()) PrintConsortium(terminal, answer.consortium(), answer.leaves(), "");
  if (answer.smaller_set_suffices()) {
    terminal.out() << "   not all of them together, but some of them can\n";
  }
  if (answer.has_conflict()) PrintConflict(terminal, answer.conflict());
}

}  // namespace sambyd::cli
