#include "lib/registry/ndjson_import.h"

#include <sstream>

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "tests/unit/registry/sample.h"

namespace sambyd::registry {
namespace {

std::vector<ReadRow> ReadLines(const std::string& text) {
  std::istringstream in(text);
  const auto reader = ReadNdjson(in);
  std::vector<ReadRow> rows;
  while (auto row = reader->Next()) rows.push_back(*std::move(row));
  return rows;
}

v1::ImportRowError OnlyError(const std::string& text) {
  const auto rows = ReadLines(text);
  EXPECT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.at(0).errors.size(), 1U) << text;
  return rows.at(0).errors.at(0);
}

TEST(NdjsonImportTest, ARowIsTheMessageInJson) {
  v1::ImportRow row;
  row.set_line(1);
  *row.mutable_enterprise() = SampleEnterprise();
  *row.mutable_workforce_statement() = SampleStatement();
  std::string json;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(row, &json).ok());
  const auto rows = ReadLines(json + "\r\n\n  \n" + json);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(rows[0].row, row));
  EXPECT_EQ(rows[1].row.line(), 4);
}

TEST(NdjsonImportTest, AValueOfAnotherTypeIsToldByItsPath) {
  const auto error =
      OnlyError(R"({"enterprise":{"capabilities":[{"cpv":"1"},{"quality":"good"}]}})");
  EXPECT_EQ(error.line(), 1);
  EXPECT_EQ(error.field(), "enterprise.capabilities[1].quality");
  EXPECT_EQ(error.want(), "a value of type int32");
}

TEST(NdjsonImportTest, AnUnknownFieldIsAnError) {
  const auto error = OnlyError(R"({"enterprise":{"dispalyName":"A"}})");
  EXPECT_EQ(error.field(), "enterprise.dispalyName");
  EXPECT_EQ(error.got(), "an unknown field");
  EXPECT_EQ(OnlyError(R"({"enterprize":{}})").field(), "enterprize");
}

TEST(NdjsonImportTest, BrokenLinesAreToldAndReadingGoesOn) {
  const auto rows = ReadLines(
      "{\"enterprise\":{}}\nnonsense\n{\n[1]\n7\n{}\n{} {}\n{\"enterprise\":{\"displayName\":"
      "\"R\xF8g\"}}\n{\"enterprise\":{}}\n");
  ASSERT_EQ(rows.size(), 9U);
  for (std::size_t i = 1; i < 8; ++i) {
    ASSERT_EQ(rows[i].errors.size(), 1U) << i;
    EXPECT_EQ(rows[i].errors[0].line(), static_cast<std::int64_t>(i) + 1);
    EXPECT_FALSE(rows[i].errors[0].want().empty());
  }
  EXPECT_EQ(rows[5].errors[0].field(), "enterprise");
  EXPECT_EQ(rows[7].errors[0].got(), "other bytes at offset 31");
  EXPECT_TRUE(rows[8].errors.empty());
}

TEST(NdjsonImportTest, AWorkforceCountIsNeverRepeated) {
  for (const std::string text :
       {R"({"enterprise":{},"workforceStatement":{"counts":[{"heads":31337.5}]}})",
        R"({"enterprise":{},"workforceStatement":{"counts":[{"heads":31337,}]})",
        R"({"enterprise":{},"workforceStatement":{"counts":[{"heads":31337 31337}]})",
        R"({"enterprise":{},"workforceStatement":{"counts":31337}})"}) {
    EXPECT_EQ(OnlyError(text).ShortDebugString().find("31337"), std::string::npos) << text;
  }
}

TEST(NdjsonImportTest, DeepNestingAndLongLinesAreRefused) {
  EXPECT_EQ(OnlyError(R"({"enterprise":{"capabilities":)" + std::string(100'000, '[')).field(),
            "row");
  const auto rows = ReadLines(std::string(5 << 20, ' ') + "\n" + std::string(2 << 20, 'x') +
                              "\n{\"enterprise\":{}}");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].errors.at(0).got(), "a longer line");
  EXPECT_TRUE(rows[1].errors.empty());
}

}  // namespace
}  // namespace sambyd::registry
