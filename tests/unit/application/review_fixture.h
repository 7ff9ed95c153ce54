#ifndef TESTS_UNIT_APPLICATION_REVIEW_FIXTURE_H_
#define TESTS_UNIT_APPLICATION_REVIEW_FIXTURE_H_

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lib/application/review_lot.h"
#include "tests/support/notice_text.h"
#include "tests/support/world.h"

namespace sambyd::application {

inline constexpr char kTender[] = "tenders/22222222-2222-4222-8222-222222222222";
inline constexpr char kLot[] = "tenders/22222222-2222-4222-8222-222222222222/lots/LOT-0001";

// A tender of one lot worth 900,000 kroner that the breakdown divides into three parts.
inline constexpr char kThreeTasks[] =
    "Opgaven omfatter rengøring af kontorer, vinduespudsning og pleje af grønne områder.";

// A third of 900,000 kroner, in øre.
inline constexpr std::int64_t kThird = 30'000'000;

class ReviewFixture : public ::testing::Test {
 protected:
  // Ingests the notice with this description, as its next version.
  v1::IngestNoticeResponse Ingest(const std::string& description,
                                  const std::string& value_dkk = "900000");

  // All lots of the tender; those that are rejected and merged too.
  std::vector<v1::Lot> Lots() const;
  std::vector<v1::Lot> Parts() const;

  // "LOT-0001.2", with everything that the tender has of it; empty where it has none.
  v1::Lot Child(int number) const;
  static std::string Name(int number) { return kLot + ("." + std::to_string(number)); }

  absl::StatusOr<v1::ReviewLotResponse> Review(v1::ReviewLotRequest request);
  absl::StatusOr<v1::ReviewLotResponse> Accept(int number);
  absl::StatusOr<v1::ReviewLotResponse> Reject(int number);
  absl::StatusOr<v1::ReviewLotResponse> Withdraw(int number);
  absl::StatusOr<v1::ReviewLotResponse> Merge(int number, const std::vector<int>& others);
  absl::StatusOr<v1::ReviewLotResponse> SetValue(int number, std::int64_t ore);
  absl::StatusOr<v1::ReviewLotResponse> Retitle(int number, const std::string& title);

  // The parts partition the lot's value and there are none or at least two; evidence stands where
  // it says.
  void ExpectWhole() const;

  sambyd::testing::World world_;
  int version_ = 0;
};

}  // namespace sambyd::application

#endif  // TESTS_UNIT_APPLICATION_REVIEW_FIXTURE_H_
