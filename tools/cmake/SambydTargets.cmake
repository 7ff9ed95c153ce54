# The three ways to add a target, so that warnings, names and install rules are the same everywhere.
add_library(sambyd_options INTERFACE)
target_compile_options(sambyd_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow
  -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  -Wcast-qual -Wimplicit-fallthrough -Wextra-semi
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond;-Wlogical-op;-Wuseless-cast>
  $<$<BOOL:${SAMBYD_WERROR}>:-Werror>)
add_library(sambyd::options ALIAS sambyd_options)

# Root of the installed headers: below it they lie as in this repository.
include(GNUInstallDirs)
set(SAMBYD_INCLUDE_DIR "${CMAKE_INSTALL_INCLUDEDIR}/sambyd")

# sambyd_add_library(domain SOURCES a.cc PUBLIC sambyd::base PRIVATE absl::strings)
function(sambyd_add_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(sambyd_${name} STATIC ${arg_SOURCES})
  add_library(sambyd::${name} ALIAS sambyd_${name})
  target_include_directories(sambyd_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${SAMBYD_INCLUDE_DIR}>)
  target_link_libraries(sambyd_${name} PUBLIC ${arg_PUBLIC}
    PRIVATE $<BUILD_INTERFACE:sambyd::options> ${arg_PRIVATE})
  set_target_properties(sambyd_${name} PROPERTIES EXPORT_NAME ${name})
endfunction()

# sambyd_add_program(sambydd SOURCES main.cc LIBS sambyd::rpc)
function(sambyd_add_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE sambyd::options ${arg_LIBS})
endfunction()

# sambyd_add_test(domain_test SOURCES cpv_test.cc LIBS sambyd::domain LABELS unit [TIMEOUT 60]
#                 [SOURCE_DIR_IN cpv_test.cc]): these files know SAMBYD_SOURCE_DIR, the repository.
# Tests with the label corpus find its folder in their environment and count as skipped without it.
function(sambyd_add_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LIBS;LABELS;SOURCE_DIR_IN" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE sambyd::options GTest::gmock_main ${arg_LIBS})
  # Only where it is needed: a path in every command line would keep checkouts from sharing a cache.
  set_property(SOURCE ${arg_SOURCE_DIR_IN} APPEND PROPERTY
    COMPILE_DEFINITIONS SAMBYD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT})
  if("corpus" IN_LIST arg_LABELS)
    set_tests_properties(${name} PROPERTIES
      ENVIRONMENT "SAMBYD_CORPUS=${SAMBYD_CORPUS}" SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]")
  endif()
endfunction()

# sambyd_embed(sambyd_domain cpv.tsv sambyd_cpv_tsv): the file's bytes as
# `extern const char sambyd_cpv_tsv_begin[], sambyd_cpv_tsv_end[];`
function(sambyd_embed target file symbol)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S")
  file(GENERATE OUTPUT "${source}" CONTENT
".section .rodata
.balign 16
.global ${symbol}_begin
.global ${symbol}_end
${symbol}_begin:
.incbin \"${CMAKE_CURRENT_SOURCE_DIR}/${file}\"
${symbol}_end:
.byte 0
.section .note.GNU-stack,\"\",%progbits
")
  set_source_files_properties("${source}" PROPERTIES
    OBJECT_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${file}" GENERATED TRUE)
  target_sources(${target} PRIVATE "${source}")
endfunction()
