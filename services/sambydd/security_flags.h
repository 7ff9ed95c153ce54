#ifndef SERVICES_SAMBYDD_SECURITY_FLAGS_H_
#define SERVICES_SAMBYDD_SECURITY_FLAGS_H_

#include <CLI/CLI.hpp>

#include "services/sambydd/security.h"

namespace sambyd::server {

// Declares the flags of `options`, which must outlive the parsing.
void AddSecurityFlags(CLI::App& app, SecurityOptions& options);

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_SECURITY_FLAGS_H_
