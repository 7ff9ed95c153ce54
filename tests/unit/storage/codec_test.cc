#include "lib/storage/codec.h"

#include <algorithm>
#include <random>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sambyd::storage {
namespace {

using ::testing::ElementsAreArray;
using ::testing::Eq;
using ::testing::Optional;

constexpr std::uint32_t kSeed = 20261122;

// Short texts over few bytes, so that equal ones, prefixes and the codec's own bytes are frequent.
std::string RandomText(std::mt19937& random) {
  constexpr std::string_view kBytes("\x00\x01\xff.0A", 6);
  std::string text;
  for (auto n = random() % 5; n > 0; --n) text += kBytes[random() % kBytes.size()];
  return text;
}

std::string LotBytes(std::string_view lot) {
  std::string bytes;
  AppendLotId(bytes, lot);
  return bytes;
}

TEST(CodecTest, KeysCompareAsTheirPartsAndDecodeToThem) {
  std::mt19937 random(kSeed);
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  using Parts = std::tuple<std::string, std::int64_t, std::uint32_t, std::string>;
  std::vector<std::pair<Parts, std::string>> keys;
  for (int i = 0; i < 300; ++i) {
    const auto number = static_cast<std::int64_t>(random()) - (std::int64_t{1} << 31U);
    const Parts parts(RandomText(random), number % 3 == 0 ? number : number % 2,
                      static_cast<std::uint32_t>(random()) % 3, RandomText(random));
    std::string key;
    AppendText(key, std::get<0>(parts));
    AppendInt64(key, std::get<1>(parts));
    AppendUint32(key, std::get<2>(parts));
    AppendText(key, std::get<3>(parts));
    std::string_view rest = key;
    EXPECT_THAT(TakeText(rest), Optional(std::get<0>(parts)));
    EXPECT_THAT(TakeInt64(rest), Optional(std::get<1>(parts)));
    EXPECT_THAT(TakeUint32(rest), Optional(std::get<2>(parts)));
    EXPECT_THAT(TakeText(rest), Optional(std::get<3>(parts)));
    EXPECT_TRUE(rest.empty());
    keys.emplace_back(parts, key);
  }
  for (const auto& [parts, key] : keys) {
    for (const auto& [other_parts, other_key] : keys) {
      EXPECT_EQ(parts < other_parts, key < other_key);
    }
  }
}

TEST(CodecTest, EachPublishedLotIsFollowedByItsDerivedLotsInTheOrderOfTheirNumbers) {
  const std::vector<std::string> ordered = {
      "LOT-0001",   "LOT-0001.1",  "LOT-0001.2",   "LOT-0001.2.1",
      "LOT-0001.9", "LOT-0001.10", "LOT-0001.11",  "LOT-0001.4294967295",
      "LOT-00010",  "LOT-0002",    "LOT-0010",     "PAR-0001",
      "PAR-0001.1", "a.01",        "a.4294967296", "b..",
  };
  std::vector<std::string> shuffled = ordered;
  std::mt19937 random(kSeed);
  std::shuffle(shuffled.begin(), shuffled.end(), random);
  std::sort(shuffled.begin(), shuffled.end(),
            [](const auto& a, const auto& b) { return LotBytes(a) < LotBytes(b); });
  EXPECT_THAT(shuffled, ElementsAreArray(ordered));
}

TEST(CodecTest, EveryLotIdDecodesToItself) {
  std::mt19937 random(kSeed);
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::vector<std::string> ids = {"", ".", ".1", "1", "a.0", "a.1.", "a.+1", "a.1.02.3"};
  for (int i = 0; i < 500; ++i) {
    std::string id = RandomText(random);
    for (auto n = random() % 3; n > 0; --n) id += "." + std::to_string(random() % 12);
    ids.push_back(id);
  }
  for (const std::string& id : ids) {
    const std::string bytes = LotBytes(id);
    std::string_view rest = bytes;
    EXPECT_THAT(TakeLotId(rest), Optional(id));
    EXPECT_TRUE(rest.empty());
  }
}

TEST(CodecTest, CutBytesDecodeToNothingAndStayWhereTheyAre) {
  for (const std::string& cut : {std::string("a"), std::string("a\0", 2), std::string("\0b", 2)}) {
    std::string_view rest = cut;
    EXPECT_THAT(TakeText(rest), Eq(std::nullopt));
    EXPECT_THAT(TakeInt64(rest), Eq(std::nullopt));
    EXPECT_THAT(TakeUint32(rest), Eq(std::nullopt));
    EXPECT_THAT(TakeLotId(rest), Eq(std::nullopt));
    EXPECT_EQ(rest, cut);
  }
  const std::string lot_and_half_a_number = LotBytes("LOT-0001") + "12";
  std::string_view rest = lot_and_half_a_number;
  EXPECT_THAT(TakeLotId(rest), Eq(std::nullopt));
}

TEST(CodecTest, TheKeyAfterAPrefixIsTheSmallestThatDoesNotBeginWithIt) {
  EXPECT_EQ(AfterPrefix("ab"), "ac");
  EXPECT_EQ(AfterPrefix("a\xff\xff"), "b");
  EXPECT_EQ(AfterPrefix("\xff\xff"), "");
  EXPECT_EQ(AfterPrefix(""), "");
}

}  // namespace
}  // namespace sambyd::storage
