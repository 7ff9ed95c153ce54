#ifndef LIB_BREAKDOWN_FIGURES_H_
#define LIB_BREAKDOWN_FIGURES_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// A figure of a text with what it counts.
struct Figure {
  enum class Kind {
    kAmount,    // money
    kShare,     // of the whole task
    kQuantity,  // square metres, hours, pieces
  };
  Kind kind = Kind::kAmount;
  Range range;             // number, unit and currency
  std::int64_t value = 0;  // hundredths of the currency's unit; basis points; thousandths of a unit
  std::string_view unit;   // "DKK", "EUR", "kr" for crowns of any country; "m2", "h", "km", "pcs"
  bool yearly = false;     // "pr. år"
  bool total = false;      // of the whole task: "i alt", "samlet værdi"
};

// The figures of a range in the order of the text. Danish ("2,5 mio. kr.", "DKK 1.200.000",
// "ca. 40 pct.") and English notation ("DKK 1,200,000.00", "2.5 million"); of a range of amounts
// ("2-3 mio. kr.") the middle. Left out: dates, percentages of something other than the task
// ("60 % økologi", "mindst 30 % af de ansatte", "25 % moms") unless those of a sentence make up the
// whole together ("45 % belysning, 40 % asfalt og 15 % afstribning"), numbers beyond 10^12.
std::vector<Figure> FindFigures(const Text& text, Range range);

// The currency that the heading of a column names ("Beløb i DKK", "Value (EUR)"), else empty.
std::string_view CurrencyOf(const Text& text, Range heading);

// The amount of a cell that holds a bare number, in the currency of its column.
std::optional<Figure> AmountInCell(const Text& text, Range cell, std::string_view currency);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_FIGURES_H_
