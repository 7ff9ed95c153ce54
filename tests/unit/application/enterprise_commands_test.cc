#include "lib/application/enterprise_commands.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "lib/application/enterprise_queries.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using sambyd::testing::CleaningEnterprise;
using sambyd::testing::Statement;
using sambyd::testing::Trusted;
using sambyd::testing::World;
using testing_support::IsError;
using testing_support::IsOk;

constexpr char kCvr[] = "24256790";
constexpr char kName[] = "enterprises/DK24256790";

v1::CreateEnterpriseRequest CreateRequest() {
  v1::CreateEnterpriseRequest request;
  *request.mutable_enterprise() = CleaningEnterprise(kCvr, "Den Rene Vej");
  request.mutable_enterprise()->mutable_contact()->set_email("kontakt@example.dk");
  return request;
}

v1::SubmitWorkforceStatementRequest StatementRequest(int ordinary, int fleksjob) {
  v1::SubmitWorkforceStatementRequest request;
  request.set_parent(kName);
  *request.mutable_workforce_statement() = Statement(ordinary, fleksjob);
  return request;
}

class EnterpriseCommandsTest : public ::testing::Test {
 protected:
  v1::Enterprise Get(const Caller& caller = {}) {
    return GetEnterprise(*world_.Now()->snapshot, kName, caller).value_or(v1::Enterprise());
  }

  World world_;
};

TEST_F(EnterpriseCommandsTest, ACreatedEnterpriseReadsBackWithContact) {
  const auto created = world_.commands->Create(CreateRequest());
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->response.name(), kName);
  EXPECT_EQ(created->position, world_.Now()->position());
  EXPECT_EQ(Get().SerializeAsString(), created->response.SerializeAsString());
  EXPECT_EQ(Get().contact().email(), "kontakt@example.dk");
}

TEST_F(EnterpriseCommandsTest, ANumberIsRegisteredOnce) {
  ASSERT_THAT(world_.commands->Create(CreateRequest()), IsOk());
  EXPECT_THAT(world_.commands->Create(CreateRequest()),
              IsError(absl::StatusCode::kAlreadyExists, Reason::kAlreadyExists));
}

TEST_F(EnterpriseCommandsTest, AWrongCvrNumberIsRefusedAndNothingIsStored) {
  v1::CreateEnterpriseRequest request = CreateRequest();
  request.mutable_enterprise()->mutable_national_id()->set_value("24256791");
  EXPECT_THAT(world_.commands->Create(request),
              IsError(absl::StatusCode::kInvalidArgument, Reason::kFieldInvalid));
  EXPECT_EQ(world_.Now()->position(), 0);
}

TEST_F(EnterpriseCommandsTest, AnUpdateChangesTheFieldsOfItsMaskAlone) {
  ASSERT_THAT(world_.commands->Create(CreateRequest()), IsOk());
  v1::UpdateEnterpriseRequest request;
  request.mutable_enterprise()->set_name(kName);
  request.mutable_enterprise()->set_display_name("Nyt navn");
  request.mutable_update_mask()->add_paths("display_name");
  ASSERT_THAT(world_.commands->Update(request, Trusted()), IsOk());
  EXPECT_EQ(Get().display_name(), "Nyt navn");
  EXPECT_EQ(Get().capabilities_size(), 1);
  EXPECT_EQ(Get().contact().email(), "kontakt@example.dk");
}

TEST_F(EnterpriseCommandsTest, OfConcurrentUpdatesWithOneEtagExactlyOneWins) {
  ASSERT_THAT(world_.commands->Create(CreateRequest()), IsOk());
  const std::string etag = Get().etag();
  std::atomic<int> won{0};
  std::vector<std::jthread> callers;
  for (int i = 0; i < 8; ++i) {
    callers.emplace_back([&, i] {
      v1::UpdateEnterpriseRequest request;
      request.mutable_enterprise()->set_name(kName);
      request.mutable_enterprise()->set_etag(etag);
      request.mutable_enterprise()->set_display_name("Navn " + std::to_string(i));
      request.mutable_update_mask()->add_paths("display_name");
      const auto updated = world_.commands->Update(request, Trusted());
      if (updated.ok()) {
        ++won;
      } else {
        EXPECT_THAT(updated, IsError(absl::StatusCode::kAborted, Reason::kEtagMismatch));
      }
    });
  }
  callers.clear();
  EXPECT_EQ(won, 1);
}

TEST_F(EnterpriseCommandsTest, TheLatestStatementCountsAndCountsStayHiddenFromMost) {
  ASSERT_THAT(world_.commands->Create(CreateRequest()), IsOk());
  ASSERT_THAT(world_.commands->SubmitStatement(StatementRequest(7, 3), Trusted()), IsOk());
  EXPECT_EQ(Get().workforce().meets_share(), v1::VERDICT_PASS);
  EXPECT_FALSE(Get().workforce().has_totals());
  const auto exact = Get({.enterprise = kName}).workforce();
  EXPECT_EQ(exact.totals().headcount(), 10);
  EXPECT_EQ(exact.totals().special(), 3);
  EXPECT_EQ(exact.stale_from().year(), 2027);
  v1::SubmitWorkforceStatementRequest earlier = StatementRequest(100, 0);
  earlier.mutable_workforce_statement()->mutable_as_of()->set_month(5);
  ASSERT_THAT(world_.commands->SubmitStatement(earlier, Trusted()), IsOk());
  EXPECT_EQ(Get().workforce().meets_share(), v1::VERDICT_PASS);
}

