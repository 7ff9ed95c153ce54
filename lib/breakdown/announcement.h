#ifndef LIB_BREAKDOWN_ANNOUNCEMENT_H_
#define LIB_BREAKDOWN_ANNOUNCEMENT_H_

#include "lib/breakdown/reading.h"

namespace sambyd::breakdown {

// How surely a sentence tells of work to be done.
enum class Announcement {
  kNone,   // it names no work, or only explains
  kAside,  // it opens with a trade word, and nothing else says so: "Livreddere bemander to tårne."
  kWork,
};

struct SentencePosition {
  bool first_work = false;  // no sentence before it named work
  bool only = false;        // it is the whole text
};

// A sentence announces work when a verb such as "omfatter" or "skal" stands before its first trade
// word or it opens with one, when it announces more work ("desuden"), when it is short and the
// first to name work or names several kinds, or when its pieces have amounts of their own.
Announcement AnnouncementOf(const Reading& reading, Range sentence, SentencePosition position,
                            bool goods_expected);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_ANNOUNCEMENT_H_
