#include "lib/breakdown/tasks.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <string_view>

#include "lib/breakdown/announcement.h"
#include "lib/breakdown/enumeration.h"
#include "lib/breakdown/facts.h"
#include "lib/breakdown/list_reader.h"
#include "lib/breakdown/parallel.h"
#include "lib/breakdown/passages.h"
#include "lib/breakdown/pieces.h"
#include "lib/breakdown/place_tasks.h"
#include "lib/breakdown/repeated_tasks.h"
#include "lib/breakdown/steps.h"

namespace sambyd::breakdown {
namespace {

using Form = Segment::Form;

constexpr std::uint32_t kFirstService = 45'000'000;  // CPV: goods stand before

class TaskReader {
 public:
  TaskReader(const Reading& reading, const std::vector<Segment>& segments, const LotText& lot,
             const Classifier& classifier)
      : reading_(reading),
        text_(reading.text),
        segments_(segments),
        lot_(lot),
        classifier_(classifier),
        goods_expected_(BuysGoods(lot)),
        lists_(reading, segments, lot, classifier) {}

  TaskList Read() {
    for (index_ = 0; index_ < segments_.size(); ++index_) {
      const Segment& segment = segments_[index_];
      switch (segment.form) {
        case Form::kHeading:
          ReadHeading(segment.range);
          break;
        case Form::kSentence:
          if (segment.paragraph) LeaveSection();
          ReadSentence(segment.range);
          break;
        case Form::kItem:
        case Form::kRow:
          ReadItem();
          break;
        case Form::kLot:
          ReadLot(segment);
          break;
      }
    }
    for (Task& task : result_.tasks) TellApart(task);
    DropAsides(result_.tasks);
    if (!result_.place_list) ReadParallelParagraphs();
    return std::move(result_);
  }

 private:
  void ReadParallelParagraphs() {
    for (const Range paragraph : FindParallelParagraphs(text_)) {
      Task task;
      task.rule = Rule::kParallel;
      task.spans = {paragraph};
      task.label = paragraph;
      AddFacts(reading_, paragraph, task);
      result_.paragraphs.push_back(std::move(task));
    }
  }

  // A section without a trade word is known by its price or by what the classifier makes of it.
  void TellApart(Task& task) const {
    if (!task.heading || task.code || task.body.empty()) return;
    GuessKind(reading_, lot_, classifier_, {task.label.begin, task.body.front().end}, task);
    task.apart = task.guessed || IsPriced(task);
    if (task.guessed) task.umbrella = false;
  }

  bool Has(Cue cue, Range range) const { return reading_.Has(cue, range); }

  // Headings open sections. One that names no work takes the kind of the first work below it.
  void ReadHeading(Range range) {
    intro_ = range;
    heads_section_ = false;
    const bool idle =
        Has(Cue::kHeading, range) || Has(Cue::kBoilerplate, range) || Has(Cue::kRequirement, range);
    const bool work = !Reading::Within(reading_.mentions, range).empty();
    section_is_idle_ = idle && !work;
    ++sections_;
    if (section_is_idle_ || (Has(Cue::kNeutralHeading, range) && !work)) return;
    Task task;
    task.rule = Rule::kHeadings;
    task.heading = true;
    task.section = sections_;
    task.spans = {range};
    task.label = range;
    task.umbrella = !work;
    for (const Piece& piece : FindPieces(reading_, range, {true, goods_expected_})) {
      if (!piece.work) continue;
      NameTask(reading_, lot_, *piece.work, task);
      break;
    }
    AddFacts(reading_, range, task);
    section_task_ = result_.tasks.size();
    heads_section_ = true;
    result_.tasks.push_back(std::move(task));
  }

  void ReadSentence(Range sentence) {
    intro_ = sentence;
    if (Has(Cue::kIndivisible, sentence)) result_.declared_whole = true;
    if (section_is_idle_ || IsIdle(reading_, sentence, goods_expected_)) return;
    result_.only_boilerplate = false;
    NameSection(sentence);
    AddToSection(sentence);
    if (auto places = FindPlaceTasks(reading_, sentence, goods_expected_); !places.empty()) {
      std::ranges::move(places, std::back_inserter(result_.tasks));
      return;
    }
    if (const Range label = LabelOf(text_, sentence); !label.empty() && NamesWork(label)) {
      if (auto task = FindLabelledTask(reading_, lot_, sentence, Rule::kHeadings)) {
        result_.tasks.push_back(*task);
      }
      return;
    }
    NoteKinds();
    if (TellsSteps(reading_, lot_, sentence, kinds_)) {
      const Mention* subject = SubjectOf(reading_, sentence);
      if (!kinds_.empty() || subject == nullptr) return;
      result_.tasks.push_back(MakeTask(reading_, lot_, sentence, *subject, Rule::kEnumeration));
      return;
    }
    const std::size_t before = result_.tasks.size();
    const SentencePosition position{before == 0, segments_.size() == 1};
    const Announcement how = AnnouncementOf(reading_, sentence, position, goods_expected_);
    if (how != Announcement::kNone) ReadNarration(sentence);
    for (std::size_t i = before; i < result_.tasks.size(); ++i) {
      result_.tasks[i].tentative = how == Announcement::kAside;
    }
    FoldRepeated(before, result_.tasks);
    if (TieRespectively(reading_, sentence, result_.tasks)) return;
    if (result_.tasks.size() == before) TieFigures(reading_, sentence, result_.tasks);
  }