TEST_F(EnterpriseCommandsTest, TheMarketFollowsEveryWrite) {
  ASSERT_THAT(world_.commands->Create(CreateRequest()), IsOk());
  EXPECT_EQ(world_.Now()->market->Find("DK24256790")->workforce.headcount, 0);
  ASSERT_THAT(world_.commands->SubmitStatement(StatementRequest(7, 3), Trusted()), IsOk());
  EXPECT_EQ(world_.Now()->market->Find("DK24256790")->workforce.special, 3);
  world_.Restart();
  EXPECT_EQ(world_.Now()->market->Find("DK24256790")->workforce.special, 3);
  v1::DeleteEnterpriseRequest request;
  request.set_name(kName);
  ASSERT_THAT(world_.commands->Delete(request), IsOk());
  EXPECT_FALSE(world_.Now()->market->Find("DK24256790").has_value());
}

TEST_F(EnterpriseCommandsTest, DeletingRemovesContactAndStatementsToo) {
  ASSERT_THAT(world_.commands->Create(CreateRequest()), IsOk());
  ASSERT_THAT(world_.commands->SubmitStatement(StatementRequest(7, 3), Trusted()), IsOk());
  v1::DeleteEnterpriseRequest request;
  request.set_name(kName);
  ASSERT_THAT(world_.commands->Delete(request), IsOk());
  EXPECT_EQ(world_.Now()->snapshot->Count<v1::Enterprise>(), 0);
  EXPECT_EQ(world_.Now()->snapshot->Count<storage::v1::SealedContact>(), 0);
  EXPECT_EQ(world_.Now()->snapshot->Count<storage::v1::SealedStatement>(), 0);
  EXPECT_EQ(world_.Now()->snapshot->Count<storage::v1::WorkforceEncryptionKey>(), 0);
  EXPECT_THAT(world_.commands->Delete(request),
              IsError(absl::StatusCode::kNotFound, Reason::kNotFound));
}

TEST_F(EnterpriseCommandsTest, ConfirmingStampsTheTimeAndLeavesTheStalenessList) {
  ASSERT_THAT(world_.commands->Create(CreateRequest()), IsOk());
  v1::ListEnterprisesRequest stale;
  stale.mutable_not_confirmed_since()->set_year(2026);
  stale.mutable_not_confirmed_since()->set_month(11);
  stale.mutable_not_confirmed_since()->set_day(22);
  const auto list = [&] {
    return ListEnterprises(*world_.Now()->snapshot, stale, {})->enterprises_size();
  };
  EXPECT_EQ(list(), 1);
  v1::ConfirmProfileRequest request;
  request.set_name(kName);
  ASSERT_THAT(world_.commands->ConfirmProfile(request), IsOk());
  EXPECT_EQ(list(), 0);
}

class ImportTest : public EnterpriseCommandsTest {
 protected:
  v1::ImportEnterprisesResponse Import(const std::vector<v1::ImportRow>& rows) {
    v1::ImportEnterprisesRequest request;
    for (const v1::ImportRow& row : rows) *request.add_rows() = row;
    v1::ImportEnterprisesResponse report;
    EXPECT_THAT(world_.commands->Import(request.rows(), report), IsOk());
    return report;
  }

  static v1::ImportRow Row(std::int64_t line, const std::string& cvr, const std::string& name) {
    v1::ImportRow row;
    row.set_line(line);
    *row.mutable_enterprise() = CleaningEnterprise(cvr, name);
    *row.mutable_workforce_statement() = Statement(7, 3);
    return row;
  }
};

TEST_F(ImportTest, GoodRowsLandAndBadOnesAreToldByLine) {
  const auto report = Import({Row(2, kCvr, "A"), Row(3, "24256791", "B"), Row(4, "13585628", "C")});
  EXPECT_EQ(report.rows(), 3);
  EXPECT_EQ(report.created(), 2);
  EXPECT_EQ(report.failed(), 1);
  ASSERT_EQ(report.errors_size(), 1);
  EXPECT_EQ(report.errors(0).line(), 3);
  EXPECT_EQ(report.errors(0).field(), "national_id.value");
  EXPECT_EQ(report.errors(0).got(), "24256791");
  EXPECT_EQ(world_.Now()->snapshot->Count<v1::Enterprise>(), 2);
}

TEST_F(ImportTest, ImportingTheSameRowsAgainWritesNothing) {
  Import({Row(2, kCvr, "A"), Row(3, "13585628", "C")});
  const std::int64_t before = world_.Now()->position();
  const auto report = Import({Row(2, kCvr, "A"), Row(3, "13585628", "C")});
  EXPECT_EQ(report.unchanged(), 2);
  EXPECT_EQ(world_.Now()->position(), before);
}

TEST_F(ImportTest, OfTwoRowsForOneEnterpriseTheLaterCounts) {
  const auto report = Import({Row(2, kCvr, "Før"), Row(3, "13585628", "C"), Row(4, kCvr, "Efter")});
  EXPECT_EQ(report.created(), 2);
  EXPECT_EQ(report.updated(), 1);
  EXPECT_EQ(Get().display_name(), "Efter");
}

TEST_F(ImportTest, ErrorsNeverRepeatWorkforceCounts) {
  v1::ImportRow row = Row(2, kCvr, "A");
  row.mutable_workforce_statement()->mutable_counts(0)->set_heads(-54'321);
  const auto report = Import({row});
  ASSERT_EQ(report.errors_size(), 1);
  EXPECT_EQ(report.errors(0).ShortDebugString().find("54321"), std::string::npos);
}

}  // namespace
}  // namespace sambyd::application
