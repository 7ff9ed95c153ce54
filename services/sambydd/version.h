#ifndef SERVICES_SAMBYDD_VERSION_H_
#define SERVICES_SAMBYDD_VERSION_H_

namespace sambyd::server {

// The project's version, as CMake knows it.
inline constexpr char kVersion[] = SAMBYD_VERSION;

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_VERSION_H_
