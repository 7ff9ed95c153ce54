#ifndef LIB_BREAKDOWN_JOINTS_H_
#define LIB_BREAKDOWN_JOINTS_H_

#include <string_view>
#include <vector>

#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// What stands between two joints of a passage, trimmed and not empty.
struct Cut {
  Range range;
  std::string_view joint;  // what stands before it: ",", ";", ":", "og"; empty for the first
};

// Cuts a passage at commas, semicolons, colons and conjunctions outside brackets. ", og" opens a
// new clause and counts as "samt", as does "mens".
std::vector<Cut> CutAtJoints(const Text& text, Range passage);

// "og", "and", "&": the last of an enumeration follows.
bool IsConjunction(std::string_view joint);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_JOINTS_H_
