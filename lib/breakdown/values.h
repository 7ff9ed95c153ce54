#ifndef LIB_BREAKDOWN_VALUES_H_
#define LIB_BREAKDOWN_VALUES_H_

#include <cstdint>
#include <span>
#include <vector>

#include "lib/breakdown/breakdown.h"
#include "lib/breakdown/figures.h"

namespace sambyd::breakdown {

// Divides `total` >= 0 in proportion to weights >= 0 of which one is positive: the results sum to
// `total` exactly (largest remainder, ties to the earlier).
std::vector<std::int64_t> Apportion(std::int64_t total, std::span<const std::int64_t> weights);

// Gives each part its value: the amount the text gives, else its share of the lot, else an equal
// piece of what is left. `figures[i]` are those of parts[i]. When all parts have a figure and they
// leave something over, a remainder part is added; figures that exceed the lot's value only set
// the proportions. Without a lot value the amounts given stay, the rest is unknown.
void ShareValue(const LotText& lot, std::span<const std::vector<Figure>> figures,
                std::vector<Part>& parts);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_VALUES_H_
