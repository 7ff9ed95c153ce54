#ifndef SERVICES_SAMBYDD_APPLICATION_H_
#define SERVICES_SAMBYDD_APPLICATION_H_

#include <memory>

#include "absl/status/statusor.h"
#include "lib/base/clock.h"
#include "lib/storage/store.h"
#include "services/sambydd/options.h"

namespace sambyd::server {

// The composition root: opens the store, wires every part and serves. Thread-safe once open.
class Application {
 public:
  // Opens the data directory, builds the market and starts serving. Health says SERVING when it
  // returns, and NOT_SERVING from the first failed write on. `clock` must outlive the application.
  // Errors of storage::Store::Open and rpc::Server::Start.
  static absl::StatusOr<std::unique_ptr<Application>> Start(const Options& options,
                                                            const Clock& clock);

  // The same on a store that is open.
  static absl::StatusOr<std::unique_ptr<Application>> StartOn(std::unique_ptr<storage::Store> store,
                                                              const Options& options,
                                                              const Clock& clock);
  ~Application();

  // The port bound.
  int port() const;

  // Says NOT_SERVING, lets calls finish for Options::drain and closes the store.
  void Stop();

 private:
  struct Parts;
  explicit Application(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_APPLICATION_H_
