#ifndef LIB_BREAKDOWN_PASSAGES_H_
#define LIB_BREAKDOWN_PASSAGES_H_

#include <set>

#include "lib/breakdown/reading.h"

namespace sambyd::breakdown {

// What a passage of a text speaks of, as its words tell. All linear in the passage.

// Any trade word, of work, goods or an object of work.
bool NamesAnything(const Reading& reading, Range passage);

// Work by itself: not goods, nor a thing that work is done to.
bool NamesActivity(const Reading& reading, Range passage);

// The kinds of work that a passage names, and of goods where the notice buys goods.
std::set<domain::CpvCode> KindsIn(const Reading& reading, Range passage, bool goods_expected);

// A trade word that is a word for the whole as well ("arrangement"), not only at its end ("grønne
// områder").
bool IsUmbrella(const Reading& reading, Range work);

// Procedure, demands on the supplier or on a product, exclusions. A sentence that enumerates work
// counts as work even when it names the tenderers, or what they "skal kunne".
bool IsIdle(const Reading& reading, Range passage, bool goods_expected);

// The words before a colon, a dash, a tab or a bar at the beginning of an item; empty when there
// are none.
Range LabelOf(const Text& text, Range item);

// The label of an item that names something, else what follows it; without a label its words up to
// the first comma.
Range HeadOf(const Reading& reading, Range item);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_PASSAGES_H_
