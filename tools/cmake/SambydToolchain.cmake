# Language level, output folders and the sanitizers, which go on every target, generated code too.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
# Frame pointers cost little and make every profile readable.
add_compile_options(-fno-omit-frame-pointer)

if(SAMBYD_SANITIZE)
  add_compile_options(-fsanitize=${SAMBYD_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SAMBYD_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-maybe-uninitialized)  # false alarms under the address sanitizer
  endif()
endif()

if(SAMBYD_FUZZERS)
  add_compile_options(-fsanitize=fuzzer-no-link)  # coverage, without libFuzzer's main
endif()

find_program(SAMBYD_CCACHE ccache)
if(SAMBYD_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER "${SAMBYD_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${SAMBYD_CCACHE}")
endif()
find_program(SAMBYD_MOLD mold)
if(SAMBYD_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
