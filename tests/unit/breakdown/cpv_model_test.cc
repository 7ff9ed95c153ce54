#include "lib/breakdown/cpv_model.h"

#include <string>

#include <gtest/gtest.h>

namespace sambyd::breakdown {
namespace {

using domain::CpvCode;

// Two divisions, told apart by one feature.
CpvModel SmallModel() {
  CpvModel model;
  for (auto& level : model.levels) {
    level.push_back({.code = CpvCode::FromNumber(45000000)});
    level.push_back({.code = CpvCode::FromNumber(90000000), .bias = -3});
  }
  for (std::size_t i = 0; i <= CpvModel::kSteps; ++i) {
    model.calibration[i] = static_cast<std::uint16_t>(i * 500);
    model.calibration_with_prior[i] = static_cast<std::uint16_t>(i * 400);
  }
  model.feature_ids = {7, 4000000000U};
  model.rarities = {255, 10};
  model.first_posting = {0, 1, 2};
  model.posting_nodes = {0, 1};
  model.posting_weights = {12, -12};
  LinkNodes(model);
  return model;
}

TEST(CpvModelTest, BytesCarryTheWholeModel) {
  const CpvModel model = SmallModel();
  const auto read = ParseCpvModel(SerializeCpvModel(model));
  ASSERT_TRUE(read.ok()) << read.status();
  for (std::size_t level = 0; level < CpvModel::kLevels; ++level) {
    ASSERT_EQ(read->levels[level].size(), 2U);
    EXPECT_EQ(read->levels[level][1].code, model.levels[level][1].code);
    EXPECT_EQ(read->levels[level][1].bias, -3);
  }
  EXPECT_EQ(read->calibration, model.calibration);
  EXPECT_EQ(read->calibration_with_prior, model.calibration_with_prior);
  EXPECT_EQ(read->feature_ids, model.feature_ids);
  EXPECT_EQ(read->rarities, model.rarities);
  EXPECT_EQ(read->first_posting, model.first_posting);
  EXPECT_EQ(read->posting_nodes, model.posting_nodes);
  EXPECT_EQ(read->posting_weights, model.posting_weights);
}

TEST(CpvModelTest, AShorterCodeIsItsOwnChild) {
  const CpvModel model = SmallModel();
  EXPECT_EQ(model.levels[0][1].first_child, 1U);
  EXPECT_EQ(model.levels[0][1].children, 1U);
}

TEST(CpvModelTest, AnyChangeOfTheBytesChangesTheVersion) {
  CpvModel model = SmallModel();
  const auto before = ParseCpvModel(SerializeCpvModel(model));
  model.posting_weights[0] = 13;
  const auto after = ParseCpvModel(SerializeCpvModel(model));
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_NE(before->version, after->version);
}

TEST(CpvModelTest, RefusesEveryTruncation) {
  const std::string bytes = SerializeCpvModel(SmallModel());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(ParseCpvModel(std::string_view(bytes).substr(0, size)).ok()) << size;
  }
  EXPECT_FALSE(ParseCpvModel(bytes + "x").ok());
}

TEST(CpvModelTest, RefusesTablesThatPointOutside) {
  CpvModel model = SmallModel();
  model.posting_nodes[1] = 8;
  EXPECT_FALSE(ParseCpvModel(SerializeCpvModel(model)).ok());
  model = SmallModel();
  model.first_posting = {0, 1, 3};
  EXPECT_FALSE(ParseCpvModel(SerializeCpvModel(model)).ok());
  model = SmallModel();
  model.first_posting = {0, 3, 2};
  EXPECT_FALSE(ParseCpvModel(SerializeCpvModel(model)).ok());
  model = SmallModel();
  model.rarities.pop_back();
  EXPECT_FALSE(ParseCpvModel(SerializeCpvModel(model)).ok());
}

TEST(CpvModelTest, EveryParentHasAChild) {
  CpvModel model = SmallModel();
  model.levels[1].pop_back();
  EXPECT_FALSE(ParseCpvModel(SerializeCpvModel(model)).ok());
}

}  // namespace
}  // namespace sambyd::breakdown
