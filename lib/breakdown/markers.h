#ifndef LIB_BREAKDOWN_MARKERS_H_
#define LIB_BREAKDOWN_MARKERS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// The sign that opens a list item or a lot.
struct Marker {
  enum class Style {
    kBullet,       // • · ▪ ► * o
    kDash,         // - – —
    kNumberDot,    // 1.
    kNumberParen,  // 1) (1)
    kLetter,       // a) (a)
    kRoman,        // i) (ii)
    kLot,          // "Delaftale 1:", "Lot 2 –", "Distrikt Nord:"
  };
  Style style = Style::kBullet;
  std::size_t begin = 0;
  std::size_t content = 0;  // where the item's own words begin; for a lot its label
  int ordinal = 0;          // 1, 2, … of a numbered item; 0 for the others
  bool at_line_start = false;
  std::string lot;  // "delaftale 1": names the lot wherever it is spoken of
};

// The markers of a text in its order. A number or letter counts only as part of an ascending
// sequence, a dash inside a line only where a list is plainly meant ("følgende:- En … - To …"), and
// a lot only when the text has at least two. Linear in the text.
std::vector<Marker> FindMarkers(const Text& text);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_MARKERS_H_
