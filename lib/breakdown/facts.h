#ifndef LIB_BREAKDOWN_FACTS_H_
#define LIB_BREAKDOWN_FACTS_H_

#include <string_view>
#include <vector>

#include "lib/breakdown/reading.h"
#include "lib/breakdown/tasks.h"

namespace sambyd::breakdown {

// Adds the first amount, share and quantity of a passage to a task, and its places. Totals belong
// to the whole, but for those of a section: "Budget: 450.000 kr." below its heading.
void AddFacts(const Reading& reading, Range passage, Task& task);

// The currency of a column of amounts: that of its heading, or where the heading says "Budget" or
// "Beløb" alone that of the first amount of the text. Empty for other columns.
std::string_view ColumnCurrency(const Reading& reading, Range heading);

// Gives a row of a table the bare number in its column of amounts, where the heading names the
// currency ("Ydelse | Antal | Beløb i DKK").
void AddColumnAmount(const Reading& reading, Range heading, Range row, Task& task);

// Ties the figures of a sentence without new work to the tasks named before it: by the letters or
// numbers of their list ("(a) 900.000 kr., (b) …"), else each to the nearest trade word of its
// clause; without trade words to the one task before it.
void TieFigures(const Reading& reading, Range sentence, std::vector<Task>& tasks);

// Gives the figures of a sentence with "hhv." or "respectively" to the last tasks, one each in
// order; the tasks may stand in the same sentence. False when their numbers differ.
bool TieRespectively(const Reading& reading, Range sentence, std::vector<Task>& tasks);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_FACTS_H_
