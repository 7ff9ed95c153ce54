#include "lib/breakdown/grouping.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

namespace sambyd::breakdown {
namespace {

constexpr domain::CpvCode kUnknownKind;

void Join(Task& into, const Task& task) {
  into.spans.insert(into.spans.end(), task.spans.begin(), task.spans.end());
  into.figures.insert(into.figures.end(), task.figures.begin(), task.figures.end());
  for (const domain::Place& place : task.places) {
    if (std::ranges::find(into.places, place) == into.places.end()) into.places.push_back(place);
  }
}

std::set<domain::CpvCode> KnownKinds(const std::vector<Task>& tasks) {
  std::set<domain::CpvCode> kinds;
  for (const Task& task : tasks) {
    if (task.kind != kUnknownKind) kinds.insert(task.kind);
  }
  return kinds;
}

// The kinds of work of a list's items; where every item has its amount, those of unknown kind count
// too.
struct ListKinds {
  std::set<domain::CpvCode> known;
  std::size_t unknown = 0;
  bool all_priced = true;

  std::size_t count() const { return known.size() + (all_priced ? unknown : 0); }
};

std::map<int, ListKinds> KindsOfLists(const std::vector<Task>& tasks) {
  std::map<int, ListKinds> lists;
  for (const Task& task : tasks) {
    if (task.list < 0 || task.rest) continue;
    ListKinds& kinds = lists[task.list];
    kinds.all_priced = kinds.all_priced && IsPriced(task);
    if (task.kind == kUnknownKind) {
      ++kinds.unknown;
    } else {
      kinds.known.insert(task.kind);
    }
  }
  return lists;
}

// Trade words tell at least two kinds apart, or the items of a list have values of their own; the
// classifier alone only where it knows every task.
bool AreToldApart(const std::vector<Task>& tasks) {
  std::vector<Task> named;
  bool all_known = true;
  for (const Task& task : tasks) {
    if (!task.guessed || task.apart) named.push_back(task);
    all_known = all_known && (task.kind != kUnknownKind || task.rest);
  }
  const auto apart = std::ranges::count_if(
      tasks, [](const Task& task) { return task.apart && task.kind == kUnknownKind; });
  if (KnownKinds(named).size() + static_cast<std::size_t>(apart) >= 2) return true;
  if (all_known && KnownKinds(tasks).size() >= 2) return true;
  return std::ranges::any_of(KindsOfLists(tasks), [](const auto& list) {
    return list.second.all_priced && list.second.count() >= 2;
  });
}

std::vector<Task> ByLot(const std::vector<Task>& tasks) {
  std::vector<Task> lots;
  for (const Task& task : tasks) {
    if (task.lot.empty()) continue;
    const auto same = std::ranges::find(lots, task.lot, &Task::lot);
    if (same == lots.end()) {
      lots.push_back(task);
    } else {
      Join(*same, task);
    }
  }
  return lots;
}

// The list that names the most kinds of work, or -1.
int RichestList(const std::vector<Task>& tasks) {
  int richest = -1;
  std::size_t most = 1;
  for (const auto& [list, kinds] : KindsOfLists(tasks)) {
    if (kinds.count() > most) {
      most = kinds.count();
      richest = list;
    }
  }
  return richest;
}

// What names the whole goes when its parts are named: umbrella words, and beside a list of several
// kinds what stands in front of it and what later sentences mention in passing, but for more of
// what the list names without amounts.
std::vector<Task> WithoutWhole(const std::vector<Task>& tasks) {
  std::vector<Task> specific;
  std::ranges::copy_if(tasks, std::back_inserter(specific),
                       [](const Task& task) { return !task.umbrella; });
  if (KnownKinds(specific).size() < 2) specific = tasks;
  const int list = RichestList(specific);
  if (list < 0) return specific;
  std::set<domain::CpvCode> listed;
  bool all_priced = true;
  std::size_t first = specific.size();
  for (std::size_t i = 0; i < specific.size(); ++i) {
    if (specific[i].list != list) continue;
    listed.insert(specific[i].kind);
    all_priced = all_priced && (specific[i].rest || IsPriced(specific[i]));
    first = std::min(first, i);
  }
  std::vector<Task> kept;
  for (std::size_t i = 0; i < specific.size(); ++i) {
    const bool beside = specific[i].list < 0 && (i < first || specific[i].narrated);
    if (!beside || (listed.contains(specific[i].kind) && !all_priced)) kept.push_back(specific[i]);
  }
  return kept;
}

// Two items of a list or two members of an enumeration, each with a value of its own.
bool ArePricedApart(const Task& left, const Task& right) {
  const bool one_item = left.list >= 0 && left.item == right.item;
  return left.list == right.list && !one_item && IsPriced(left) && IsPriced(right);
}

// One part for each known kind. A task without one stands for itself in a list that names several
// kinds; elsewhere it says too little.
std::vector<Task> ByKind(const std::vector<Task>& tasks) {
  const int list = RichestList(tasks);
  std::vector<Task> parts;
  for (const Task& task : tasks) {
    if (task.rest) continue;
    if (task.kind == kUnknownKind) {
      const bool among_sections = task.heading && !task.body.empty();
      if ((task.list == list && list >= 0) || among_sections || task.apart) parts.push_back(task);
      continue;
    }
    const auto same = std::ranges::find_if(parts, [&](const Task& part) {
      return part.kind == task.kind && !ArePricedApart(part, task);
    });
    if (same == parts.end()) {
      parts.push_back(task);
    } else {
      Join(*same, task);
    }
  }
  return parts;
}

// Sections with headings are parts when two of them are about different work: a section stands for
// all it holds when its heading names its work or it holds one kind only. Else headings go, and
// what stands below them counts.
std::vector<Task> WithSections(const std::vector<Task>& tasks) {
  std::map<int, std::set<domain::CpvCode>> inner;
  for (const Task& task : tasks) {
    if (!task.heading && task.section >= 0 && task.kind != kUnknownKind) {
      inner[task.section].insert(task.kind);
    }
  }
  std::map<int, domain::CpvCode> sections;
  std::set<domain::CpvCode> kinds;
  std::size_t unknown = 0;
  for (const Task& task : tasks) {
    if (!task.heading) continue;
    const auto& held = inner[task.section];
    if (task.kind != kUnknownKind && !task.umbrella) {
      sections[task.section] = task.kind;
    } else if (held.size() == 1) {
      sections[task.section] = *held.begin();
    } else if (task.apart) {
      sections[task.section] = kUnknownKind;
      ++unknown;
      continue;
    } else {
      continue;
    }
    kinds.insert(sections[task.section]);
  }
  const bool split = kinds.size() + unknown >= 2;
  std::vector<Task> kept;
  for (const Task& task : tasks) {
    const bool in_section = split && sections.contains(task.section);
    if (split && task.narrated && !sections.contains(task.section)) continue;
    const bool unknown_section = split && task.heading && inner[task.section].empty();
    if (task.heading ? !in_section && !unknown_section : in_section) {
      const bool only_heading =
          task.heading && !split && inner[task.section].empty() && task.kind != kUnknownKind;
      if (!only_heading) continue;
    }
    kept.push_back(task);
    if (!task.heading || !split) continue;
    if (in_section) kept.back().kind = sections[task.section];
    kept.back().umbrella = false;
    kept.back().spans.insert(kept.back().spans.end(), task.body.begin(), task.body.end());
  }
  return kept;
}

// "Øvrige opgaver" of a list become the remainder.
void AddRemainder(const std::vector<Task>& tasks, std::vector<Task>& parts) {
  Task rest;
  for (const Task& task : tasks) {
    if (!task.rest) continue;
    if (rest.spans.empty()) {
      rest = task;
    } else {
      Join(rest, task);
    }
  }
  if (!rest.spans.empty()) parts.push_back(rest);
}

// One part for each place, where every task has exactly one and they differ.
std::vector<Task> ByPlace(const std::vector<Task>& tasks) {
  std::vector<Task> parts;
  for (const Task& task : tasks) {
    if (task.places.empty() && task.rule != Rule::kPlaces) continue;
    if (task.places.size() != 1) return {};
    const auto same = std::ranges::find_if(parts, [&](const Task& part) {
      return part.places == task.places && part.town == task.town;
    });
    if (same == parts.end()) {
      parts.push_back(task);
    } else {
      Join(*same, task);
    }
  }
  const bool divided = std::ranges::all_of(parts, [](const Task& part) {
    return part.rule == Rule::kPlaces || (part.list >= 0 && !part.figures.empty());
  });
  if (!divided || parts.size() < 2) return {};
  for (Task& part : parts) part.rule = Rule::kPlaces;
  return parts;
}

}  // namespace

Grouping GroupTasks(const TaskList& list) {
  Grouping grouping;
  grouping.parts = ByLot(list.tasks);
  if (grouping.parts.size() >= 2) return grouping;
  if (list.declared_whole) return {{}, NoSplitReason::kDeclared};
  if (!list.paragraphs.empty()) return {list.paragraphs, NoSplitReason::kSplit};
  const std::vector<Task> tasks = WithoutWhole(WithSections(list.tasks));
  if (AreToldApart(tasks)) {
    grouping.parts = ByKind(tasks);
    AddRemainder(tasks, grouping.parts);
    return grouping;
  }
  grouping.parts = ByPlace(tasks);
  if (grouping.parts.size() >= 2) return grouping;
  grouping.parts.clear();
  if (list.place_list) {
    grouping.no_split = NoSplitReason::kOnePlaceList;
  } else if (!tasks.empty()) {
    grouping.no_split = NoSplitReason::kOneTask;
  } else if (list.only_boilerplate) {
    grouping.no_split = NoSplitReason::kBoilerplate;
  } else {
    grouping.no_split = NoSplitReason::kNoForm;
  }
  return grouping;
}

}  // namespace sambyd::breakdown
