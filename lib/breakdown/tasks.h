#ifndef LIB_BREAKDOWN_TASKS_H_
#define LIB_BREAKDOWN_TASKS_H_

#include <optional>
#include <string>
#include <vector>

#include "lib/breakdown/breakdown.h"
#include "lib/breakdown/reading.h"
#include "lib/breakdown/segmenter.h"

namespace sambyd::breakdown {

// Work that a text names, before it is decided whether it becomes a part.
struct Task {
  Rule rule = Rule::kList;
  std::vector<Range> spans;             // ascending
  std::vector<Range> body;              // of a heading: the passages under it
  Range label;                          // the words that name it
  std::optional<domain::CpvCode> code;  // from its trade word, or from the classifier
  domain::CpvCode kind;                 // KindOf(code); 0 when the code is unknown
  std::string lot;                      // the lot's name in the text, else empty
  int list = -1;                        // the list it stands in
  int item = 0;                         // its number in the list, from 1; 0 elsewhere
  int section = -1;                     // the section it stands in or heads
  bool heading = false;                 // heads a section
  bool guessed = false;                 // the code is a guess of the classifier, not a trade word
  bool umbrella = false;                // names the whole: "facility service", "festival"
  bool rest = false;                    // "øvrige opgaver"
  bool apart = false;                   // stands among other work, though its own kind is unknown
  bool tentative = false;               // nothing but its trade word says that it is work
  bool narrated = false;                // told in a sentence, and not announced by "desuden"
  std::vector<Figure> figures;
  std::vector<domain::Place> places;
  std::string town;  // of a region that several towns share; empty elsewhere
};

// The text gives the task a value of its own.
bool IsPriced(const Task& task);

// What a text says about its work.
struct TaskList {
  std::vector<Task> tasks;       // in the order of the text
  std::vector<Task> paragraphs;  // one for each of several paragraphs built alike
  bool only_boilerplate = true;  // no passage speaks of anything else
  bool place_list = false;       // one service in a list of places or addresses
  bool declared_whole = false;   // the text says that it cannot be divided
};

// Significant digits from which a code names one trade.
inline constexpr int kOneTrade = 6;

// The lot's own codes tell that goods are bought.
bool BuysGoods(const LotText& lot);

// The lot's own codes, the main one first.
std::vector<domain::CpvCode> OwnCodes(const LotText& lot);

// Reads the tasks of a text. Passages about the procedure, the supplier, addresses or the features
// of a product give no tasks.
TaskList FindTasks(const Reading& reading, const std::vector<Segment>& segments, const LotText& lot,
                   const Classifier& classifier);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_TASKS_H_
