#ifndef LIB_BREAKDOWN_PART_TITLE_H_
#define LIB_BREAKDOWN_PART_TITLE_H_

#include <string>

#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// A name for a part, of the first words of its passage: the words before a colon ("Vask: Uniformer
// vaskes …"), or the first sentence; one that is too long ends at a comma or at a word, with "…".
// At most 83 bytes.
std::string PartTitle(const Text& text, Range passage);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_PART_TITLE_H_
