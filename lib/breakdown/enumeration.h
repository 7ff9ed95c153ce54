#ifndef LIB_BREAKDOWN_ENUMERATION_H_
#define LIB_BREAKDOWN_ENUMERATION_H_

#include <optional>
#include <set>
#include <vector>

#include "lib/breakdown/keywords.h"
#include "lib/breakdown/reading.h"
#include "lib/breakdown/tasks.h"

namespace sambyd::breakdown {

// Names a task by a trade word. What the lot's own code covers is one kind of work, where that code
// is a narrow one.
void NameTask(const Reading& reading, const LotText& lot, const Mention& work, Task& task);

// A task named by the trade word, with the evidence [range, narrowed to where it speaks of it].
Task MakeTask(const Reading& reading, const LotText& lot, Range range, const Mention& work,
              Rule rule);

// One task for each piece of a passage that names work, with its facts. A piece without a trade
// word is a task of unknown kind where each piece has its own amount or share, or where it looks
// like work ("pasning af bassinet") and the passage and the kinds `known` before it are several;
// else it belongs to the piece before.
std::vector<Task> FindEnumeratedTasks(const Reading& reading, const LotText& lot, Range passage,
                                      bool is_item, Rule rule,
                                      const std::set<domain::CpvCode>& known);

// An item without a label names several tasks where each member of its enumeration is a trade by
// itself: "el- og vvs-arbejde", not "opstilling af scener, telte og hegn".
bool NamesTradesOnly(const Reading& reading, const LotText& lot, Range item);

// The task that the label of an item or sentence names, or else its first words.
std::optional<Task> FindLabelledTask(const Reading& reading, const LotText& lot, Range item,
                                     Rule rule);

// Gives a task without a trade word the kind that the classifier guesses from the words, where it
// is sure enough to tell tasks apart.
void GuessKind(const Reading& reading, const LotText& lot, const Classifier& classifier,
               Range words, Task& task);

// The passage names three or more actions, each on an object of its own: "vask af tekstiler,
// transport af patienter, levering af mad"; as nouns or as verbs (ListsVerbs).
bool ListsActions(const Reading& reading, Range passage);

// At least two neighbouring pieces of a passage, and all between the first and the last that do,
// have an amount or share of their own.
bool HasPricedPieces(const Reading& reading, Range passage);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_ENUMERATION_H_
