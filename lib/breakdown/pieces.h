#ifndef LIB_BREAKDOWN_PIECES_H_
#define LIB_BREAKDOWN_PIECES_H_

#include <optional>
#include <string_view>
#include <vector>

#include "lib/breakdown/joints.h"
#include "lib/breakdown/keywords.h"
#include "lib/breakdown/reading.h"

namespace sambyd::breakdown {

// A member of an enumeration: the text between two commas or conjunctions, or a whole passage that
// enumerates nothing.
struct Piece {
  Range range;                  // trimmed, with brackets that belong to it
  std::optional<Mention> work;  // what it is about, where a trade word tells
  std::string_view joint;       // what stands before it: ",", ";", ":", "og"; empty for the first
  bool detail = false;  // stands after "herunder", "med" or a colon: explains what is before
};

// How a passage is written.
struct PassageForm {
  bool is_item = false;         // a list item, heading or label: names work without a verb
  bool goods_expected = false;  // the notice buys goods
};

// The pieces of a passage in order. Words that do not name work there leave `work` empty: after
// "så", "hvor", "undtagen"; goods that nobody buys and objects that nobody looks after ("rengøring
// af skoler, kantiner og haller"). Pieces that share their head with a later one are read with it
// ("murer-" in "murer-, tømrer- og malerarbejde"), and bare actions are joined with the piece that
// has their object ("levering, samling og montering af møbler").
std::vector<Piece> FindPieces(const Reading& reading, Range passage, PassageForm form);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_PIECES_H_
