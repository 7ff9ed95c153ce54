// notice-fields DIR [--json]: parses every notice in a folder and prints which fields were found in
// how many of them. Exit code 1 when a notice was refused, 2 on wrong usage.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "lib/notice/eforms.h"
#include "tools/notice-fields/fields.h"

namespace sambyd::notice_fields {
namespace {

struct Counts {
  int notices = 0;
  int refused = 0;
  std::vector<int> found = std::vector<int>(AllFields().size());
};

std::vector<std::filesystem::path> NoticesIn(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string ReadFile(const std::filesystem::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

Counts Count(const std::vector<std::filesystem::path>& files) {
  Counts counts;
  for (const std::filesystem::path& file : files) {
    const absl::StatusOr<v1::Notice> notice = notice::ParseEforms(ReadFile(file));
    ++counts.notices;
    if (!notice.ok()) {
      ++counts.refused;
      std::cerr << file.filename().string() << ": " << notice.status().message() << "\n";
      continue;
    }
    for (std::size_t i = 0; i < AllFields().size(); ++i) {
      counts.found[i] += AllFields()[i].is_found(*notice) ? 1 : 0;
    }
  }
  return counts;
}

void PrintTable(const Counts& counts) {
  std::cout << std::left << std::setw(26) << "field" << std::right << std::setw(8) << "notices"
            << "  read into\n";
  for (std::size_t i = 0; i < AllFields().size(); ++i) {
    std::cout << std::left << std::setw(26) << AllFields()[i].id << std::right << std::setw(8)
              << counts.found[i] << "  " << AllFields()[i].name << "\n";
  }
  std::cout << counts.notices << " notices, " << counts.refused << " refused\n";
}

void PrintJson(const Counts& counts) {
  nlohmann::ordered_json fields;
  for (std::size_t i = 0; i < AllFields().size(); ++i) {
    fields[std::string(AllFields()[i].id)] = counts.found[i];
  }
  const nlohmann::ordered_json answer = {
      {"notices", counts.notices}, {"refused", counts.refused}, {"fields", fields}};
  std::cout << answer.dump(2) << "\n";
}

int Run(int argc, char** argv) {
  CLI::App app("Counts the eForms fields that the notice parser finds.");
  std::string folder;
  bool json = false;
  app.add_option("folder", folder, "Folder of notices (*.xml)")
      ->required()
      ->check(CLI::ExistingDirectory);
  app.add_flag("--json", json, "Print JSON instead of a table");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  const Counts counts = Count(NoticesIn(folder));
  if (json) {
    PrintJson(counts);
  } else {
    PrintTable(counts);
  }
  return counts.refused == 0 ? 0 : 1;
}

}  // namespace
}  // namespace sambyd::notice_fields

int main(int argc, char** argv) { return sambyd::notice_fields::Run(argc, argv); }
