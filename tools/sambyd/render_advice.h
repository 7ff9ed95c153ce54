#ifndef TOOLS_SAMBYD_RENDER_ADVICE_H_
#define TOOLS_SAMBYD_RENDER_ADVICE_H_

#include <string_view>

#include "sambyd/v1/consortium_service.pb.h"
#include "tools/sambyd/terminal.h"

// What ConsortiumService advises, for people.
namespace sambyd::cli {

void PrintAnswer(Terminal& terminal, const v1::SuggestChangesResponse& answer,
                 std::string_view language);

void PrintAnswer(Terminal& terminal, const v1::AssessReservationResponse& answer,
                 std::string_view language);

void PrintAnswer(Terminal& terminal, const v1::ReplaceMemberResponse& answer,
                 std::string_view language);

void PrintAnswer(Terminal& terminal, const v1::SuggestPartnersResponse& answer,
                 std::string_view language);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_RENDER_ADVICE_H_