  void ReadNarration(Range sentence) {
    const std::size_t before = result_.tasks.size();
    const bool option = Has(Cue::kOption, sentence);
    ReadEnumeration(sentence, option ? Rule::kOption : Rule::kEnumeration);
    const bool announced = option || Has(Cue::kAdditive, sentence);
    if (!announced && result_.tasks.size() >= before + 2) {
      DemoteWhole(reading_, sentence, before, result_.tasks);
    }
    for (std::size_t i = before; i < result_.tasks.size(); ++i) {
      result_.tasks[i].narrated = !announced;
    }
  }

  // A label in front of a colon is work, not "Opgaven omfatter".
  bool NamesWork(Range label) const {
    return !Has(Cue::kScope, label) && !Has(Cue::kHeading, label) &&
           NamesActivity(reading_, label) &&
           !IsUmbrella(reading_, Reading::Within(reading_.mentions, label).front().range);
  }

  // A section of one paragraph ends with it: what follows a blank line is about the whole again.
  void LeaveSection() {
    if (!heads_section_ || result_.tasks[section_task_].body.empty()) return;
    heads_section_ = false;
    ++sections_;
  }

  // A heading without a trade word is named by the first one below it.
  void NameSection(Range passage) {
    if (!heads_section_ || result_.tasks[section_task_].code) return;
    for (const Mention& mention : Reading::Within(reading_.mentions, passage)) {
      if (!mention.IsActivity()) continue;
      NameTask(reading_, lot_, mention, result_.tasks[section_task_]);
      result_.tasks[section_task_].label = mention.range;
      return;
    }
  }

  void AddToSection(Range passage) {
    if (!heads_section_) return;
    Task& heading = result_.tasks[section_task_];
    heading.body.push_back(passage);
    AddFacts(reading_, passage, heading);
  }

  void ReadEnumeration(Range sentence, Rule rule) {
    NoteKinds();
    for (Task& task : FindEnumeratedTasks(reading_, lot_, sentence, false, rule, kinds_)) {
      if (task.apart) {
        GuessKind(reading_, lot_, classifier_, HeadOf(reading_, task.spans.front()), task);
      }
      task.section = sections_;
      result_.tasks.push_back(std::move(task));
    }
  }

  // Keeps the kinds of work named so far.
  void NoteKinds() {
    for (; noted_ < result_.tasks.size(); ++noted_) {
      const Task& task = result_.tasks[noted_];
      if (task.code && !task.guessed && !task.umbrella) kinds_.insert(task.kind);
    }
  }

  void ReadItem() {
    const std::size_t before = result_.tasks.size();
    if (!lists_.Read(index_, intro_, section_is_idle_, result_)) return;
    result_.only_boilerplate = false;
    for (std::size_t i = before; i < result_.tasks.size(); ++i) {
      result_.tasks[i].section = sections_;
    }
    AddToSection(segments_[index_].range);
  }

  void ReadLot(const Segment& segment) {
    result_.only_boilerplate = false;
    Task task;
    task.rule = Rule::kLotHeading;
    task.spans = {WithoutProcedure(segment.range)};
    task.label = segment.range;
    task.lot = segment.lot;
    AddFacts(reading_, task.spans.front(), task);
    for (const Piece& piece : FindPieces(reading_, task.spans.front(), {true, goods_expected_})) {
      if (!piece.work) continue;
      NameTask(reading_, lot_, *piece.work, task);
      break;
    }
    result_.tasks.push_back(std::move(task));
  }

  // A lot ends where the text turns to the procedure.
  Range WithoutProcedure(Range lot) const {
    Range kept{lot.begin, lot.begin};
    for (const Range sentence : Sentences(text_, lot)) {
      if (!kept.empty() && IsIdle(reading_, sentence, goods_expected_)) break;
      kept.end = sentence.end;
    }
    return kept;
  }

  const Reading& reading_;
  const Text& text_;
  const std::vector<Segment>& segments_;
  const LotText& lot_;
  const Classifier& classifier_;
  bool goods_expected_ = false;
  ListReader lists_;
  TaskList result_;
  std::set<domain::CpvCode> kinds_;  // of the first noted_ tasks
  std::size_t noted_ = 0;
  std::size_t index_ = 0;
  Range intro_;  // the passage just before
  int sections_ = -1;
  std::size_t section_task_ = 0;
  bool heads_section_ = false;
  bool section_is_idle_ = false;
};

}  // namespace

bool IsPriced(const Task& task) {
  return std::ranges::any_of(
      task.figures, [](const Figure& figure) { return figure.kind != Figure::Kind::kQuantity; });
}

bool BuysGoods(const LotText& lot) {
  return lot.cpv_main && lot.cpv_main->number() < kFirstService;
}

std::vector<domain::CpvCode> OwnCodes(const LotText& lot) {
  std::vector<domain::CpvCode> codes;
  if (lot.cpv_main) codes.push_back(*lot.cpv_main);
  codes.insert(codes.end(), lot.cpv_additional.begin(), lot.cpv_additional.end());
  return codes;
}

TaskList FindTasks(const Reading& reading, const std::vector<Segment>& segments, const LotText& lot,
                   const Classifier& classifier) {
  return TaskReader(reading, segments, lot, classifier).Read();
}

}  // namespace sambyd::breakdown
