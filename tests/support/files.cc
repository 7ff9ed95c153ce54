#include "tests/support/files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace sambyd::testing {

std::string ReadFile(const std::filesystem::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

std::vector<std::filesystem::path> FilesIn(const std::filesystem::path& folder,
                                           std::string_view extension) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::filesystem::path> FilesHolding(const std::filesystem::path& folder,
                                                std::string_view bytes) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    if (ReadFile(entry.path()).find(bytes) != std::string::npos) files.push_back(entry.path());
  }
  return files;
}

std::optional<std::filesystem::path> CorpusFolder() {
  const char* folder = std::getenv("SAMBYD_CORPUS");
  if (folder == nullptr || *folder == '\0') return std::nullopt;
  return folder;
}

}  // namespace sambyd::testing
