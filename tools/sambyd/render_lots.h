#ifndef TOOLS_SAMBYD_RENDER_LOTS_H_
#define TOOLS_SAMBYD_RENDER_LOTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"
#include "tools/sambyd/terminal.h"

// Tenders and lots for people. `language` (ISO 639-3 in capitals) chooses among texts.
namespace sambyd::cli {

// Title, buyers, state and the notices behind a tender.
void PrintTender(Terminal& terminal, const v1::Tender& tender, std::string_view language);

// One line for a list of tenders.
void PrintTenderLine(Terminal& terminal, const v1::Tender& tender, std::string_view language);

// The tree of lots in the order of ListLots: each derived lot below its parent, marked as a
// proposal, with the words of the notice that it rests on.
void PrintLots(Terminal& terminal, const std::vector<v1::Lot>& lots, std::string_view language);

// "90911300 Vinduespudsning"; the code alone where the list does not have it.
std::string NamedCpv(std::string_view code, std::string_view language);

// "DK042 Østjylland".
std::string NamedPlace(std::string_view code);

// The last part of a resource name: "LOT-0001.2".
std::string_view LastPart(std::string_view name);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_RENDER_LOTS_H_
