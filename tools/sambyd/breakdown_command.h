#ifndef TOOLS_SAMBYD_BREAKDOWN_COMMAND_H_
#define TOOLS_SAMBYD_BREAKDOWN_COMMAND_H_

#include <iosfwd>

#include "lib/breakdown/classifier.h"

namespace sambyd::cli {

// `sambyd breakdown --jsonl FILE`: breaks down one text a line, without a server.
//
// Reads objects {"id","title","description","cpv_main","cpv_additional","nuts","value_ore","lang"};
// only "description" or "title" is needed. "cpv_additional" and "nuts" are a list or one string
// ("nuts" takes NUTS and municipality codes), "value_ore" is in hundredths of the currency's unit,
// "lang" an ISO 639 code. Writes one object a line in the same order:
//
//   {"id","parts":[{"start","end","cpv","place","amount_ore","confidence"}],"reason"}
//
// "start" and "end" are UTF-8 byte offsets into description, end exclusive; a part with several
// spans has "spans":[[start,end],…] instead. "cpv" is null when nothing is known. "place" is null
// when the text names none for the part. "amount_ore" is the amount the text gives, or its share of
// the value; null when the value would only be an equal split. "confidence" is 0 to 1. The
// remainder and parts without evidence in the description are left out.
//
// A line that is not such an object gives {"id","parts":[],"error"} and the run goes on. Returns
// the number of such lines.
int BreakDownLines(std::istream& in, std::ostream& out, const breakdown::Classifier& classifier);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_BREAKDOWN_COMMAND_H_
