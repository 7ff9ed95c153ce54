#ifndef LIB_BREAKDOWN_MARKUP_H_
#define LIB_BREAKDOWN_MARKUP_H_

#include <string>

namespace sambyd::breakdown {

// Replaces HTML tags and entities in place, length kept: tags that break a line become a line
// break, cells a tab, <li> a line break with "-", everything else blanks. A "<" that opens no tag
// stays as it is.
void BlankMarkup(std::string& text);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_MARKUP_H_
