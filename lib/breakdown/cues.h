#ifndef LIB_BREAKDOWN_CUES_H_
#define LIB_BREAKDOWN_CUES_H_

#include <vector>

#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// Words that tell what a passage is for. The phrases of each stand in cues.tsv, in this order.
enum class Cue {
  kBoilerplate,     // procedure, ESPD, exclusion, award criteria, deadlines, complaint, contact
  kRequirement,     // what the supplier must have or prove
  kFeatures,        // what a product must be able to do
  kAddresses,       // where one service is delivered
  kOrganisation,    // for whom it is bought
  kScope,           // "omfatter", "skal udføre": work is named here
  kAdditive,        // "desuden": more work
  kDetail,          // "herunder": what follows belongs to what stands before
  kSubordinate,     // "så", "hvor": what follows explains and is no work
  kUmbrella,        // "opgaver", "facility service": the whole of what is listed next
  kAncillary,       // reporting, meetings: part of every task
  kOption,          // options
  kRest,            // "øvrige opgaver"
  kGeneric,         // "vedligeholdelse af": work whose kind its object tells
  kSupply,          // goods are bought here
  kDivision,        // the work is assigned by area
  kHeading,         // headings of sections without work
  kExcept,          // "undtagen": what follows is no part
  kExcluded,        // "er ikke omfattet": what the sentence names is no part
  kIndivisible,     // "kan ikke opdeles"
  kNeutralHeading,  // headings that name no part: "Omfang", "Opgaven"
  kCaredFor,        // "drives", "ska skötas": what stands before it is looked after
  kSupplier,        // "leverandøren": who does the work
  kRespectively,    // "hhv.": figures follow in the order of the work
  kRepair,          // "reparation", "eftersyn": goods next to it are looked after
  kSequence,        // "til sidst": a sentence that goes through the steps of one task
  kModal,           // "skal", "will", "to": an infinitive follows
  kVerb,            // verbs of work that no ending tells: "repair", "slå"
  kDuty,            // "overholde", "employ": what is asked of a supplier besides the work
};

struct CueMatch {
  Range range;
  Cue cue = Cue::kBoilerplate;
};

// The cues of a range by ascending begin; they may overlap. Thread-safe.
std::vector<CueMatch> FindCues(const Text& text, Range range);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_CUES_H_
