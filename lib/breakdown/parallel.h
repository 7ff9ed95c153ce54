#ifndef LIB_BREAKDOWN_PARALLEL_H_
#define LIB_BREAKDOWN_PARALLEL_H_

#include <vector>

#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// The paragraphs of a text that consists of nothing but paragraphs built alike, as the lots of one
// notice written one below the other: each a line of some length without a list marker, most of
// them sharing many words with the one before or opening as it does. A text on one line is cut
// where its first words come again. Empty when the text is not of this kind. Knows no
// language.
std::vector<Range> FindParallelParagraphs(const Text& text);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_PARALLEL_H_
