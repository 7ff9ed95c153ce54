#include "lib/application/page_token.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "sambyd/v1/tender.pb.h"
#include "sambyd/v1/tender_service.pb.h"
#include "tests/support/status_matchers.h"

namespace sambyd::application {
namespace {

using testing_support::IsError;

v1::ListTendersRequest Request() {
  v1::ListTendersRequest request;
  request.set_cpv_prefix("9091");
  return request;
}

TEST(PageTokenTest, ATokenGivesItsKeyBackToTheSameRequest) {
  const std::string token = MakePageToken(Request(), "abc");
  EXPECT_EQ(*ParsePageToken(Request(), token), "abc");
  v1::ListTendersRequest next = Request();
  next.set_page_size(7);
  next.set_page_token(token);
  next.set_min_position(99);
  EXPECT_EQ(*ParsePageToken(next, token), "abc");
}

TEST(PageTokenTest, AnotherFilterOrListRefusesTheToken) {
  const std::string token = MakePageToken(Request(), "abc");
  v1::ListTendersRequest other = Request();
  other.set_reserved_only(true);
  const auto refused = IsError(absl::StatusCode::kInvalidArgument, Reason::kPageTokenInvalid);
  EXPECT_THAT(ParsePageToken(other, token), refused);
  EXPECT_THAT(ParsePageToken(v1::ListLotsRequest(), token), refused);
}

TEST(PageTokenTest, BytesThatAreNoTokenAreRefused) {
  constexpr unsigned kSeed = 7;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(1 + random() % 60, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 256);
    EXPECT_THAT(ParsePageToken(Request(), bytes),
                IsError(absl::StatusCode::kInvalidArgument, Reason::kPageTokenInvalid))
        << "seed " << kSeed << " round " << round;
  }
}

TEST(PageTokenTest, SizesAreClampedAndNegativeOnesRefused) {
  EXPECT_EQ(*PageSize(0), 50U);
  EXPECT_EQ(*PageSize(3), 3U);
  EXPECT_EQ(*PageSize(100'000), 500U);
  EXPECT_THAT(PageSize(-1), IsError(absl::StatusCode::kInvalidArgument, Reason::kFieldOutOfRange));
}

TEST(PageRoomTest, APageEndsWithItsEntries) {
  PageRoom room(2);
  EXPECT_TRUE(room.Takes(Request()));
  EXPECT_TRUE(room.Takes(Request()));
  EXPECT_FALSE(room.Takes(Request()));
}

TEST(PageRoomTest, APageEndsBeforeItGrowsTooLargeForAClient) {
  v1::Tender large;
  large.set_name(std::string(1'400'000, 'x'));
  PageRoom room(500);
  EXPECT_TRUE(room.Takes(large));
  EXPECT_TRUE(room.Takes(large));
  EXPECT_FALSE(room.Takes(large));
}

TEST(PageRoomTest, TheFirstEntryIsTakenHoweverLarge) {
  v1::Tender large;
  large.set_name(std::string(5'000'000, 'x'));
  EXPECT_TRUE(PageRoom(1).Takes(large));
}

}  // namespace
}  // namespace sambyd::application
