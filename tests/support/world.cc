#include "tests/support/world.h"

#include <cstdlib>
#include <utility>

#include "lib/base/log.h"

namespace sambyd::testing {

World::World() { Open(); }

void World::Restart() {
  finder.reset();
  commands.reset();
  ingester.reset();
  log_.reset();
  publisher_.reset();
  store_.reset();
  Open();
}

void World::Open() {
  auto store = storage::Store::Open({.directory = directory_.path() + "/data"});
  if (!store.ok()) {
    Log(Severity::kError, "cannot open", {{"error", store.status().ToString()}});
    std::abort();
  }
  store_ = *std::move(store);
  publisher_ = *application::Publisher::Build(store_->TakeSnapshot());
  log_ = std::make_unique<changelog::EmbeddedLog>(
      *store_, clock,
      [this](const changelog::CommittedGroup& group) { publisher_->OnCommitted(group); });
  ingester =
      std::make_unique<application::NoticeIngester>(*log_, classifier, notice::ParseLimits());
  commands = std::make_unique<application::EnterpriseCommands>(*log_, clock);
  finder =
      std::make_unique<application::ConsortiumFinder>(clock, registry::Disclosure::kExactCounts);
}

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
