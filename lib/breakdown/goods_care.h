#ifndef LIB_BREAKDOWN_GOODS_CARE_H_
#define LIB_BREAKDOWN_GOODS_CARE_H_

#include <vector>

#include "lib/breakdown/cues.h"
#include "lib/breakdown/keywords.h"
#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// Makes of goods that are repaired or looked after ("reparation af kørestole") the work that it is,
// with the CPV code of that repair. Goods that are bought, and those without such a code, stay.
void NameCareOfGoods(const Text& text, const std::vector<CueMatch>& cues,
                     std::vector<Mention>& mentions);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_GOODS_CARE_H_
