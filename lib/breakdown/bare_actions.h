#ifndef LIB_BREAKDOWN_BARE_ACTIONS_H_
#define LIB_BREAKDOWN_BARE_ACTIONS_H_

#include <vector>

#include "lib/breakdown/pieces.h"
#include "lib/breakdown/reading.h"

namespace sambyd::breakdown {

// Actions that say nothing without their object: "levering", "samle". Both take the pieces of one
// passage in order.

// "afhentning, sortering, vask og pakning": several bare actions in one sentence are the stages of
// one task, and the first of them that names work stands for all.
void ForgetStages(const Reading& reading, std::vector<Piece>& pieces);

// "levering, samling" + "montering af skolemøbler", "samle, rengøre" + "udlevere hjælpemidler",
// "Bühnen auf-" + "abbauen": one piece each.
std::vector<Piece> JoinBareActions(const Reading& reading, std::vector<Piece> pieces);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_BARE_ACTIONS_H_
