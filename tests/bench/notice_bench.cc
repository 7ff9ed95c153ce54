// What reading a notice costs against parsing its XML alone: CPU time over the same bytes in the
// same run, the two alternating, median of the rounds. Takes folders of notices; without one the
// samples, and the real notices where SAMBYD_CORPUS names them.

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

#include <pugixml.hpp>

#include "lib/notice/eforms.h"
#include "lib/notice/xml_guard.h"
#include "tests/support/files.h"

namespace sambyd {
namespace {

constexpr int kRounds = 21;

using Notices = std::vector<std::string>;

void ParseXml(const std::string& notice) {
  pugi::xml_document document;
  if (!document.load_buffer(notice.data(), notice.size())) std::abort();
}

void CheckXml(const std::string& notice) {
  if (!notice::CheckXml(notice, {}).ok()) std::abort();
}

void ParseEforms(const std::string& notice) {
  if (!notice::ParseEforms(notice).ok()) std::abort();
}

double CpuSeconds(const Notices& notices, void (*work)(const std::string&)) {
  const std::clock_t begin = std::clock();
  for (const std::string& notice : notices) work(notice);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + kRounds / 2, values.end());
  return values[kRounds / 2];
}

void Compare(const std::filesystem::path& folder) {
  Notices notices;
  std::size_t bytes = 0;
  for (const std::filesystem::path& file : testing::FilesIn(folder, ".xml")) {
    notices.push_back(testing::ReadFile(file));
    bytes += notices.back().size();
  }
  std::vector<double> xml;
  std::vector<double> guard;
  std::vector<double> eforms;
  for (int round = 0; round < kRounds; ++round) {
    xml.push_back(CpuSeconds(notices, ParseXml));
    guard.push_back(CpuSeconds(notices, CheckXml));
    eforms.push_back(CpuSeconds(notices, ParseEforms));
  }
  const double alone = Median(xml);
  std::cout << folder.filename().string() << ": " << notices.size() << " notices, " << bytes / 1000
            << " kB\n"
            << std::fixed << std::setprecision(1) << "  pugixml alone   "
            << static_cast<double>(bytes) / 1e6 / alone << " MB/s of CPU time\n"
            << std::setprecision(2) << "  the guard       " << Median(guard) / alone
            << " times pugixml\n"
            << "  reading it all  " << Median(eforms) / alone << " times pugixml\n";
}

}  // namespace
}  // namespace sambyd

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> folders(argv + 1, argv + argc);
  if (folders.empty()) {
    folders.emplace_back(SAMBYD_SOURCE_DIR "/tests/samples/notices");
    if (const auto corpus = sambyd::testing::CorpusFolder()) folders.push_back(*corpus / "notices");
  }
  for (const std::filesystem::path& folder : folders) sambyd::Compare(folder);
  return 0;
}
