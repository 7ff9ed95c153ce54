#include "lib/breakdown/tasks.h"

#include <algorithm>
#include <cstddef>
#include <set>

#include "lib/breakdown/pieces.h"

namespace sambyd::breakdown {
namespace {

using Form = Segment::Form;

// Below this a guess of the classifier does not tell list items apart.
constexpr int kTellingConfidence = 4500;
// Items longer than this describe one task rather than enumerate several.
constexpr std::size_t kLongestEnumeratingItem = 110;
constexpr std::size_t kLongestLabel = 60;

class TaskReader {
 public:
  TaskReader(const Reading& reading, const std::vector<Segment>& segments, const LotText& lot,
             const Classifier& classifier)
      : reading_(reading),
        text_(reading.text),
        segments_(segments),
        lot_(lot),
        classifier_(classifier) {
    goods_expected_ = lot.cpv_main && lot.cpv_main->number() < 45'000'000;
    if (lot.cpv_main) prior_.push_back(*lot.cpv_main);
    prior_.insert(prior_.end(), lot.cpv_additional.begin(), lot.cpv_additional.end());
  }

  TaskList Read() {
    for (index_ = 0; index_ < segments_.size(); ++index_) {
      const Segment& segment = segments_[index_];
      switch (segment.form) {
        case Form::kHeading:
          ReadHeading(segment);
          break;
        case Form::kSentence:
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
    return std::move(result_);
  }

 private:
  void ReadHeading(const Segment& segment) {
    heading_ = segment.range;
    const bool idle = Has(Cue::kHeading, segment.range) || Has(Cue::kBoilerplate, segment.range);
    const bool work = HasActivity(segment.range);
    section_is_idle_ = idle && !work;
    intro_ = segment.range;
    if (!work || section_is_idle_) return;
    ReadEnumeration(segment.range, Rule::kHeadings);
  }

  void ReadSentence(Range sentence) {
    intro_ = sentence;
    if (section_is_idle_) return;
    if (IsIdle(sentence)) return;
    result_.only_boilerplate = false;
    if (Has(Cue::kOption, sentence) && !HasActivity(sentence)) return;
    if (ReadPlaces(sentence)) return;
    ReadEnumeration(sentence, Has(Cue::kOption, sentence) ? Rule::kOption : Rule::kEnumeration);
  }

  // Procedure, demands on the supplier, exclusions. A sentence that enumerates work counts as work
  // even when it names the tenderers.
  bool IsIdle(Range passage) const {
    if (Has(Cue::kRequirement, passage) || Has(Cue::kExcluded, passage)) return true;
    return Has(Cue::kBoilerplate, passage) && KindsIn(passage) < 2;
  }

  std::size_t KindsIn(Range passage) const {
    std::set<domain::CpvCode> kinds;
    for (const Mention& mention : Reading::Within(reading_.mentions, passage)) {
      if (mention.IsActivity() || goods_expected_) kinds.insert(KindOf(mention.code));
    }
    return kinds.size();
  }

  bool Has(Cue cue, Range range) const { return reading_.Has(cue, range); }

  bool HasActivity(Range range) const {
    return std::ranges::any_of(Reading::Within(reading_.mentions, range), &Mention::IsActivity);
  }

  // One task for each piece that names work; pieces that name none belong to the piece before.
  void ReadEnumeration(Range passage, Rule rule) {
    Task* last = nullptr;
    for (const Piece& piece : FindPieces(reading_, passage, goods_expected_)) {
      const bool opens = piece.work && (!piece.detail || last == nullptr || last->umbrella);
      if (opens) {
        result_.tasks.push_back(TaskOf(piece.range, *piece.work, rule));
        last = &result_.tasks.back();
      } else if (last != nullptr) {
        last->spans.back().end = piece.range.end;
      }
    }
    CollectFacts(passage);
  }

  Task TaskOf(Range range, const Mention& work, Rule rule) const {
    Task task;
    task.rule = rule;
    task.spans = {{NarrowBegin(range, work.range), range.end}};
    task.label = work.range;
    task.code = work.code;
    task.kind = KindOf(work.code);
    task.umbrella = Has(Cue::kUmbrella, work.range);
    return task;
  }

  // Evidence begins at the trade word, or at the figure before it, not at "Opgaven omfatter".
  std::size_t NarrowBegin(Range piece, Range work) const {
    std::size_t begin = work.begin;
    for (const Figure& figure : Reading::Within(reading_.figures, {piece.begin, work.begin})) {
      begin = std::min(begin, figure.range.begin);
    }
    return begin;
  }

  // Figures and places of the tasks read last from this passage.
  void CollectFacts(Range passage) {
    for (auto task = result_.tasks.rbegin(); task != result_.tasks.rend(); ++task) {
      if (task->spans.front().begin < passage.begin) break;
      AddFacts(*task, task->spans.front());
    }
  }

  void AddFacts(Task& task, Range range) const {
    for (const Figure& figure : Reading::Within(reading_.figures, range)) {
      if (!figure.total) task.figures.push_back(figure);
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
    if (places.size() < 2 || KindsIn(sentence) > 1) return false;
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
    for (Task& task : tasks) result_.tasks.push_back(std::move(task));
    return true;
  }

  // Without the comma, bracket or "og" that leads to the next place.
  Range WithoutJoint(Range range) const {
    for (range = text_.Trim(range); !range.empty(); range = text_.Trim(range)) {
      const char last = text_.clean()[range.end - 1];
      if (last == ',' || last == ';' || last == '(') {
        --range.end;
      } else if (text_.folded(range).ends_with(" og") || text_.folded(range).ends_with(" i")) {
        range.end -= text_.folded(range).ends_with(" i") ? std::size_t{2} : std::size_t{3};
      } else {
        break;
      }
    }
    return range;
  }

  void ReadItem(const Segment& segment) {
    const bool first = index_ == 0 || segments_[index_ - 1].list != segment.list;
    if (first) OpenList(segment);
    if (list_is_idle_) return;
    if (Has(Cue::kBoilerplate, segment.range) && !HasActivity(segment.range)) return;
    if (Has(Cue::kExcluded, segment.range)) return;
    result_.only_boilerplate = false;
    const bool option = Has(Cue::kOption, segment.range);
    const std::size_t before = result_.tasks.size();
    if (ItemIsOneTask(segment.range)) {
      ReadLongItem(segment.range);
    } else {
      ReadEnumeration(segment.range, option ? Rule::kOption : Rule::kList);
    }
    if (result_.tasks.size() == before) ReadUnknownItem(segment.range);
    for (std::size_t i = before; i < result_.tasks.size(); ++i) {
      Task& task = result_.tasks[i];
      task.list = segment.list;
      if (task.rule == Rule::kEnumeration) task.rule = Rule::kList;
    }
    if (result_.tasks.size() == before + 1) result_.tasks.back().spans = {segment.range};
  }

  // Decides from its introduction what a list is for.
  void OpenList(const Segment&) {
    const Range intro = intro_;
    list_is_idle_ = section_is_idle_;
    if (intro.empty()) return;
    const bool addresses = Has(Cue::kAddresses, intro);
    const bool others = Has(Cue::kRequirement, intro) || Has(Cue::kFeatures, intro) ||
                        Has(Cue::kOrganisation, intro) || Has(Cue::kBoilerplate, intro) ||
                        Has(Cue::kExcluded, intro);
    const bool items_are_work = ItemsNameWork() || Has(Cue::kDivision, intro);
    if (addresses && !items_are_work) result_.place_list = true;
    if ((addresses || others) && !items_are_work) list_is_idle_ = true;
    if (Has(Cue::kRequirement, intro)) list_is_idle_ = true;
  }

  // At least two kinds of work stand in the list that begins here.
  bool ItemsNameWork() const {
    std::set<domain::CpvCode> kinds;
    const int list = segments_[index_].list;
    for (std::size_t i = index_; i < segments_.size() && segments_[i].list == list; ++i) {
      for (const Mention& mention : Reading::Within(reading_.mentions, segments_[i].range)) {
        if (mention.IsActivity() || goods_expected_) kinds.insert(KindOf(mention.code));
      }
      if (kinds.size() >= 2) return true;
    }
    return false;
  }

  // "Rengøring: daglig rengøring og …", or an item of several lines.
  bool ItemIsOneTask(Range item) const {
    return item.end - item.begin > kLongestEnumeratingItem || !LabelOf(item).empty();
  }

  // The words before a colon or a dash at the beginning of an item.
  Range LabelOf(Range item) const {
    const std::string_view clean = text_.clean(item);
    std::size_t end = std::string_view::npos;
    for (const std::string_view sign : {":", " – ", " - ", " — ", "\t", " | "}) {
      end = std::min(end, clean.find(sign));
    }
    if (end == std::string_view::npos || end > kLongestLabel) return {};
    return {item.begin, item.begin + end};
  }

  // The label tells what the item is about; without one its first trade word does.
  void ReadLongItem(Range item) {
    const Range label = LabelOf(item);
    for (const Range where : {label, item}) {
      for (const Piece& piece : FindPieces(reading_, where, goods_expected_)) {
        if (!piece.work) continue;
        result_.tasks.push_back(TaskOf(item, *piece.work, Rule::kList));
        result_.tasks.back().spans = {item};
        AddFacts(result_.tasks.back(), item);
        return;
      }
    }
  }

  void ReadUnknownItem(Range item) {
    if (Has(Cue::kAncillary, item) || Has(Cue::kRequirement, item) || text_.Letters(item, 3) < 3) {
      return;
    }
    Task task;
    task.rule = Has(Cue::kOption, item) ? Rule::kOption : Rule::kList;
    task.spans = {item};
    task.label = LabelOf(item).empty() ? item : LabelOf(item);
    task.rest = Has(Cue::kRest, item);
    const auto guesses = classifier_.Classify(text_.clean(item), lot_.language, prior_, 1);
    if (!guesses.empty() && guesses[0].confidence_bp >= kTellingConfidence) {
      task.code = guesses[0].code;
      task.kind = KindOf(guesses[0].code);
    }
    AddFacts(task, item);
    result_.tasks.push_back(task);
  }

  void ReadLot(const Segment& segment) {
    result_.only_boilerplate = false;
    Task task;
    task.rule = Rule::kLotHeading;
    task.spans = {segment.range};
    task.label = segment.range;
    task.lot = segment.lot;
    AddFacts(task, segment.range);
    for (const Piece& piece : FindPieces(reading_, segment.range, goods_expected_)) {
      if (!piece.work) continue;
      task.code = piece.work->code;
      task.kind = KindOf(piece.work->code);
      break;
    }
    result_.tasks.push_back(task);
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
  Range heading_;
  Range intro_;  // the passage just before
  bool section_is_idle_ = false;
  bool list_is_idle_ = false;
};

}  // namespace

TaskList FindTasks(const Reading& reading, const std::vector<Segment>& segments, const LotText& lot,
                   const Classifier& classifier) {
  return TaskReader(reading, segments, lot, classifier).Read();
}

}  // namespace sambyd::breakdown
