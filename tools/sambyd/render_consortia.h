#ifndef TOOLS_SAMBYD_RENDER_CONSORTIA_H_
#define TOOLS_SAMBYD_RENDER_CONSORTIA_H_

#include <string_view>

#include "sambyd/v1/consortium_service.pb.h"
#include "tools/sambyd/terminal.h"

// Answers of the ConsortiumService for people: who does what, and the three readings of the 30 %
// rule beside the one that decided.
namespace sambyd::cli {

void PrintAnswer(Terminal& terminal, const v1::FindConsortiaResponse& answer,
                 std::string_view language);

void PrintAnswer(Terminal& terminal, const v1::EvaluateConsortiumResponse& answer,
                 std::string_view language);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_RENDER_CONSORTIA_H_
