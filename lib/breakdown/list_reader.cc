#include "lib/breakdown/list_reader.h"

#include <algorithm>
#include <set>

#include "lib/breakdown/actions.h"
#include "lib/breakdown/enumeration.h"
#include "lib/breakdown/facts.h"
#include "lib/breakdown/numbers.h"
#include "lib/breakdown/passages.h"

namespace sambyd::breakdown {
namespace {

using Form = Segment::Form;

// Items longer than this describe one task rather than enumerate several.
constexpr std::size_t kLongestShortItem = 90;
constexpr std::size_t kFewestItems = 3;
constexpr std::size_t kMostGuessedItems = 20;
constexpr std::size_t kFewestTrades = 2, kFewestGoods = 4;  // divisions of the CPV
constexpr int kLeastHint = 3500;  // confidence of a guess that hints at the kind of an item
constexpr std::size_t kWordLetters = 3;

}  // namespace

ListReader::ListReader(const Reading& reading, const std::vector<Segment>& segments,
                       const LotText& lot, const Classifier& classifier)
    : reading_(reading),
      text_(reading.text),
      segments_(segments),
      lot_(lot),
      classifier_(classifier) {}

bool ListReader::Read(std::size_t index, Range intro, bool idle, TaskList& result) {
  const Segment& item = segments_[index];
  const bool first = index == 0 || segments_[index - 1].list != item.list;
  if (first) Open(index, intro, idle, result);
  ++item_;
  if (is_idle_ || TieFigureOfItem(item, result.tasks)) return false;
  if (first && item.form == Form::kRow && IsTableHead(index)) {
    table_head_ = item.range;
    return false;
  }
  if (Has(Cue::kBoilerplate, item.range) && !NamesActivity(reading_, item.range)) return false;
  if (Has(Cue::kExcluded, item.range) || SumsUp(item.range)) return false;
  ReadItem(item, result.tasks);
  return true;
}

// "I alt | | 100 %": the row below the others.
bool ListReader::SumsUp(Range item) const {
  static constexpr std::array<std::string_view, 8> kSums = {"i alt", "total", "totalt", "sum",
                                                            "summe", "summa", "samlet", "gesamt"};
  const std::string_view folded = text_.folded(item);
  return !Reading::Within(reading_.figures, item).empty() &&
         std::ranges::any_of(kSums, [&](std::string_view sum) {
           return folded.starts_with(sum) && text_.IsWordBoundary(item.begin + sum.size());
         });
}

// Decides from its introduction what a list is for.
void ListReader::Open(std::size_t index, Range intro, bool idle, TaskList& result) {
  item_ = 0;
  lists_tasks_ = ItemsAreActions(index) || (AnnouncesTasks(intro) && !NamesWork(result.tasks) &&
                                            ItemsAreShort(index) && ItemsAreUnlike(index));
  table_head_ = NamesColumns(intro) ? intro : Range{};
  is_idle_ = idle;
  if (intro.empty()) return;
  if (Has(Cue::kRequirement, intro)) is_idle_ = true;
  if (IntroIsTheTask(intro) && !Has(Cue::kDivision, intro)) is_idle_ = true;
  if (Has(Cue::kDivision, intro) || ItemsNameWork(index)) return;
  if (Has(Cue::kAddresses, intro)) result.place_list = is_idle_ = true;
  if (Has(Cue::kFeatures, intro) || Has(Cue::kOrganisation, intro) ||
      Has(Cue::kBoilerplate, intro) || Has(Cue::kExcluded, intro)) {
    is_idle_ = true;
  }
}

// "Rengøringen af busserne omfatter:" describes that one task.
bool ListReader::IntroIsTheTask(Range intro) const {
  const auto mentions = Reading::Within(reading_.mentions, intro);
  if (mentions.empty() || !mentions.front().IsActivity()) return false;
  const Range work = mentions.front().range;
  return text_.Letters({intro.begin, work.begin}, 1) == 0 && !IsUmbrella(reading_, work) &&
         Has(Cue::kScope, {work.end, intro.end}) && text_.clean()[intro.end - 1] == ':';
}

// At least two kinds of work stand in the list that begins here.
bool ListReader::ItemsNameWork(std::size_t index) const {
  std::set<domain::CpvCode> kinds;
  const int list = segments_[index].list;
  for (std::size_t i = index; i < segments_.size() && segments_[i].list == list; ++i) {
    kinds.merge(KindsIn(reading_, segments_[i].range, BuysGoods(lot_)));
    if (kinds.size() >= 2) return true;
  }
  return false;
}

// "fejning af p-kældre", "aflæsning af målere": each item of the list is an action of its own, and
// not a step of the one trade that the lot's code names.
bool ListReader::ItemsAreActions(std::size_t index) const {
  if (lot_.cpv_main && lot_.cpv_main->SignificantDigits() >= kOneTrade) return false;
  std::size_t items = 0;
  const int list = segments_[index].list;
  for (std::size_t i = index; i < segments_.size() && segments_[i].list == list; ++i, ++items) {
    const Range item = segments_[i].range;
    if (ActionOnObject(reading_, item).empty() && !NamesActivity(reading_, item)) return false;
  }
  return items >= kFewestActions;
}

// "Følgende ydelser skal udføres:", "Upphandlingen gäller:", not "Rengøringen omfatter:", "Maskinen
// skal have:".
bool ListReader::AnnouncesTasks(Range intro) const {
  const Range opening{intro.begin, std::min(intro.end, intro.begin + kSubject)};
  if (intro.empty() || NamesActivity(reading_, intro) || Has(Cue::kSupplier, opening)) return false;
  return Has(Cue::kUmbrella, intro) ||
         (Has(Cue::kNeutralHeading, intro) && Has(Cue::kScope, intro));
}

// Work of a trade was named before, or by the title as by the lot's code, so that the list tells of
// its steps.
bool ListReader::NamesWork(const std::vector<Task>& tasks) const {
  const Text title(lot_.title);
  const auto titled = FindMentions(title, {0, title.size()});
  if (lot_.cpv_main && titled.size() == 1 && titled.front().IsActivity() &&
      KindOf(titled.front().code) == KindOf(*lot_.cpv_main)) {
    return true;
  }
  return std::ranges::any_of(
      tasks, [](const Task& task) { return task.code && !task.guessed && !task.umbrella; });
}

// Each item of the list is a few words, none of them about how the work is done.
bool ListReader::ItemsAreShort(std::size_t index) const {
  std::size_t items = 0;
  const int list = segments_[index].list;
  for (std::size_t i = index; i < segments_.size() && segments_[i].list == list; ++i, ++items) {
    const Range item = segments_[i].range;
    if (item.end - item.begin > kLongestShortItem || Has(Cue::kAncillary, item) ||
        Has(Cue::kRequirement, item) || Has(Cue::kBoilerplate, item)) {
      return false;
    }
  }
  return items >= kFewestItems;
}

// The classifier guesses items of several divisions among the first of the list: of more where
// goods are bought, as one dealer has many.
bool ListReader::ItemsAreUnlike(std::size_t index) const {
  std::set<domain::CpvCode> divisions;
  std::size_t items = 0;
  const int list = segments_[index].list;
  const std::size_t last = std::min(segments_.size(), index + kMostGuessedItems);
  for (std::size_t i = index; i < last && segments_[i].list == list; ++i, ++items) {
    const std::string_view words = text_.clean(HeadOf(reading_, segments_[i].range));
    const auto guesses = classifier_.Classify(words, lot_.language, OwnCodes(lot_), 1);
    if (!guesses.empty() && guesses[0].confidence_bp >= kLeastHint) {
      divisions.insert(guesses[0].code.Prefix(2));
    }
  }
  return divisions.size() >= (BuysGoods(lot_) ? std::min(kFewestGoods, items) : kFewestTrades);
}

// The first row names the columns when it has no figure and the next one has, or when it names a
// currency and no digit.
bool ListReader::IsTableHead(std::size_t index) const {
  const Segment& row = segments_[index];
  if (index + 1 >= segments_.size() || segments_[index + 1].list != row.list) return false;
  if (!Reading::Within(reading_.figures, row.range).empty()) return false;
  return NamesColumns(row.range) ||
         !Reading::Within(reading_.figures, segments_[index + 1].range).empty();
}

bool ListReader::NamesColumns(Range line) const {
  return std::ranges::none_of(text_.clean(line), IsAsciiDigit) &&
         !ColumnCurrency(reading_, line).empty();
}

// "(a) DKK 1,500,000, (b) …": the amounts of the items of an earlier list.
bool ListReader::TieFigureOfItem(const Segment& item, std::vector<Task>& tasks) const {
  const auto figures = Reading::Within(reading_.figures, item.range);
  if (figures.empty() || figures.front().range.begin != item.range.begin) return false;
  const Range rest{figures.front().range.end, item.range.end};
  if (text_.Letters(rest, kWordLetters) >= kWordLetters) return false;
  const auto named = std::find_if(tasks.rbegin(), tasks.rend(), [&](const Task& task) {
    return task.item == item_ && task.list != item.list;
  });
  if (named == tasks.rend()) return false;
  named->figures.push_back(figures.front());
  return true;
}

void ListReader::ReadItem(const Segment& item, std::vector<Task>& tasks) const {
  const std::size_t before = tasks.size();
  const Rule rule = Has(Cue::kOption, item.range) ? Rule::kOption : Rule::kList;
  if (Has(Cue::kRest, item.range)) {
    AddRest(item.range, tasks);
  } else if (NamesTradesOnly(reading_, lot_, item.range)) {
    std::ranges::move(FindEnumeratedTasks(reading_, lot_, item.range, true, rule, {}),
                      std::back_inserter(tasks));
  } else if (auto task = FindLabelledTask(reading_, lot_, item.range, rule)) {
    tasks.push_back(*task);
  }
  if (tasks.size() == before) ReadUnknownItem(item.range, rule, tasks);
  for (std::size_t i = before; i < tasks.size(); ++i) {
    tasks[i].list = item.list;
    tasks[i].item = item_;
    if (item.form == Form::kRow) AddColumnAmount(reading_, table_head_, item.range, tasks[i]);
  }
  if (tasks.size() == before + 1) tasks.back().spans = {item.range};
}

void ListReader::AddRest(Range item, std::vector<Task>& tasks) const {
  Task task;
  task.rest = true;
  task.rule = Rule::kRemainder;
  task.spans = {item};
  task.label = item;
  AddFacts(reading_, item, task);
  tasks.push_back(std::move(task));
}

void ListReader::ReadUnknownItem(Range item, Rule rule, std::vector<Task>& tasks) const {
  Task task;
  AddFacts(reading_, item, task);
  // "Bemanding af pladsen, anslået 4,2 mio. kr." is bought, reporting comes along.
  if ((Has(Cue::kAncillary, item) && !IsPriced(task)) || Has(Cue::kRequirement, item) ||
      text_.Letters(item, kWordLetters) < kWordLetters) {
    return;
  }
  task.rule = rule;
  task.spans = {item};
  task.label = LabelOf(text_, item).empty() ? item : LabelOf(text_, item);
  task.apart = lists_tasks_;
  GuessKind(reading_, lot_, classifier_, HeadOf(reading_, item), task);
  tasks.push_back(std::move(task));
}

}  // namespace sambyd::breakdown
