#ifndef TOOLS_SAMBYD_RENDER_ENTERPRISE_H_
#define TOOLS_SAMBYD_RENDER_ENTERPRISE_H_

#include <string_view>

#include "sambyd/v1/enterprise.pb.h"
#include "tools/sambyd/terminal.h"

// Enterprises for people. `language` (ISO 639-3 in capitals) chooses among labels of codes.
namespace sambyd::cli {

// The whole profile.
void PrintEnterprise(Terminal& terminal, const v1::Enterprise& enterprise,
                     std::string_view language);

// One line for a list of enterprises.
void PrintEnterpriseLine(Terminal& terminal, const v1::Enterprise& enterprise,
                         std::string_view language);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_RENDER_ENTERPRISE_H_
