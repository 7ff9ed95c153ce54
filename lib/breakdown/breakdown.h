#ifndef LIB_BREAKDOWN_BREAKDOWN_H_
#define LIB_BREAKDOWN_BREAKDOWN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/breakdown/classifier.h"
#include "lib/domain/cpv.h"
#include "lib/domain/place.h"

namespace sambyd::breakdown {

// From and to as ISO dates ("2027-01-01"), and the length in months; empty or 0 where unknown.
struct Period {
  std::string start;
  std::string end;
  int months = 0;

  friend bool operator==(const Period&, const Period&) = default;
};

// A published lot, or a whole tender without lots, as the notice states it. Texts may hold any
// bytes; they are read as UTF-8 and bytes that are not are skipped over.
struct LotText {
  std::string title;
  std::string description;
  std::string additional_information;
  std::string language;  // ISO 639-3 in capitals ("DAN"); empty when unknown
  std::optional<domain::CpvCode> cpv_main;
  std::vector<domain::CpvCode> cpv_additional;
  std::vector<domain::Place> places;
  std::optional<std::int64_t> value_ore;  // hundredths of the currency's unit; at least 0
  bool value_is_yearly = false;           // else over the whole period
  std::string currency = "DKK";
  Period period;
};

enum class Source { kTitle, kDescription, kAdditionalInformation };

// Evidence: the bytes [begin, end) of one text, cut on UTF-8 character boundaries, never empty.
struct Span {
  Source source = Source::kDescription;
  std::size_t begin = 0;
  std::size_t end = 0;

  friend auto operator<=>(const Span&, const Span&) = default;
};

// The form in which the text names the part.
enum class Rule {
  kLotHeading,   // "Delaftale 1: …", "Lot 2 – …"
  kList,         // bullets, numbers, letters, lines of a table
  kEnumeration,  // "rengøring, vinduespudsning og havearbejde"
  kSentences,    // consecutive sentences about different work
  kHeadings,     // paragraphs or sections with headings of their own
  kParallel,     // one of several paragraphs built alike
  kPlaces,       // the same work assigned by place
  kOption,       // an option that is work of its own
  kRemainder,    // what no other part covers
};

// How the value of a part was found.
enum class ValueBasis {
  kUnknown,      // the lot's value is unknown and the text gives none
  kAmountGiven,  // the text gives the amount
  kShareGiven,   // the text gives a share or quantity that divides the lot's value
  kEqualSplit,   // an equal share of what is left: no estimate, until the buyer gives one
};

// A proposed child lot. Children lie within the lot's places and period and carry its currency.
struct Part {
  Rule rule = Rule::kList;
  std::string title;  // a few words of the text itself; for the remainder the lot's own title
  std::vector<Span> evidence;             // ascending; empty for a remainder of the value only
  bool shared_evidence = false;           // another part rests on (some of) the same bytes
  std::vector<domain::CpvCode> cpv;       // best first; the lot's own main code below the threshold
  int confidence_bp = 0;                  // of cpv[0]; 0 when the lot's own code was kept
  std::vector<domain::Place> places;      // those the text names for this part; else the lot's
  bool place_stated = false;              // the text names them
  std::optional<std::int64_t> value_ore;  // its piece of the lot's value
  ValueBasis value_basis = ValueBasis::kUnknown;
  std::optional<std::int64_t> stated_ore;  // what the text says: an amount, or share × lot value
  Period period;
  bool is_remainder = false;
  std::string reason_da;  // one or two sentences made from the fields above
  std::string reason_en;
};

// Why there are no parts.
enum class NoSplitReason {
  kSplit,         // there are parts
  kNoText,        // nothing that can be read: empty, or no letters
  kBoilerplate,   // the text speaks of the procedure only
  kOneTask,       // it describes one task, or one kind of work
  kOnePlaceList,  // one and the same service in several places that the text does not divide
  kDeclared,      // the text says that it cannot be divided
  kNoForm,        // no list, enumeration or division was found
};

struct Breakdown {
  std::vector<Part> parts;  // none, or at least two, in the order of the text; remainder last
  NoSplitReason no_split = NoSplitReason::kSplit;
  std::string reason_da;
  std::string reason_en;
  std::string version;  // of the rules and of the classifier: "rules-4+keyword-1"
};

// Splits a lot into parts that smaller enterprises can take, or says why it should stay whole.
//
// When the lot has a value, the parts' values are integers >= 0 that sum to it exactly (largest
// remainder, ties to the earlier part). Evidence of different parts never overlaps unless both are
// marked shared. Never fails; time and memory are linear in the text. Pure and thread-safe.
Breakdown BreakDown(const LotText& lot, const Classifier& classifier);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_BREAKDOWN_H_
