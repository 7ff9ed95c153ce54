#ifndef SERVICES_SAMBYDD_TRAFFIC_FLAGS_H_
#define SERVICES_SAMBYDD_TRAFFIC_FLAGS_H_

#include "services/sambydd/options.h"

namespace CLI {
class App;
}

namespace sambyd::server {

// Flags for what callers may ask of the server at once, and for seeing what they do. `options` must
// outlive the parsing and holds the defaults.
void AddTrafficFlags(CLI::App& app, Options& options);

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_TRAFFIC_FLAGS_H_
