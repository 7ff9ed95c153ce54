#include "lib/breakdown/tasks.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string_view>

#include "lib/breakdown/parallel.h"
#include "lib/breakdown/pieces.h"

namespace sambyd::breakdown {
namespace {

using Form = Segment::Form;

// Below this a guess of the classifier does not tell list items apart.
constexpr int kTellingConfidence = 6000;
// Items longer than this describe one task rather than enumerate several.
constexpr std::size_t kLongestEnumeratingItem = 140;
constexpr std::size_t kLongestLabel = 60;
constexpr std::size_t kOpening = 16;  // bytes in which a sentence names its subject
constexpr int kNarrowCode = 6;        // significant digits of a code for one kind of work

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
      AddFacts(task, paragraph);
      result_.paragraphs.push_back(std::move(task));
    }
  }

  bool Has(Cue cue, Range range) const { return reading_.Has(cue, range); }

  bool HasActivity(Range range) const {
    return std::ranges::any_of(Reading::Within(reading_.mentions, range), &Mention::IsActivity);
  }

  std::set<domain::CpvCode> KindsIn(Range passage) const {
    std::set<domain::CpvCode> kinds;
    for (const Mention& mention : Reading::Within(reading_.mentions, passage)) {
      if (mention.IsActivity() || (mention.IsGoods() && goods_expected_)) {
        kinds.insert(KindOf(mention.code));
      }
    }
    return kinds;
  }

  // Procedure, demands on the supplier, exclusions. A sentence that enumerates work counts as work
  // even when it names the tenderers.
  bool IsIdle(Range passage) const {
    if (Has(Cue::kRequirement, passage) || Has(Cue::kExcluded, passage)) return true;
    return Has(Cue::kBoilerplate, passage) && KindsIn(passage).size() < 2;
  }

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
      Name(task, *piece.work);
      break;
    }
    AddFacts(task, range);
    section_task_ = result_.tasks.size();
    heads_section_ = true;
    result_.tasks.push_back(std::move(task));
  }

  void Name(Task& task, const Mention& work) const {
    task.code = work.code;
    task.kind = KindOfWork(work.code);
    task.umbrella = IsUmbrella(work.range);
  }

  // What the buyer's own code covers is one kind of work, where that code is a narrow one.
  domain::CpvCode KindOfWork(domain::CpvCode code) const {
    const bool covered = lot_.cpv_main && lot_.cpv_main->SignificantDigits() >= kNarrowCode &&
                         lot_.cpv_main->Covers(code);
    return KindOf(covered ? *lot_.cpv_main : code);
  }

  // The whole word is an umbrella ("arrangement"), not only its end ("grønne områder").
  bool IsUmbrella(Range work) const {
    return std::ranges::any_of(Reading::Within(reading_.cues, work), [&](const CueMatch& cue) {
      return cue.cue == Cue::kUmbrella && cue.range.begin == work.begin;
    });
  }

  void ReadSentence(Range sentence) {
    intro_ = sentence;
    if (Has(Cue::kIndivisible, sentence)) result_.declared_whole = true;
    if (section_is_idle_ || IsIdle(sentence)) return;
    result_.only_boilerplate = false;
    NameSection(sentence);
    AddToSection(sentence);
    if (ReadPlaces(sentence)) return;
    if (const Range label = LabelOf(sentence); !label.empty() && NamesWork(label)) {
      ReadLabelled(sentence, Rule::kHeadings);
      return;
    }
    const std::size_t before = result_.tasks.size();
    if (AnnouncesWork(sentence)) ReadNarration(sentence);
    FoldRepeated(before);
    if (result_.tasks.size() == before) TieFigures(sentence);
  }

  // A verb such as "omfatter" or "skal" stands before the first trade word, or the sentence opens
  // with one, or it announces more work.
  bool AnnouncesWork(Range sentence) const {
    const auto mentions = Reading::Within(reading_.mentions, sentence);
    if (mentions.empty()) return false;
    if (Has(Cue::kAdditive, sentence) || Has(Cue::kOption, sentence)) return true;
    if (Has(Cue::kScope, {sentence.begin, mentions.front().range.begin})) return true;
    const bool opens = text_.Letters({sentence.begin, mentions.front().range.begin}, 16) < 16;
    return opens &&
           (Has(Cue::kScope, sentence) || IsNominal(sentence) || IsPassive(mentions.front().range));
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
    return !Has(Cue::kScope, label) && HasActivity(label) &&
           !IsUmbrella(Reading::Within(reading_.mentions, label).front().range);
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
      Name(result_.tasks[section_task_], mention);
      result_.tasks[section_task_].label = mention.range;
      return;
    }
  }

  void AddToSection(Range passage) {
    if (!heads_section_) return;
    Task& heading = result_.tasks[section_task_];
    heading.body.push_back(passage);
    AddFacts(heading, passage);
  }

  // One task for each piece that names work; pieces that name none belong to the piece before.
  void ReadEnumeration(Range passage, Rule rule, bool is_item) {
    const std::size_t before = result_.tasks.size();
    for (const Piece& piece : FindPieces(reading_, passage, {is_item, goods_expected_})) {
      const bool first = result_.tasks.size() == before;
      if (piece.work && (!piece.detail || first || IsListedUnderWhole(before, *piece.work))) {
        result_.tasks.push_back(TaskOf(piece.range, *piece.work, rule));
      } else if (!first) {
        result_.tasks.back().spans.back().end = piece.range.end;
      }
    }
    for (std::size_t i = before; i < result_.tasks.size(); ++i) {
      AddFacts(result_.tasks[i], result_.tasks[i].spans.front());
      result_.tasks[i].section = sections_;
    }
  }

  // "fødevarer: kød, fisk …": the details are the parts of a whole that this passage named.
  bool IsListedUnderWhole(std::size_t before, const Mention& work) {
    for (std::size_t i = before; i < result_.tasks.size(); ++i) {
      Task& task = result_.tasks[i];
      const bool covers = task.code && task.code->SignificantDigits() == 2 &&
                          task.code->Covers(work.code) && *task.code != work.code;
      if (covers) task.umbrella = true;
      if (task.umbrella) return true;
    }
    return false;
  }

  Task TaskOf(Range range, const Mention& work, Rule rule) const {
    Task task;
    task.rule = rule;
    task.spans = {{BeginOf(range, work.range), range.end}};
    task.label = work.range;
    Name(task, work);
    return task;
  }

  // Evidence begins at the trade word, or at a figure or action before it, not at "Opgaven
  // omfatter".
  std::size_t BeginOf(Range piece, Range work) const {
    std::size_t begin = work.begin;
    for (const Figure& figure : Reading::Within(reading_.figures, {piece.begin, work.begin})) {
      begin = std::min(begin, figure.range.begin);
    }
    for (const CueMatch& cue : Reading::Within(reading_.cues, {piece.begin, begin})) {
      if (cue.cue == Cue::kGeneric) begin = std::min(begin, cue.range.begin);
    }
    return begin;
  }

  // Tasks of this sentence whose kind was named before only add to what is known of it.
  void FoldRepeated(std::size_t before) {
    std::vector<Task> fresh(
        std::make_move_iterator(result_.tasks.begin() + static_cast<std::ptrdiff_t>(before)),
        std::make_move_iterator(result_.tasks.end()));
    result_.tasks.resize(before);
    for (Task& task : fresh) {
      const auto same = std::ranges::find_if(result_.tasks, [&](const Task& known) {
        return known.kind == task.kind && !known.heading && !known.umbrella;
      });
      if (same == result_.tasks.end() || task.umbrella) {
        result_.tasks.push_back(std::move(task));
      } else if (same->places.empty()) {
        same->places = task.places;
      }
    }
  }

  // A sentence without new work may tell the figures of work named before it: each figure belongs
  // to the nearest trade word of its clause; without trade words, to the one task before it.
  void TieFigures(Range sentence) {
    const auto figures = Reading::Within(reading_.figures, sentence);
    if (figures.empty() || result_.tasks.empty()) return;
    const auto mentions = Reading::Within(reading_.mentions, sentence);
    if (mentions.empty()) {
      Task& last = result_.tasks.back();
      if (last.figures.empty() && !last.heading && last.list < 0) AddFacts(last, sentence);
      return;
    }
    const auto first = std::ranges::find(figures, false, &Figure::total);
    if (first == figures.end()) return;
    const bool figure_first = first->range.begin < mentions.front().range.begin;
    for (const Figure& figure : figures) {
      if (figure.total || figure.kind == Figure::Kind::kQuantity) continue;
      const Mention* nearest = nullptr;
      for (const Mention& mention : mentions) {
        const bool before = mention.range.begin < figure.range.begin;
        if (figure_first ? !before && nearest == nullptr : before) nearest = &mention;
      }
      if (nearest != nullptr) GiveFigure(KindOf(nearest->code), figure);
    }
  }

  void GiveFigure(domain::CpvCode kind, const Figure& figure) {
    for (Task& task : result_.tasks) {
      if (task.kind != kind || task.heading) continue;
      const bool known = std::ranges::any_of(
          task.figures, [&](const Figure& other) { return other.kind == figure.kind; });
      if (!known) task.figures.push_back(figure);
      return;
    }
  }

  // The first amount, share and quantity of a passage, and its places.
  void AddFacts(Task& task, Range range) const {
    std::set<Figure::Kind> seen;
    for (const Figure& figure : Reading::Within(reading_.figures, range)) {
      if (!figure.total && seen.insert(figure.kind).second) task.figures.push_back(figure);
    }
    for (const PlaceMention& place : Reading::Within(reading_.places, range)) {
      if (std::ranges::find(task.places, place.place) == task.places.end()) {
        task.places.push_back(place.place);
      }
    }
  }

  // "… er fordelt på Aarhus Kommune (40 pct.) og Horsens Kommune (60 pct.)": a task for each place,
  // where the sentence divides the work or gives each place a figure of its own.
  bool ReadPlaces(Range sentence) {
    std::vector<PlaceMention> places;
    for (const PlaceMention& place : Reading::Within(reading_.places, sentence)) {
      if (place.address) return false;
      const bool known =
          std::ranges::any_of(places, [&](const auto& p) { return p.place == place.place; });
      if (!known) places.push_back(place);
    }
    if (places.size() < 2 || KindsIn(sentence).size() > 1) return false;
    std::vector<Task> tasks;
    bool figures = true;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::size_t end = i + 1 < places.size() ? places[i + 1].range.begin : sentence.end;
      Task task;
      task.rule = Rule::kPlaces;
      task.label = places[i].range;
      task.spans = {WithoutJoint({places[i].range.begin, end})};
      AddFacts(task, {places[i].range.begin, end});
      task.places = {places[i].place};
      figures = figures && !task.figures.empty();
      tasks.push_back(std::move(task));
    }
    if (!figures && !Has(Cue::kDivision, sentence)) return false;
    std::ranges::move(tasks, std::back_inserter(result_.tasks));
    return true;
  }

  // Without the comma, bracket or "og" that leads to the next place.
  Range WithoutJoint(Range range) const {
    static constexpr std::string_view kWords[] = {" og", " i", " and", " in", " und", " och"};
    for (range = text_.Trim(range); !range.empty(); range = text_.Trim(range)) {
      const char last = text_.clean()[range.end - 1];
      if (last == ',' || last == ';' || last == '(') {
        --range.end;
        continue;
      }
      const auto word = std::ranges::find_if(
          kWords, [&](std::string_view w) { return text_.folded(range).ends_with(w); });
      if (word == std::end(kWords)) break;
      range.end -= word->size();
    }
    return range;
  }

  void ReadItem(const Segment& segment) {
    const bool first = index_ == 0 || segments_[index_ - 1].list != segment.list;
    if (first) OpenList();
    if (list_is_idle_) return;
    if (first && segment.form == Form::kRow && IsTableHead(segment)) return;
    if (Has(Cue::kBoilerplate, segment.range) && !HasActivity(segment.range)) return;
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
      result_.tasks[i].section = sections_;
    }
    if (result_.tasks.size() == before + 1) result_.tasks.back().spans = {segment.range};
  }

  // The first row names the columns when it has no figure and the next one has.
  bool IsTableHead(const Segment& row) const {
    if (index_ + 1 >= segments_.size() || segments_[index_ + 1].list != row.list) return false;
    return Reading::Within(reading_.figures, row.range).empty() &&
           !Reading::Within(reading_.figures, segments_[index_ + 1].range).empty();
  }

  void AddRest(Range item) {
    Task task;
    task.rest = true;
    task.rule = Rule::kRemainder;
    task.spans = {item};
    task.label = item;
    AddFacts(task, item);
    result_.tasks.push_back(std::move(task));
  }

  // Decides from its introduction what a list is for.
  void OpenList() {
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
    return text_.Letters({intro_.begin, work.begin}, 1) == 0 && !IsUmbrella(work) &&
           Has(Cue::kScope, {work.end, intro_.end}) && text_.clean()[intro_.end - 1] == ':';
  }

  // At least two kinds of work stand in the list that begins here.
  bool ItemsNameWork() const {
    std::set<domain::CpvCode> kinds;
    const int list = segments_[index_].list;
    for (std::size_t i = index_; i < segments_.size() && segments_[i].list == list; ++i) {
      kinds.merge(KindsIn(segments_[i].range));
      if (kinds.size() >= 2) return true;
    }
    return false;
  }

  // "Rengøring: daglig rengøring og …", or an item of several lines.
  bool IsOneTask(Range item) const {
    return item.end - item.begin > kLongestEnumeratingItem || !LabelOf(item).empty();
  }

  // The words before a colon or a dash at the beginning of an item.
  Range LabelOf(Range item) const {
    const std::string_view clean = text_.clean(item).substr(0, kLongestLabel + 4);
    std::size_t end = std::string_view::npos;
    for (const std::string_view sign : {": ", " – ", " - ", " — ", "\t", " | "}) {
      end = std::min(end, clean.find(sign));
    }
    if (end > kLongestLabel) return {};  // npos is larger still
    return {item.begin, item.begin + end};
  }

  // The label tells what the item is about, or its first words do.
  void ReadLabelled(Range item, Rule rule) {
    for (const Piece& piece : FindPieces(reading_, HeadOf(item), {true, goods_expected_})) {
      if (piece.detail) break;
      if (!piece.work) continue;
      result_.tasks.push_back(TaskOf(item, *piece.work, rule));
      result_.tasks.back().spans = {item};
      AddFacts(result_.tasks.back(), item);
      return;
    }
  }

  // The label of an item, or its words up to the first comma.
  Range HeadOf(Range item) const {
    if (const Range label = LabelOf(item); !label.empty()) {
      return HasWork(label) ? label : Range{label.end, item.end};
    }
    const std::size_t cut = text_.clean(item).find_first_of(",;");
    return {item.begin, cut == std::string_view::npos ? item.end : item.begin + cut};
  }

  bool HasWork(Range range) const { return !Reading::Within(reading_.mentions, range).empty(); }

  void ReadUnknownItem(Range item, Rule rule) {
    if (Has(Cue::kAncillary, item) || Has(Cue::kRequirement, item) || text_.Letters(item, 3) < 3) {
      return;
    }
    Task task;
    task.rule = rule;
    task.spans = {item};
    task.label = LabelOf(item).empty() ? item : LabelOf(item);
    const auto guesses = classifier_.Classify(text_.clean(HeadOf(item)), lot_.language, prior_, 1);
    if (!guesses.empty() && guesses[0].confidence_bp >= kTellingConfidence) {
      task.code = guesses[0].code;
      task.kind = KindOf(guesses[0].code);
      task.guessed = true;
    }
    AddFacts(task, item);
    result_.tasks.push_back(std::move(task));
  }

  void ReadLot(const Segment& segment) {
    result_.only_boilerplate = false;
    Task task;
    task.rule = Rule::kLotHeading;
    task.spans = {WithoutProcedure(segment.range)};
    task.label = segment.range;
    task.lot = segment.lot;
    AddFacts(task, task.spans.front());
    for (const Piece& piece : FindPieces(reading_, task.spans.front(), {true, goods_expected_})) {
      if (!piece.work) continue;
      Name(task, *piece.work);
      break;
    }
    result_.tasks.push_back(std::move(task));
  }

  // A lot ends where the text turns to the procedure.
  Range WithoutProcedure(Range lot) const {
    Range kept{lot.begin, lot.begin};
    for (const Range sentence : Sentences(text_, lot)) {
      if (!kept.empty() && IsIdle(sentence)) break;
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
  Range intro_;  // the passage just before
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
