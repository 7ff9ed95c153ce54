#ifndef TESTS_SUPPORT_WORLD_H_
#define TESTS_SUPPORT_WORLD_H_

#include <memory>
#include <string>

#include "lib/application/circumstances.h"
#include "lib/application/enterprise_commands.h"
#include "lib/application/ingest_notice.h"
#include "lib/application/published.h"
#include "lib/breakdown/combined_classifier.h"
#include "lib/changelog/embedded_log.h"
#include "lib/storage/check.h"
#include "lib/storage/store.h"
#include "sambyd/v1/consortium.pb.h"
#include "sambyd/v1/enterprise.pb.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_directory.h"

namespace sambyd::testing {

// Names of enterprises that tests register.
inline constexpr char kVej[] = "enterprises/DK24256790";
inline constexpr char kBlank[] = "enterprises/DK13585628";
inline constexpr char kHus[] = "enterprises/DK25313763";

// Every use case over a real store in a temporary folder, without a server.
class World {
 public:
  World();

  // Closes the store and opens it again, as a restart does.
  void Restart();

  std::shared_ptr<const application::Published> Now() const { return publisher_->Current(); }

  // Reads what this world publishes, until it restarts.
  application::Reader NewReader() const { return {*publisher_, *log_}; }

  changelog::ChangeLog& log() { return *log_; }
  const storage::Store& store() const { return *store_; }
  std::string data_directory() const { return directory_.path() + "/data"; }

  // Closes the store, checks all of it and opens it again.
  absl::StatusOr<storage::CheckReport> Check();

  // The clock's time, and nothing that stops a search. The caller may read workforce data unless
  // another is given.
  application::Circumstances Unhurried(const application::Caller& caller = {
                                           .reads_workforce = true}) const;

  // Registers CleaningEnterprise, or one that does other work, with Statement(ordinary, fleksjob).
  void Register(const std::string& cvr, const std::string& name, int ordinary, int fleksjob,
                const std::string& cpv = "90910000") const;

  ManualClock clock;
  const breakdown::Classifier& classifier = breakdown::ProductClassifier();
  std::unique_ptr<application::NoticeIngester> ingester;
  std::unique_ptr<application::EnterpriseCommands> commands;

 private:
  void Open();
  void Close();

  TemporaryDirectory directory_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<application::Publisher> publisher_;
  std::unique_ptr<changelog::EmbeddedLog> log_;
};

// Keeps the register and acts for every buyer, as whoever calls a server that does not
// authenticate.
application::Caller Trusted();

// A valid enterprise at home in Aarhus that cleans in East Jutland for 2 million kroner a year.
v1::Enterprise CleaningEnterprise(const std::string& cvr, const std::string& name);

// A reserved cleaning lot of 3 million kroner a year in Aarhus; its leaf is "rengøring".
v1::InlineLot CleaningLot();

// Counts whose bytes are found in no file by chance.
inline constexpr int kRareOrdinary = 765'431;
inline constexpr int kRareFleksjob = 543'217;

// A statement of 2026-06-01 with these counts.
v1::WorkforceStatement Statement(int ordinary, int fleksjob);

}  // namespace sambyd::testing

#endif  // TESTS_SUPPORT_WORLD_H_
