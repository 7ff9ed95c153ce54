#ifndef LIB_BREAKDOWN_LOT_LABELS_H_
#define LIB_BREAKDOWN_LOT_LABELS_H_

#include <string>
#include <string_view>
#include <vector>

#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// A place where the text opens the description of one of its lots.
struct LotLabel {
  Range range;       // "Delaftale 1", "Lot no. 2", "Distrikt Nord"
  std::string name;  // the same in one form: "delaftale 1"
};

// The labels of a text, those of the buyer's word for its lots that names at least two of them;
// mere references ("tilbud på delaftale 1 og 2") are left out. Options are among them where the
// text labels what is bought besides ("Hovedydelse: …", "Option 1: …"), options to extend the term
// never. Words of all EU languages.
std::vector<LotLabel> FindLotLabels(const Text& text);

// The value of a Roman numeral in lower case up to 39, 0 for anything else.
int RomanValue(std::string_view numeral);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_LOT_LABELS_H_
