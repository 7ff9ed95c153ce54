#ifndef TESTS_SUPPORT_FILES_H_
#define TESTS_SUPPORT_FILES_H_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sambyd::testing {

// The bytes of a file; empty when it cannot be read.
std::string ReadFile(const std::filesystem::path& file);

// Files in a folder with an extension such as ".xml", by name.
std::vector<std::filesystem::path> FilesIn(const std::filesystem::path& folder,
                                           std::string_view extension);

// Files below a folder that hold these bytes somewhere.
std::vector<std::filesystem::path> FilesHolding(const std::filesystem::path& folder,
                                                std::string_view bytes);

// The folder of real notices and codelists that the environment variable SAMBYD_CORPUS names;
// nothing where it is not set. Tests that need it have the ctest label "corpus".
std::optional<std::filesystem::path> CorpusFolder();

}  // namespace sambyd::testing

#endif  // TESTS_SUPPORT_FILES_H_
