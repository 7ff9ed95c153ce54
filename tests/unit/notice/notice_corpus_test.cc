// The parser over the real notices, against the index that comes with them and was made by another
// program.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "lib/notice/eforms.h"
#include "tests/support/files.h"

namespace sambyd::notice {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> ReadTable(const std::filesystem::path& file) {
  const std::vector<std::string> lines =
      absl::StrSplit(testing::ReadFile(file), '\n', absl::SkipEmpty());
  const std::vector<std::string> names = absl::StrSplit(lines.at(0), '\t');
  std::vector<Row> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> values = absl::StrSplit(lines[i], '\t');
    Row& row = rows.emplace_back();
    for (std::size_t j = 0; j < names.size(); ++j) row[names[j]] = values.at(j);
  }
  return rows;
}

std::string Joined(const std::set<std::string>& values) { return absl::StrJoin(values, "|"); }

// Main codes of the procedure and its lots in the order in which they first appear.
std::string MainCpvs(const v1::Notice& notice) {
  std::vector<std::string> codes = {notice.tender().main_cpv()};
  for (const v1::Lot& lot : notice.lots()) {
    if (std::find(codes.begin(), codes.end(), lot.main_cpv()) == codes.end()) {
      codes.push_back(lot.main_cpv());
    }
  }
  std::erase(codes, "");
  return absl::StrJoin(codes, "|");
}

std::string Reservations(const v1::Notice& notice) {
  const std::map<int, std::string> codes = {
      {v1::RESERVATION_NONE, "none"},
      {v1::RESERVATION_SHELTERED_WORKSHOP, "res-ws"},
      {v1::RESERVATION_PUBLIC_SERVICE_MISSION, "res-pub-ser"}};
  std::set<std::string> found;
  for (const auto* lots : {&notice.lots(), &notice.parts()}) {
    for (const v1::Lot& lot : *lots) {
      for (const int reservation : lot.reservations()) found.insert(codes.at(reservation));
    }
  }
  return Joined(found);
}

std::string Executions(const v1::Notice& notice) {
  const std::map<int, std::string> codes = {{v1::RESERVED_EXECUTION_NO, "no"},
                                            {v1::RESERVED_EXECUTION_YES, "yes"},
                                            {v1::RESERVED_EXECUTION_NOT_KNOWN, "not-known"}};
  std::set<std::string> found;
  for (const auto* lots : {&notice.lots(), &notice.parts()}) {
    for (const v1::Lot& lot : *lots) {
      if (lot.reserved_execution() != 0) found.insert(codes.at(lot.reserved_execution()));
    }
  }
  return Joined(found);
}

std::size_t Winners(const v1::Notice& notice) {
  std::set<std::string> found;
  for (const v1::Lot& lot : notice.lots()) {
    for (const v1::Award& award : lot.awards()) {
      for (const v1::AwardMember& member : award.members()) {
        found.insert(member.registration_id() + "/" + member.display_name());
      }
    }
  }
  return found.size();
}

// The columns of the index as the parser sees them.
Row IndexRow(const v1::Notice& notice) {
  const v1::NoticeReference& reference = notice.reference();
  return {
      {"publication", reference.publication_number()},
      {"version", reference.version() < 10 ? "0" + std::to_string(reference.version()) : ""},
      {"folder_id", notice.procedure_id()},
      {"notice_type", reference.notice_type()},
      {"subtype", reference.subtype()},
      {"customization", reference.customization_id()},
      {"language", reference.language()},
      {"legal_basis", notice.tender().legal_basis()},
      {"n_lots", std::to_string(notice.lots_size())},
      {"n_parts", std::to_string(notice.parts_size())},
      {"proc_main_cpv", notice.tender().main_cpv()},
      {"all_main_cpvs", MainCpvs(notice)},
      {"reserved_participation", Reservations(notice)},
      {"reserved_execution", Executions(notice)},
  };
}

// The index counts the ids of winning organisations, and some notices list one organisation under
// several ids. In one notice it leaves out a lot with a selected winner but no contract yet.
void ExpectWinners(const v1::Notice& notice, const Row& expected) {
  const std::size_t ids = std::stoul(expected.at("n_winner_orgs"));
  EXPECT_EQ(Winners(notice) > 0, ids > 0);
  const bool has_winner_without_contract = expected.at("file") == "175165-2024.xml";
  EXPECT_LE(Winners(notice), has_winner_without_contract ? ids + 1 : ids);
}

class NoticeCorpusTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::optional<std::filesystem::path> corpus = testing::CorpusFolder();
    if (!corpus) GTEST_SKIP() << "SAMBYD_CORPUS does not name the folder of the real notices";
    folder_ = *corpus;
  }

  std::filesystem::path folder_;
};

TEST_F(NoticeCorpusTest, EveryNoticeParsesAndAgreesWithTheIndex) {
  const std::vector<Row> index = ReadTable(folder_ / "notices_index.tsv");
  EXPECT_GE(index.size(), 700U);
  for (const Row& expected : index) {
    const std::string& file = expected.at("file");
    const absl::StatusOr<v1::Notice> notice =
        ParseEforms(testing::ReadFile(folder_ / "notices" / file));
    ASSERT_TRUE(notice.ok()) << file << ": " << notice.status();
    for (const auto& [column, value] : IndexRow(*notice)) {
      EXPECT_EQ(value, expected.at(column)) << file << ", column " << column;
    }
    SCOPED_TRACE(file);
    ExpectWinners(*notice, expected);
  }
}

TEST_F(NoticeCorpusTest, EveryNoticeSurvivesTheWire) {
  for (const std::filesystem::path& file : testing::FilesIn(folder_ / "notices", ".xml")) {
    const absl::StatusOr<v1::Notice> notice = ParseEforms(testing::ReadFile(file));
    ASSERT_TRUE(notice.ok()) << file << ": " << notice.status();
    v1::Notice copy;
    ASSERT_TRUE(copy.ParseFromString(notice->SerializeAsString())) << file;
    EXPECT_EQ(copy.SerializeAsString(), notice->SerializeAsString()) << file;
  }
}

}  // namespace
}  // namespace sambyd::notice
