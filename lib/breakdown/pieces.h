#ifndef LIB_BREAKDOWN_PIECES_H_
#define LIB_BREAKDOWN_PIECES_H_

#include <optional>
#include <vector>

#include "lib/breakdown/keywords.h"
#include "lib/breakdown/reading.h"

namespace sambyd::breakdown {

// A member of an enumeration: the text between two commas or conjunctions, or a whole passage that
// enumerates nothing.
struct Piece {
  Range range;                  // trimmed, with brackets that belong to it
  std::optional<Mention> work;  // what it is about, where a trade word tells
  bool detail = false;          // stands after "herunder": belongs to the piece before
  bool bought = false;          // goods are bought here or earlier in the passage
};

// The pieces of a sentence or list item in order. Words that do not name work there (after "så",
// "hvor", "undtagen", or goods that are only cleaned or moved) leave `work` empty. A piece that
// shares its head with a later one ("murer-" in "murer-, tømrer- og malerarbejde") is read with
// that head.
std::vector<Piece> FindPieces(const Reading& reading, Range passage, bool goods_expected);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_PIECES_H_
