#include "services/sambydd/application.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "lib/application/enterprise_commands.h"
#include "lib/application/ingest_notice.h"
#include "lib/application/published.h"
#include "lib/application/reindex_lots.h"
#include "lib/base/log.h"
#include "lib/base/status.h"
#include "lib/breakdown/combined_classifier.h"
#include "lib/changelog/embedded_log.h"
#include "lib/rpc/funnel.h"
#include "lib/rpc/metrics_endpoint.h"
#include "lib/storage/store.h"
#include "services/sambydd/access_rules.h"
#include "services/sambydd/admin_service.h"
#include "services/sambydd/consortium_service.h"
#include "services/sambydd/enterprise_service.h"
#include "services/sambydd/server_metrics.h"
#include "services/sambydd/tender_service.h"

namespace sambyd::server {

// Members in the order in which they know each other; the server, last, is the first to go.
struct Application::Parts {
  Parts(const Options& options, const Clock& clock, std::unique_ptr<storage::Store> opened,
        std::unique_ptr<application::Publisher> built, std::unique_ptr<rpc::Authenticator> known_by)
      : drain(options.drain),
        authenticator(std::move(known_by)),
        funnel(*authenticator, AccessRules(), options.funnel, clock),
        store(std::move(opened)),
        publisher(std::move(built)),
        log(*store, clock,
            [this](const changelog::CommittedGroup& group) { publisher->OnCommitted(group); }),
        reader(*publisher, log),
        ingester(log, classifier, options.parse),
        reindexer(log, classifier),
        commands(log, *store, clock),
        tenders(funnel, log, ingester, reader),
        enterprises(funnel, commands, reader),
        slots(options.searches, options.search_queue),
        cache(options.cache_bytes),
        searches(funnel, reader, slots, clock),
        consortia(searches, slots, cache, outcomes, ingester),
        admin(funnel, *store, log, *publisher, slots, cache, reindexer, options.backups,
              clock.Now()) {}

  void SetServing(bool serving) const {
    server->SetServing(serving);
    if (probes != nullptr) probes->SetServing(serving);
  }

  const std::chrono::milliseconds drain;
  const std::unique_ptr<rpc::Authenticator> authenticator;
  const rpc::Funnel funnel;
  const breakdown::Classifier& classifier = breakdown::ProductClassifier();
  std::unique_ptr<storage::Store> store;
  std::unique_ptr<application::Publisher> publisher;
  changelog::EmbeddedLog log;
  application::Reader reader;
  application::NoticeIngester ingester;
  application::LotReindexer reindexer;
  application::EnterpriseCommands commands;
  TenderService tenders;
  EnterpriseService enterprises;
  application::SearchSlots slots;
  application::AnswerCache cache;
  SearchOutcomes outcomes;
  SearchCalls searches;
  ConsortiumService consortia;
  AdminService admin;
  std::unique_ptr<rpc::Server> server;
  std::unique_ptr<rpc::Server> probes;            // answers health checks alone
  std::unique_ptr<rpc::MetricsEndpoint> metrics;  // reads all of the above
};

namespace {

std::vector<std::string> HealthServices() {
  return {v1::TenderService::service_full_name(), v1::EnterpriseService::service_full_name(),
          v1::ConsortiumService::service_full_name(), v1::AdminService::service_full_name()};
}

absl::StatusOr<std::unique_ptr<rpc::MetricsEndpoint>> ServeMetrics(const Options& options,
                                                                   const rpc::Funnel& funnel,
                                                                   const MetricSources& sources) {
  if (options.metrics_address.empty()) return nullptr;
  SAMBYD_ASSIGN_OR_RETURN(
      auto endpoint,
      rpc::MetricsEndpoint::Start(options.metrics_address,
                                  {funnel.metrics(), std::make_shared<ServerMetrics>(sources)}));
  Log(Severity::kInfo, "serving metrics", {{"port", endpoint->port()}});
  return endpoint;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Application>> Application::Start(const Options& options,
                                                                const Clock& clock) {
  SAMBYD_RETURN_IF_ERROR(CheckSecurity(options.security, options.rpc.address));
  SAMBYD_ASSIGN_OR_RETURN(auto store,
                          storage::Store::Open({.directory = options.data_directory,
                                                .memory_budget = options.memory_budget}));
  return StartOn(std::move(store), options, clock);
}

absl::StatusOr<std::unique_ptr<Application>> Application::StartOn(
    std::unique_ptr<storage::Store> store, const Options& options, const Clock& clock) {
  SAMBYD_ASSIGN_OR_RETURN(auto authenticator, OpenAuthenticator(options.security, clock));
  rpc::ServerOptions serving = options.rpc;
  SAMBYD_ASSIGN_OR_RETURN(serving.credentials, OpenCredentials(options.security));
  SAMBYD_ASSIGN_OR_RETURN(auto publisher, application::Publisher::Build(store->TakeSnapshot()));
  auto parts = std::make_unique<Parts>(options, clock, std::move(store), std::move(publisher),
                                       std::move(authenticator));
  serving.health_services = HealthServices();
  SAMBYD_ASSIGN_OR_RETURN(parts->server,
                          rpc::Server::Start(serving, {&parts->tenders, &parts->enterprises,
                                                       &parts->consortia, &parts->admin}));
  if (!options.health_address.empty()) {
    SAMBYD_ASSIGN_OR_RETURN(parts->probes, rpc::Server::Start({.address = options.health_address,
                                                               .health_services = HealthServices()},
                                                              {}));
    Log(Severity::kInfo, "serving health", {{"port", parts->probes->port()}});
  }
  SAMBYD_ASSIGN_OR_RETURN(parts->metrics, ServeMetrics(options, parts->funnel,
                                                       {.store = *parts->store,
                                                        .log = parts->log,
                                                        .publisher = *parts->publisher,
                                                        .slots = parts->slots,
                                                        .cache = parts->cache,
                                                        .outcomes = parts->outcomes,
                                                        .data_directory = options.data_directory,
                                                        .memory_limit = options.memory_limit}));
  const auto published = parts->publisher->Current();
  WarnOfWhatIsOpen(options.security);
  Log(Severity::kInfo, "serving",
      {{"port", parts->server->port()},
       {"position", published->position()},
       {"enterprises", static_cast<std::int64_t>(published->market->size())}});
  parts->SetServing(true);
  parts->store->OnFailure([&parts = *parts] { parts.SetServing(false); });
  return std::unique_ptr<Application>(new Application(std::move(parts)));
}

Application::Application(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Application::~Application() { Stop(); }

int Application::port() const { return parts_->server->port(); }

void Application::Stop() {
  if (parts_ == nullptr) return;
  parts_->store->OnFailure(nullptr);
  parts_->SetServing(false);
  parts_->server->Drain(parts_->drain);
  parts_.reset();
}

}  // namespace sambyd::server
