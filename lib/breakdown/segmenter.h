#ifndef LIB_BREAKDOWN_SEGMENTER_H_
#define LIB_BREAKDOWN_SEGMENTER_H_

#include <string>
#include <vector>

#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// A passage of a text, in the form its writer gave it.
struct Segment {
  enum class Form {
    kSentence,
    kHeading,  // a short line above a passage; also the number and words above a nested list
    kItem,     // of a list: bullets, numbers, letters, lines after a colon
    kRow,      // of a table: cells between tabs or bars
    kLot,      // a lot label and everything up to the next
  };
  Form form = Form::kSentence;
  Range range;
  bool paragraph = false;  // a blank line stands before it
  int list = -1;           // items and rows with the same number stand in one list
  std::string lot;         // the lot's name; empty for all other forms
};

// The passages of a text in its order. They do not overlap, and together they hold every letter.
// Linear in the text.
std::vector<Segment> FindSegments(const Text& text);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_SEGMENTER_H_
