#ifndef LIB_BREAKDOWN_REASONS_H_
#define LIB_BREAKDOWN_REASONS_H_

#include <string>

#include "lib/breakdown/breakdown.h"

namespace sambyd::breakdown {

enum class ReasonLanguage { kDanish, kEnglish };

// One or two sentences that say why the part is there, made from its fields alone.
std::string PartReason(const LotText& lot, const Part& part, ReasonLanguage language);

// Why a lot was not split.
std::string NoSplitText(NoSplitReason reason, ReasonLanguage language);

// That a lot was split, into how many parts.
std::string SplitText(const Breakdown& breakdown, ReasonLanguage language);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_REASONS_H_
