#ifndef LIB_APPLICATION_REINDEX_LOTS_H_
#define LIB_APPLICATION_REINDEX_LOTS_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "lib/breakdown/classifier.h"
#include "lib/changelog/change_log.h"
#include "sambyd/v1/admin_service.pb.h"

namespace sambyd::application {

// AdminService.ReindexLots: brings the derived lots of every stored tender up to the classifier at
// hand. Thread-safe; two runs at once end in the same state.
class LotReindexer {
 public:
  // Both must outlive the reindexer.
  LotReindexer(changelog::ChangeLog& log, const breakdown::Classifier& classifier);

  // Version of the rules and the classifier that lots get.
  const std::string& model_version() const { return model_version_; }

  // Told how far the run is; false ends it.
  using Progress = std::function<bool(const v1::ReindexLotsResponse& progress)>;

  // Looks at every tender in the order of names, breaks those of other versions down outside the
  // writers' queue and writes them in batches of one record each. A tender that a notice changed
  // meanwhile is looked at again instead of being written. CANCELLED when `progress` ended it;
  // errors of storage as they are. What was written stays in both cases.
  absl::Status Run(const Progress& progress);

 private:
  changelog::ChangeLog& log_;
  const breakdown::Classifier& classifier_;
  const std::string model_version_;
};

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_REINDEX_LOTS_H_
