# The programs, as the component "programs".
install(TARGETS sambydd sambyd RUNTIME COMPONENT programs)

# The client library with its CMake package (find_package(sambyd)).
# Headers go below include/sambyd, which the exported targets add to the include path.
include(CMakePackageConfigHelpers)

set(package "${CMAKE_INSTALL_LIBDIR}/cmake/sambyd")
foreach(name google_rpc proto grpc)
  set_target_properties(sambyd_${name} PROPERTIES EXPORT_NAME ${name})
endforeach()

install(TARGETS sambyd_client sambyd_wire sambyd_base sambyd_grpc sambyd_proto sambyd_google_rpc
  EXPORT sambyd ARCHIVE)
install(EXPORT sambyd NAMESPACE sambyd:: DESTINATION "${package}")
install(FILES lib/base/error.h DESTINATION "${SAMBYD_INCLUDE_DIR}/lib/base")
install(DIRECTORY lib/client DESTINATION "${SAMBYD_INCLUDE_DIR}/lib" FILES_MATCHING PATTERN "*.h"
  PATTERN session.h EXCLUDE PATTERN pages.h EXCLUDE)
install(DIRECTORY "${PROJECT_BINARY_DIR}/gen/" DESTINATION "${SAMBYD_INCLUDE_DIR}"
  FILES_MATCHING PATTERN "*.h" PATTERN storage EXCLUDE)

configure_package_config_file(tools/cmake/sambyd-config.cmake.in sambyd-config.cmake
  INSTALL_DESTINATION "${package}")
write_basic_package_version_file(sambyd-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/sambyd-config.cmake"
  "${PROJECT_BINARY_DIR}/sambyd-config-version.cmake" DESTINATION "${package}")
