#ifndef LIB_BREAKDOWN_ACTIONS_H_
#define LIB_BREAKDOWN_ACTIONS_H_

#include <string_view>

#include "lib/breakdown/reading.h"

namespace sambyd::breakdown {

// How texts say what is done, whatever the trade. Words are folded to lower case.

// "pasning", "Betreuung", "bemanning".
bool IsActionNoun(std::string_view word);

// An object follows an action: "rengøring af", "cleaning of", "vask på".
bool TakesObject(std::string_view words);

// An infinitive that may stand alone in an enumeration: "rengøre", "reparere", not "pleje".
bool IsInfinitive(const Text& text, Range word);

// "vask av tekstiler", "transport of patients": the words say what is done, and to what. Returns
// the action, or nothing.
std::string_view ActionOnObject(const Reading& reading, Range piece);

// A list of so many actions names tasks though their trades are unknown.
inline constexpr std::size_t kFewestActions = 3;

// "skal lappe huller, tømme brønde og slå rabatter": at least kFewestActions pieces of the passage
// are a verb with an object of its own, none a duty ("overholde loven") or a step done to the
// object before ("montere dem").
bool ListsVerbs(const Reading& reading, Range passage);

// "lappe huller i kørebanen", "das Gelände bewachen"; without its modal verb.
bool IsVerbOnObject(const Reading& reading, Range piece);

// The clause says what is done, as a noun, an infinitive or in the passive: "vask af tøj", "skal
// lappe huller", "trasiga gungor lagas", "sind zu räumen", "the lifts are serviced".
bool SaysWhatIsDone(const Reading& reading, Range clause);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_ACTIONS_H_
