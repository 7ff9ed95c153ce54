#include "lib/application/tender_queries.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/notice_text.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using sambyd::testing::NoticeSpec;
using sambyd::testing::NoticeText;
using sambyd::testing::Trusted;
using sambyd::testing::World;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_support::IsError;
using testing_support::IsOk;

// Three tenders: A cleans in Aarhus, B (reserved) cleans in Odense, C does laundry in Aarhus.
class TenderQueriesTest : public ::testing::Test {
 protected:
  TenderQueriesTest() {
    Ingest({.notice_id = Id('1'), .procedure_id = Id('a'), .buyer_id = "11111111"});
    Ingest({.notice_id = Id('2'),
            .procedure_id = Id('b'),
            .buyer_id = "22222222",
            .lots = {{.nuts = "DK031", .reserved = "res-ws", .deadline = "2027-03-01"}}});
    Ingest({.notice_id = Id('3'),
            .procedure_id = Id('c'),
            .cpv = "98310000",
            .buyer_id = "11111111",
            .lots = {{.title = "Vask", .cpv = "98311000", .deadline = "2027-02-01"}}});
  }

  static std::string Id(char digit) {
    const std::string d(1, digit);
    return std::string(8, digit) + "-" + std::string(4, digit) + "-4" + std::string(3, digit) +
           "-8" + std::string(3, digit) + "-" + std::string(12, digit);
  }

  void Ingest(const NoticeSpec& spec) {
    v1::IngestNoticeRequest request;
    request.set_content(NoticeText(spec));
    ASSERT_THAT(world_.ingester->Ingest(request, Trusted()), IsOk());
  }

  // The first letters of the tenders' ids.
  std::string List(v1::ListTendersRequest request) {
    std::string letters;
    do {
      const auto response = ListTenders(*world_.Now()->snapshot, request, Trusted());
      EXPECT_THAT(response, IsOk());
      if (!response.ok()) return "error";
      for (const v1::Tender& tender : response->tenders()) letters += tender.name()[8];
      request.set_page_token(response->next_page_token());
    } while (!request.page_token().empty());
    return letters;
  }

  World world_;
};

TEST_F(TenderQueriesTest, WithoutFiltersAllAreListedByName) { EXPECT_EQ(List({}), "abc"); }

TEST_F(TenderQueriesTest, EveryPageSizeGivesEachTenderOnce) {
  for (const int size : {1, 2, 3, 4}) {
    v1::ListTendersRequest request;
    request.set_page_size(size);
    EXPECT_EQ(List(request), "abc") << size;
    request.set_cpv_prefix("90");
    EXPECT_EQ(List(request), "ab") << size;
  }
}

TEST_F(TenderQueriesTest, FiltersNarrowByCodePlaceBuyerDeadlineAndReservation) {
  v1::ListTendersRequest by_cpv;
  by_cpv.set_cpv_prefix("98311");
  EXPECT_EQ(List(by_cpv), "c");
  v1::ListTendersRequest by_place;
  by_place.set_nuts_prefix("DK04");
  EXPECT_EQ(List(by_place), "ac");
  v1::ListTendersRequest by_buyer;
  by_buyer.set_buyer("11111111");
  EXPECT_EQ(List(by_buyer), "ac");
  v1::ListTendersRequest reserved;
  reserved.set_reserved_only(true);
  EXPECT_EQ(List(reserved), "b");
  v1::ListTendersRequest soon;
  soon.mutable_deadline_to()->set_year(2027);
  soon.mutable_deadline_to()->set_month(2);
  soon.mutable_deadline_to()->set_day(1);
  EXPECT_EQ(List(soon), "ac");
  *soon.mutable_deadline_from() = soon.deadline_to();
  EXPECT_EQ(List(soon), "c");
}

TEST_F(TenderQueriesTest, FiltersHoldTogether) {
  v1::ListTendersRequest request;
  request.set_cpv_prefix("90");
  request.set_nuts_prefix("DK042");
  request.set_buyer("11111111");
  request.set_state(v1::Tender::STATE_PUBLISHED);
  EXPECT_EQ(List(request), "a");
  request.set_state(v1::Tender::STATE_AWARDED);
  EXPECT_EQ(List(request), "");
}

TEST_F(TenderQueriesTest, FiltersOfAnotherFormAreRefused) {
  const auto refused = IsError(absl::StatusCode::kInvalidArgument, Reason::kFilterInvalid);
  v1::ListTendersRequest request;
  for (const auto* bad : {"9", "90910000-2", "9O", "909100001"}) {
    request.set_cpv_prefix(bad);
    EXPECT_THAT(ListTenders(*world_.Now()->snapshot, request, Trusted()), refused) << bad;
  }
  request.clear_cpv_prefix();
  request.set_nuts_prefix("dk0");
  EXPECT_THAT(ListTenders(*world_.Now()->snapshot, request, Trusted()), refused);
}

TEST_F(TenderQueriesTest, ADayThatDoesNotExistIsRefused) {
  v1::ListTendersRequest request;
  request.mutable_deadline_from()->set_year(2027);
  request.mutable_deadline_from()->set_month(2);
  request.mutable_deadline_from()->set_day(30);
  EXPECT_THAT(ListTenders(*world_.Now()->snapshot, request, Trusted()),
              IsError(absl::StatusCode::kInvalidArgument, Reason::kFieldInvalid));
}

TEST_F(TenderQueriesTest, WhatIsNotStoredIsNotFound) {
  const auto missing = IsError(absl::StatusCode::kNotFound, Reason::kNotFound);
  EXPECT_THAT(GetTender(*world_.Now()->snapshot, "tenders/none", Trusted()), missing);
  EXPECT_THAT(GetLot(*world_.Now()->snapshot, "tenders/none/lots/LOT-0001", Trusted()), missing);
  v1::ListLotsRequest request;
  request.set_parent("tenders/none");
  EXPECT_THAT(ListLots(*world_.Now()->snapshot, request, Trusted()), missing);
}

TEST_F(TenderQueriesTest, ASnapshotDoesNotSeeLaterWrites) {
  const auto before = world_.Now();
  Ingest({.notice_id = Id('4'), .procedure_id = Id('d')});
  v1::ListTendersRequest request;
  EXPECT_EQ(ListTenders(*before->snapshot, request, Trusted())->tenders_size(), 3);
  EXPECT_EQ(ListTenders(*world_.Now()->snapshot, request, Trusted())->tenders_size(), 4);
}

}  // namespace
}  // namespace sambyd::application
