#include "tests/unit/application/review_fixture.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "lib/application/lot_tree.h"
#include "lib/application/tender_queries.h"
#include "tests/support/status_matchers.h"

namespace sambyd::application {

using sambyd::testing::NoticeText;
using sambyd::testing::Trusted;
using testing_support::IsOk;

v1::IngestNoticeResponse ReviewFixture::Ingest(const std::string& description,
                                               const std::string& value_dkk) {
  v1::IngestNoticeRequest request;
  request.set_content(
      NoticeText({.version = std::to_string(++version_),
                  .lots = {{.description = description, .value_dkk = value_dkk, .months = "24"}}}));
  const auto response = world_.ingester->Ingest(request, Trusted());
  EXPECT_THAT(response, IsOk());
  return response.value_or(v1::IngestNoticeResponse());
}

std::vector<v1::Lot> ReviewFixture::Lots() const {
  v1::ListLotsRequest request;
  request.set_parent(kTender);
  request.set_show_rejected(true);
  const auto response = ListLots(*world_.Now()->snapshot, request, Trusted());
  EXPECT_THAT(response, IsOk());
  return {response->lots().begin(), response->lots().end()};
}

std::vector<v1::Lot> ReviewFixture::Parts() const {
  std::vector<v1::Lot> parts;
  std::ranges::copy_if(Lots(), std::back_inserter(parts), IsPart);
  return parts;
}

v1::Lot ReviewFixture::Child(int number) const {
  const auto lot = GetLot(*world_.Now()->snapshot, Name(number), Trusted());
  return lot.ok() ? *lot : v1::Lot();
}

absl::StatusOr<v1::ReviewLotResponse> ReviewFixture::Review(v1::ReviewLotRequest request) {
  auto written = ReviewLot(world_.log(), request, Trusted());
  if (!written.ok()) return written.status();
  return std::move(written->response);
}

absl::StatusOr<v1::ReviewLotResponse> ReviewFixture::Accept(int number) {
  v1::ReviewLotRequest request;
  request.set_name(Name(number));
  request.mutable_accept();
  return Review(request);
}

absl::StatusOr<v1::ReviewLotResponse> ReviewFixture::Reject(int number) {
  v1::ReviewLotRequest request;
  request.set_name(Name(number));
  request.mutable_reject();
  return Review(request);
}

absl::StatusOr<v1::ReviewLotResponse> ReviewFixture::Withdraw(int number) {
  v1::ReviewLotRequest request;
  request.set_name(Name(number));
  request.mutable_withdraw();
  return Review(request);
}

absl::StatusOr<v1::ReviewLotResponse> ReviewFixture::Merge(int number,
                                                           const std::vector<int>& others) {
  v1::ReviewLotRequest request;
  request.set_name(Name(number));
  for (const int other : others) request.mutable_merge()->add_others(Name(other));
  return Review(request);
}

absl::StatusOr<v1::ReviewLotResponse> ReviewFixture::SetValue(int number, std::int64_t ore) {
  v1::ReviewLotRequest request;
  request.set_name(Name(number));
  v1::Money& value = *request.mutable_edit()->mutable_lot()->mutable_estimated_value();
  value.set_currency("DKK");
  value.set_minor_units(ore);
  request.mutable_edit()->mutable_update_mask()->add_paths("estimated_value");
  return Review(request);
}

absl::StatusOr<v1::ReviewLotResponse> ReviewFixture::Retitle(int number, const std::string& title) {
  v1::ReviewLotRequest request;
  request.set_name(Name(number));
  request.mutable_edit()->mutable_lot()->add_titles()->set_text(title);
  request.mutable_edit()->mutable_update_mask()->add_paths("titles");
  return Review(request);
}

void ReviewFixture::ExpectWhole() const {
  const std::vector<v1::Lot> lots = Lots();
  const v1::Lot& parent = lots.front();
  std::int64_t sum = 0;
  int parts = 0;
  for (const v1::Lot& lot : lots) {
    // Words that are gone stand nowhere, nor do those of lots that were merged with them.
    if (IsStale(lot) || !lot.merged_into().empty()) continue;
    for (const v1::Evidence& evidence : lot.derivation().evidence()) {
      const auto begin = static_cast<std::size_t>(evidence.begin());
      const auto size = static_cast<std::size_t>(evidence.end() - evidence.begin());
      EXPECT_EQ(parent.descriptions(0).text().substr(begin, size), evidence.text()) << lot.name();
    }
    if (!IsPart(lot)) continue;
    ++parts;
    sum += lot.estimated_value().minor_units();
    EXPECT_EQ(lot.has_estimated_value(), parent.has_estimated_value()) << lot.name();
  }
  EXPECT_NE(parts, 1);
  EXPECT_EQ(parent.has_no_split(), parts == 0);
  EXPECT_EQ(sum, parts > 0 ? parent.estimated_value().minor_units() : 0);
}

}  // namespace sambyd::application
