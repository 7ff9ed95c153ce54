#include "lib/breakdown/tasks.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string_view>

#include "lib/breakdown/enumeration.h"
#include "lib/breakdown/facts.h"
#include "lib/breakdown/numbers.h"
#include "lib/breakdown/parallel.h"
#include "lib/breakdown/passages.h"
#include "lib/breakdown/pieces.h"
#include "lib/breakdown/place_tasks.h"

namespace sambyd::breakdown {
namespace {

using Form = Segment::Form;

// Below this a guess of the classifier does not tell list items apart.
constexpr int kTellingConfidence = 6000;
// Items longer than this describe one task rather than enumerate several.
constexpr std::size_t kLongestEnumeratingItem = 140;
// A longer sentence tells of work only where it says so.
constexpr std::size_t kLongestPlainSentence = 250;
constexpr std::size_t kLongestAside = 120;
constexpr std::size_t kWordLetters = 3;
constexpr std::size_t kOpening = 16;  // bytes in which a sentence names its subject

class TaskReader {
 public:
  TaskReader(const Reading& reading, const std::vector<Segment>& segments, const LotText& lot,
             const Classifier& classifier)
      : reading_(reading),
        text_(reading.text),
        segments_(segments),
        lot_(lot),
        classifier_(classifier),
        goods_expected_(lot.cpv_main && lot.cpv_main->number() < 45'000'000) {
    if (lot.cpv_main) prior_.push_back(*lot.cpv_main);
    prior_.insert(prior_.end(), lot.cpv_additional.begin(), lot.cpv_additional.end());
  }

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
          ReadItem(segment);
          break;
        case Form::kLot:
          ReadLot(segment);
          break;
      }
    }
    DropAsides();
    if (!result_.place_list) ReadParallelParagraphs();
    return std::move(result_);
  }

 private:
  // What only its trade word makes work is an aside in a text about one kind of work. Where several
  // such sentences follow one another, or the text is divided or announces more ("desuden") anyway,
  // it stands for itself.
  void DropAsides() {
    std::set<domain::CpvCode> sure, aside;
    bool more_announced = false;
    for (const Task& task : result_.tasks) {
      (task.tentative ? aside : sure).insert(task.kind);
      more_announced = more_announced || (task.rule == Rule::kEnumeration && !task.narrated);
    }
    if (sure.size() >= 2 || aside.size() >= 2 || more_announced) return;
    std::erase_if(result_.tasks, [](const Task& task) { return task.tentative; });
  }

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
      ReadLabelled(sentence, Rule::kHeadings);
      return;
    }
    const std::size_t before = result_.tasks.size();
    const bool announced = AnnouncesWork(sentence);
    if (announced || MayTellOfWork(sentence)) ReadNarration(sentence);
    for (std::size_t i = before; i < result_.tasks.size(); ++i) {
      result_.tasks[i].tentative = !announced;
    }
    FoldRepeated(before);
    if (TieRespectively(reading_, sentence, result_.tasks)) return;
    if (result_.tasks.size() == before) TieFigures(reading_, sentence, result_.tasks);
  }

  // A verb such as "omfatter" or "skal" stands before the first trade word, or the sentence opens
  // with one, or it announces more work, or it is the first to name work, or names several kinds.
  bool AnnouncesWork(Range sentence) const {
    if (HasPricedPieces(reading_, sentence)) return true;
    const auto mentions = Reading::Within(reading_.mentions, sentence);
    if (mentions.empty()) return false;
    if (IsPlainlyAboutWork(sentence)) return true;
    if (Has(Cue::kAdditive, sentence) || Has(Cue::kOption, sentence)) return true;
    if (Has(Cue::kScope, {sentence.begin, mentions.front().range.begin})) return true;
    const bool opens = text_.Letters({sentence.begin, mentions.front().range.begin}, 16) < 16;
    return opens &&
           (Has(Cue::kScope, sentence) || IsNominal(sentence) || IsPassive(mentions.front().range));
  }

  // A short sentence that is the first to name work, or names several kinds; not one that tells how
  // the supplier goes about it.
  bool IsPlainlyAboutWork(Range sentence) const {
    if (sentence.end - sentence.begin > kLongestPlainSentence) return false;
    const auto kinds = KindsIn(reading_, sentence, goods_expected_).size();
    if (kinds == 1) return result_.tasks.empty();
    return kinds >= 2 && !TellsOfSupplier(sentence);
  }

  bool TellsOfSupplier(Range sentence) const {
    return Has(Cue::kSupplier, {sentence.begin, std::min(sentence.end, sentence.begin + kOpening)});
  }

  // "Livreddere bemander to tårne.": a short sentence that opens with a trade word.
  bool MayTellOfWork(Range sentence) const {
    const auto mentions = Reading::Within(reading_.mentions, sentence);
    if (mentions.empty() || sentence.end - sentence.begin > kLongestAside) return false;
    return text_.Letters({sentence.begin, mentions.front().range.begin}, 16) < 16 &&
           !TellsOfSupplier(sentence);
  }

  // "Vinduer pudses": the trade words end in a verb.
  bool IsPassive(Range work) const {
    const std::string_view folded = text_.folded(work);
    return folded.find(' ') != std::string_view::npos && folded.ends_with("es");
  }

  // Ends without a full stop, or is a single word: "Rengøring, vinduespolering, havearbejde".
  bool IsNominal(Range sentence) const {
    const bool only = segments_.size() == 1;
    return only || text_.clean()[sentence.end - 1] != '.';
  }

  void ReadNarration(Range sentence) {
    const std::size_t before = result_.tasks.size();
    const bool option = Has(Cue::kOption, sentence);
    ReadEnumeration(sentence, option ? Rule::kOption : Rule::kEnumeration, false);
    const bool announced = option || Has(Cue::kAdditive, sentence);
    if (!announced && result_.tasks.size() >= before + 2) DemoteWhole(sentence, before);
    for (std::size_t i = before; i < result_.tasks.size(); ++i) {
      result_.tasks[i].narrated = !announced;
    }
  }

  // "… drift af to haller. Ydelserne er rengøring, vask og …": the one task told before was the
  // whole of these.
  void DemoteWhole(Range sentence, std::size_t before) {
    const Range opening{sentence.begin, std::min(sentence.end, sentence.begin + kOpening)};
    if (before != 1 || !result_.tasks.front().narrated || !Has(Cue::kNeutralHeading, opening))
      return;
    Task& whole = result_.tasks.front();
    const bool repeated =
        std::ranges::any_of(result_.tasks.begin() + 1, result_.tasks.end(),
                            [&](const Task& task) { return task.kind == whole.kind; });
    if (!repeated) whole.umbrella = true;
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

  void ReadEnumeration(Range passage, Rule rule, bool is_item) {
    const PassageForm form{is_item, goods_expected_};
    const auto known = is_item ? std::set<domain::CpvCode>() : KindsBefore();
    for (Task& task : FindEnumeratedTasks(reading_, lot_, passage, form, rule, known)) {
      if (task.apart) GuessKind(task);
      task.section = sections_;
      result_.tasks.push_back(std::move(task));
    }
  }

  std::set<domain::CpvCode> KindsBefore() const {
    std::set<domain::CpvCode> kinds;
    for (const Task& task : result_.tasks) {
      if (task.code && !task.guessed && !task.umbrella) kinds.insert(task.kind);
    }
    return kinds;
  }

  void GuessKind(Task& task) const {
    const auto guesses = classifier_.Classify(text_.clean(HeadOf(reading_, task.spans.front())),
                                              lot_.language, prior_, 1);
    if (guesses.empty() || guesses[0].confidence_bp < kTellingConfidence) return;
    task.code = guesses[0].code;
    task.kind = KindOf(guesses[0].code);
    task.guessed = true;
  }

  // The task named before whose kind this one has.
  std::vector<Task>::iterator FindKnown(const Task& task) {
    return std::ranges::find_if(result_.tasks, [&](const Task& known) {
      return known.kind == task.kind && known.code && !known.heading && !known.umbrella;
    });
  }

  // Tasks of this sentence whose kind was named before only add to what is known of it.
  void FoldRepeated(std::size_t before) {
    std::vector<Task> fresh(
        std::make_move_iterator(result_.tasks.begin() + static_cast<std::ptrdiff_t>(before)),
        std::make_move_iterator(result_.tasks.end()));
    result_.tasks.resize(before);
    bool repeats = false, tells_more = false;
    for (Task& task : fresh) {
      if (task.apart) continue;
      (FindKnown(task) != result_.tasks.end() ? repeats : tells_more) = true;
    }
    // Where all that is known was told before, the rest tells of it too.
    if (repeats && !tells_more) std::erase_if(fresh, [](const Task& task) { return task.apart; });
    for (Task& task : fresh) {
      const auto same = FindKnown(task);
      if (same == result_.tasks.end() || task.umbrella) {
        result_.tasks.push_back(std::move(task));
      } else if (same->places.empty()) {
        same->places = task.places;
      }
    }
  }

  void ReadItem(const Segment& segment) {
    const bool first = index_ == 0 || segments_[index_ - 1].list != segment.list;
    if (first) OpenList();
    ++item_;
    if (list_is_idle_ || IsFigureOfItem(segment.range)) return;
    if (first && segment.form == Form::kRow && IsTableHead(segment)) {
      table_head_ = segment.range;
      return;
    }
    if (Has(Cue::kBoilerplate, segment.range) && !NamesActivity(reading_, segment.range)) return;
    if (Has(Cue::kExcluded, segment.range)) return;
    result_.only_boilerplate = false;
    AddToSection(segment.range);
    const std::size_t before = result_.tasks.size();
    const Rule rule = Has(Cue::kOption, segment.range) ? Rule::kOption : Rule::kList;
    if (Has(Cue::kRest, segment.range)) {
      AddRest(segment.range);
    } else if (IsOneTask(segment.range)) {
      ReadLabelled(segment.range, rule);
    } else {
      ReadEnumeration(segment.range, rule, true);
    }
    if (result_.tasks.size() == before) ReadUnknownItem(segment.range, rule);
    for (std::size_t i = before; i < result_.tasks.size(); ++i) {
      result_.tasks[i].list = segment.list;
      result_.tasks[i].item = item_;
      result_.tasks[i].section = sections_;
      if (segment.form == Form::kRow) {
        AddColumnAmount(reading_, table_head_, segment.range, result_.tasks[i]);
      }
    }
    if (result_.tasks.size() == before + 1) result_.tasks.back().spans = {segment.range};
  }

  // The first row names the columns when it has no figure and the next one has, or when it names a
  // currency and no digit.
  bool IsTableHead(const Segment& row) const {
    if (index_ + 1 >= segments_.size() || segments_[index_ + 1].list != row.list) return false;
    if (!Reading::Within(reading_.figures, row.range).empty()) return false;
    return NamesColumns(row.range) ||
           !Reading::Within(reading_.figures, segments_[index_ + 1].range).empty();
  }

  bool NamesColumns(Range line) const {
    return std::ranges::none_of(text_.clean(line), IsAsciiDigit) &&
           !CurrencyOf(text_, line).empty();
  }

  // "(a) DKK 1,500,000, (b) …": the amounts of the items of an earlier list.
  bool IsFigureOfItem(Range item) {
    const auto figures = Reading::Within(reading_.figures, item);
    if (figures.empty() || figures.front().range.begin != item.begin) return false;
    if (text_.Letters({figures.front().range.end, item.end}, kWordLetters) >= kWordLetters) {
      return false;
    }
    for (auto task = result_.tasks.rbegin(); task != result_.tasks.rend(); ++task) {
      if (task->item != item_ || task->list == segments_[index_].list) continue;
      task->figures.push_back(figures.front());
      return true;
    }
    return false;
  }

  void AddRest(Range item) {
    Task task;
    task.rest = true;
    task.rule = Rule::kRemainder;
    task.spans = {item};
    task.label = item;
    AddFacts(reading_, item, task);
    result_.tasks.push_back(std::move(task));
  }

  // Decides from its introduction what a list is for.
  void OpenList() {
    item_ = 0;
    table_head_ = NamesColumns(intro_) ? intro_ : Range{};
    list_is_idle_ = section_is_idle_;
    if (intro_.empty()) return;
    if (Has(Cue::kRequirement, intro_) || IntroIsTheTask()) list_is_idle_ = true;
    if (Has(Cue::kDivision, intro_) || ItemsNameWork()) return;
    if (Has(Cue::kAddresses, intro_)) result_.place_list = list_is_idle_ = true;
    if (Has(Cue::kFeatures, intro_) || Has(Cue::kOrganisation, intro_) ||
        Has(Cue::kBoilerplate, intro_) || Has(Cue::kExcluded, intro_)) {
      list_is_idle_ = true;
    }
  }

  // "Rengøringen af busserne omfatter:" describes that one task.
  bool IntroIsTheTask() const {
    const auto mentions = Reading::Within(reading_.mentions, intro_);
    if (mentions.empty() || !mentions.front().IsActivity()) return false;
    const Range work = mentions.front().range;
    return text_.Letters({intro_.begin, work.begin}, 1) == 0 && !IsUmbrella(reading_, work) &&
           Has(Cue::kScope, {work.end, intro_.end}) && text_.clean()[intro_.end - 1] == ':';
  }

  // At least two kinds of work stand in the list that begins here.
  bool ItemsNameWork() const {
    std::set<domain::CpvCode> kinds;
    const int list = segments_[index_].list;
    for (std::size_t i = index_; i < segments_.size() && segments_[i].list == list; ++i) {
      kinds.merge(KindsIn(reading_, segments_[i].range, goods_expected_));
      if (kinds.size() >= 2) return true;
    }
    return false;
  }

  // "Rengøring: daglig rengøring og …", or an item of several lines.
  bool IsOneTask(Range item) const {
    return item.end - item.begin > kLongestEnumeratingItem || !LabelOf(text_, item).empty();
  }

  // The label tells what the item is about, or its first words do.
  void ReadLabelled(Range item, Rule rule) {
    for (const Piece& piece :
         FindPieces(reading_, HeadOf(reading_, item), {true, goods_expected_})) {
      if (piece.detail) break;
      if (!piece.work) continue;
      result_.tasks.push_back(MakeTask(reading_, lot_, item, *piece.work, rule));
      result_.tasks.back().spans = {item};
      AddFacts(reading_, item, result_.tasks.back());
      return;
    }
  }

  void ReadUnknownItem(Range item, Rule rule) {
    if (Has(Cue::kAncillary, item) || Has(Cue::kRequirement, item) || text_.Letters(item, 3) < 3) {
      return;
    }
    Task task;
    task.rule = rule;
    task.spans = {item};
    task.label = LabelOf(text_, item).empty() ? item : LabelOf(text_, item);
    GuessKind(task);
    AddFacts(reading_, item, task);
    result_.tasks.push_back(std::move(task));
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
  std::vector<domain::CpvCode> prior_;
  bool goods_expected_ = false;
  TaskList result_;
  std::size_t index_ = 0;
  Range intro_;       // the passage just before
  Range table_head_;  // the line that names the columns of the table being read
  int item_ = 0;      // of the list being read, from 1
  int sections_ = -1;
  std::size_t section_task_ = 0;
  bool heads_section_ = false;
  bool section_is_idle_ = false;
  bool list_is_idle_ = false;
};

}  // namespace

TaskList FindTasks(const Reading& reading, const std::vector<Segment>& segments, const LotText& lot,
                   const Classifier& classifier) {
  return TaskReader(reading, segments, lot, classifier).Read();
}

}  // namespace sambyd::breakdown
