#include "lib/breakdown/place_clauses.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "lib/breakdown/actions.h"
#include "lib/breakdown/facts.h"

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kFewestOwnLetters = 8;  // of a clause beside its place
constexpr std::size_t kFewestToTrust = 3;     // clauses of which one may name unknown work

// They stand between two clauses; behind a place a comma or "og" is enough.
constexpr std::array<std::string_view, 16> kClauseJoints = {
    ", og ",  ", mens ", ", while ",   ", and ",  ", und ",    ", och ", ", medan ",   ", samt ",
    " mens ", " while ", ", während ", " medan ", " während ", "; ",     ", whereas ", " whereas "};
constexpr std::array<std::string_view, 8> kJointsBehindPlace = {
    ", ", " og ", " and ", " und ", " och ", " samt ", "; ", " sowie "};

class PlaceClauseReader {
 public:
  PlaceClauseReader(const Reading& reading, Range sentence, bool goods_expected)
      : reading_(reading),
        text_(reading.text),
        sentence_(sentence),
        goods_expected_(goods_expected) {}

  std::vector<Task> Read() const {
    const auto places = Reading::Within(reading_.places, sentence_);
    if (places.size() < 2) return {};
    std::vector<Task> tasks;
    std::set<std::string> works;
    std::set<std::pair<domain::Place, std::string_view>> different;
    std::size_t unknown = 0;
    std::size_t begin = sentence_.begin;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const PlaceMention& place = places[i];
      const bool last = i + 1 == places.size();
      const Range joint = last ? Range{sentence_.end, sentence_.end}
                               : JointBetween(place.range.end, places[i + 1].range.begin);
      if (place.address || (!last && joint.empty())) return {};
      const Range clause = WithoutAnnouncement({begin, joint.begin}, place.range);
      const bool is_new = different.emplace(place.place, text_.folded(place.range)).second;
      if (!is_new || !HasOwnWords(clause, place.range)) return {};
      if (const std::string work = WorkOf(clause); !work.empty()) {
        if (!works.insert(work).second) return {};
      } else if (!MayBeWork(clause, places.size()) || ++unknown > 1) {
        return {};
      }
      tasks.push_back(TaskOf(clause, place));
      begin = joint.end;
    }
    KeepApart(tasks);
    return tasks;
  }

 private:
  // What divides two clauses: right behind a place any joint, else the last one between clauses.
  Range JointBetween(std::size_t begin, std::size_t end) const {
    const std::string_view gap = text_.folded({begin, end});
    for (const std::string_view joint : kClauseJoints) {
      if (gap.starts_with(joint)) return {begin, begin + joint.size()};
    }
    for (const std::string_view joint : kJointsBehindPlace) {
      if (gap.starts_with(joint)) return {begin, begin + joint.size()};
    }
    Range found;
    for (const std::string_view joint : kClauseJoints) {
      const std::size_t at = gap.rfind(joint);
      if (at == std::string_view::npos) continue;
      const Range joined{begin + at, begin + at + joint.size()};
      if (std::pair(joined.end, found.begin) > std::pair(found.end, joined.begin)) found = joined;
    }
    return found;
  }

  // Behind "Opgaven omfatter".
  Range WithoutAnnouncement(Range clause, Range place) const {
    for (const CueMatch& cue : Reading::Within(reading_.cues, {clause.begin, place.begin})) {
      const Range before{clause.begin, cue.range.begin};
      const bool announces = cue.cue == Cue::kScope && cue.range.end < place.begin &&
                             Reading::Within(reading_.mentions, before).empty();
      if (announces) clause.begin = cue.range.end;
    }
    return text_.Trim(clause);
  }

  bool HasOwnWords(Range clause, Range place) const {
    const std::size_t own = text_.Letters({clause.begin, place.begin}, kFewestOwnLetters) +
                            text_.Letters({place.end, clause.end}, kFewestOwnLetters);
    return own >= kFewestOwnLetters;
  }

  // What tells the work of a clause from that of another; empty when it names none. Clauses with a
  // verb differ by their words, others by the trade.
  std::string WorkOf(Range clause) const {
    if (const Mention* work = MentionOf(clause)) {
      if (!HasVerb(clause)) return KindOf(work->code).ToString();
      return std::string(text_.folded({work->range.begin, std::min(work->range.end, clause.end)}));
    }
    const Range verb = VerbOf(clause);
    return std::string(verb.empty() ? ActionOnObject(reading_, clause) : text_.folded(verb));
  }

  // "tømmes", not "holdes": meetings are held as well.
  Range VerbOf(Range clause) const {
    static constexpr std::array<std::string_view, 3> kVague = {"holdes", "hållas", "be kept"};
    for (const CueMatch& cue : Reading::Within(reading_.cues, clause)) {
      const bool vague = std::ranges::count(kVague, text_.folded(cue.range)) > 0;
      if (cue.cue == Cue::kCaredFor && !vague) return cue.range;
    }
    return {};
  }

  bool HasVerb(Range clause) const {
    return !VerbOf(clause).empty() || reading_.Has(Cue::kModal, clause);
  }

  // One clause among others may name work that no word list has.
  bool MayBeWork(Range clause, std::size_t clauses) const {
    if (reading_.Has(Cue::kSupplier, clause) || reading_.Has(Cue::kBoilerplate, clause)) {
      return false;
    }
    return clauses >= kFewestToTrust || HasVerb(clause);
  }

  // The trade word of a clause: an activity, or what is looked after or bought.
  const Mention* MentionOf(Range clause) const {
    const bool cared_for = reading_.Has(Cue::kCaredFor, clause);
    for (const Mention& mention : Reading::Within(reading_.mentions, clause)) {
      if (mention.IsActivity() || (cared_for && mention.object) ||
          (goods_expected_ && mention.IsGoods())) {
        return &mention;
      }
    }
    return nullptr;
  }

  Task TaskOf(Range clause, const PlaceMention& place) const {
    Task task;
    task.rule = Rule::kEnumeration;
    task.spans = {clause};
    task.label = clause;
    AddFacts(reading_, clause, task);
    task.places = {place.place};
    if (const Mention* work = MentionOf(clause)) {
      task.code = work->code;
      task.kind = KindOf(work->code);
    }
    return task;
  }

  // Work of one kind, or of none that is known, is told apart by its place alone.
  static void KeepApart(std::vector<Task>& tasks) {
    std::set<domain::CpvCode> kinds;
    for (Task& task : tasks) {
      if (task.code && kinds.insert(task.kind).second) continue;
      task.kind = domain::CpvCode();
      task.apart = true;
    }
  }

  const Reading& reading_;
  const Text& text_;
  Range sentence_;
  bool goods_expected_;
};

}  // namespace

std::vector<Task> FindPlaceClauses(const Reading& reading, Range sentence, bool goods_expected) {
  return PlaceClauseReader(reading, sentence, goods_expected).Read();
}

}  // namespace sambyd::breakdown
