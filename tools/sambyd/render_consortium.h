#ifndef TOOLS_SAMBYD_RENDER_CONSORTIUM_H_
#define TOOLS_SAMBYD_RENDER_CONSORTIUM_H_

#include <cstdint>
#include <string>
#include <string_view>

#include <google/protobuf/repeated_ptr_field.h>

#include "sambyd/v1/consortium.pb.h"
#include "tools/sambyd/terminal.h"

// The parts of which answers about consortia are made, for people.
namespace sambyd::cli {

using MatchedLeaves = google::protobuf::RepeatedPtrField<v1::MatchedLeaf>;

// One line a leaf: work, volume, candidates, places.
void PrintLeaves(Terminal& terminal, const MatchedLeaves& leaves, std::string_view language);

// Who does what, the three readings and what is to be reviewed.
void PrintConsortium(Terminal& terminal, const v1::Consortium& consortium,
                     const MatchedLeaves& leaves, const std::string& heading);

// The three readings of the 30 % rule on one line.
void PrintReadings(Terminal& terminal, const v1::ThresholdReadings& readings);

// Why there is no consortium.
void PrintConflict(Terminal& terminal, const v1::Conflict& conflict);

// "PASS" in its colour.
std::string Word(const Terminal& terminal, v1::Verdict verdict);

// "AGGREGATE".
std::string PolicyName(v1::ThresholdPolicy policy);

// "30 % rule read as AGGREGATE", with what an answer says of its reading.
template <class Answer>
std::string ReadingTaken(const Answer& answer) {
  return "30 % rule read as " + PolicyName(answer.policy()) +
         (answer.policy_assumed() ? " for want of the buyer's own reading" : "");
}

// 812345 as "812.345".
std::string Score(std::int64_t score_milli);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_RENDER_CONSORTIUM_H_
