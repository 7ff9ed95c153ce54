#include "tests/support/world.h"

#include <cstdlib>
#include <utility>

#include "lib/base/log.h"

namespace sambyd::testing {
namespace {

// The test cannot go on.
[[noreturn]] void Fail(const char* what, const std::string& why) {
  Log(Severity::kError, what, {{"error", why}});
  std::abort();
}

}  // namespace

World::World() { Open(); }

void World::Close() {
  commands.reset();
  ingester.reset();
  log_.reset();
  publisher_.reset();
  store_.reset();
}

void World::Restart() {
  Close();
  Open();
}

application::Circumstances World::Unhurried(const application::Caller& caller) const {
  return {.now = clock.Now(), .caller = caller, .stop = [] { return false; }};
}

void World::Register(const std::string& cvr, const std::string& name, int ordinary, int fleksjob,
                     const std::string& cpv) const {
  v1::ImportEnterprisesRequest request;
  v1::ImportRow& row = *request.add_rows();
  *row.mutable_enterprise() = CleaningEnterprise(cvr, name);
  row.mutable_enterprise()->mutable_capabilities(0)->set_cpv(cpv);
  *row.mutable_workforce_statement() = Statement(ordinary, fleksjob);
  v1::ImportEnterprisesResponse report;
  const absl::Status status = commands->Import(request.rows(), report);
  if (!status.ok() || report.failed() > 0) {
    Fail("cannot register", status.ToString() + report.ShortDebugString());
  }
}

absl::StatusOr<storage::CheckReport> World::Check() {
  Close();
  auto report = storage::Check(data_directory());
  Open();
  return report;
}

void World::Open() {
  auto store = storage::Store::Open({.directory = directory_.path() + "/data"});
  if (!store.ok()) Fail("cannot open", store.status().ToString());
  store_ = *std::move(store);
  publisher_ = *application::Publisher::Build(store_->TakeSnapshot());
  log_ = std::make_unique<changelog::EmbeddedLog>(
      *store_, clock,
      [this](const changelog::CommittedGroup& group) { publisher_->OnCommitted(group); });
  ingester =
      std::make_unique<application::NoticeIngester>(*log_, classifier, notice::ParseLimits());
  commands = std::make_unique<application::EnterpriseCommands>(*log_, *store_, clock);
}

application::Caller Trusted() { return {.keeps_register = true, .every_buyer = true}; }

v1::Enterprise CleaningEnterprise(const std::string& cvr, const std::string& name) {
  v1::Enterprise enterprise;
  enterprise.mutable_national_id()->set_scheme("DK:CVR");
  enterprise.mutable_national_id()->set_value(cvr);
  enterprise.set_display_name(name);
  enterprise.set_home_place("0751");
  v1::Capability& cleaning = *enterprise.add_capabilities();
  cleaning.set_cpv("90910000");
  cleaning.add_service_areas("DK042");
  cleaning.mutable_yearly_capacity()->set_ore_per_year(200'000'000);
  enterprise.mutable_yearly_capacity()->set_ore_per_year(300'000'000);
  enterprise.mutable_main_aim()->set_integration(true);
  enterprise.mutable_main_aim()->set_evidence_level(v1::MainAim::EVIDENCE_LEVEL_SELF_DECLARED);
  return enterprise;
}

v1::InlineLot CleaningLot() {
  v1::InlineLot lot;
  lot.set_reserved(true);
  v1::InlineLeaf& leaf = *lot.add_leaves();
  leaf.set_key("rengøring");
  leaf.set_cpv("90911200");
  leaf.add_places("0751");
  leaf.set_ore_per_year(300'000'000);
  return lot;
}

v1::WorkforceStatement Statement(int ordinary, int fleksjob) {
  v1::WorkforceStatement statement;
  statement.mutable_as_of()->set_year(2026);
  statement.mutable_as_of()->set_month(6);
  statement.mutable_as_of()->set_day(1);
  v1::WorkforceCount& first = *statement.add_counts();
  first.set_category(v1::WORKFORCE_CATEGORY_ORDINARY);
  first.set_heads(ordinary);
  v1::WorkforceCount& second = *statement.add_counts();
  second.set_category(v1::WORKFORCE_CATEGORY_FLEKSJOB);
  second.set_heads(fleksjob);
  return statement;
}

}  // namespace sambyd::testing
