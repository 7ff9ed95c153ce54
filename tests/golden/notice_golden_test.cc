// Holds the parsed form of every sample notice against tests/golden/notices. After a wanted change,
// `notice_golden_test --update` writes the files anew; read the difference before committing it.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "lib/notice/eforms.h"
#include "tests/support/files.h"

namespace sambyd::notice {
namespace {

namespace fs = std::filesystem;

bool update_goldens = false;

const fs::path kSamples = fs::path(SAMBYD_SOURCE_DIR) / "tests/samples/notices";
const fs::path kGoldens = fs::path(SAMBYD_SOURCE_DIR) / "tests/golden/notices";

std::vector<std::string> NamesIn(const fs::path& folder, std::string_view extension) {
  std::vector<std::string> names;
  for (const fs::path& file : testing::FilesIn(folder, extension)) names.push_back(file.stem());
  return names;
}

std::string Dump(const v1::Notice& notice) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(notice, &text);
  return text;
}

class NoticeGoldenTest : public ::testing::TestWithParam<std::string> {};

TEST_P(NoticeGoldenTest, ParsesIntoTheStoredDump) {
  const absl::StatusOr<v1::Notice> notice =
      ParseEforms(testing::ReadFile(kSamples / (GetParam() + ".xml")));
  ASSERT_TRUE(notice.ok()) << notice.status();
  const fs::path golden = kGoldens / (GetParam() + ".txtpb");
  if (update_goldens) std::ofstream(golden, std::ios::binary) << Dump(*notice);
  EXPECT_EQ(Dump(*notice), testing::ReadFile(golden))
      << "after a wanted change: notice_golden_test --update";
}

INSTANTIATE_TEST_SUITE_P(Samples, NoticeGoldenTest, ::testing::ValuesIn(NamesIn(kSamples, ".xml")),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(NoticeGoldenTest, EveryDumpBelongsToASample) {
  EXPECT_EQ(NamesIn(kGoldens, ".txtpb"), NamesIn(kSamples, ".xml"));
}

}  // namespace
}  // namespace sambyd::notice

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--update") sambyd::notice::update_goldens = true;
  }
  return RUN_ALL_TESTS();
}
