#ifndef SERVICES_SAMBYDD_ADMIN_SERVICE_H_
#define SERVICES_SAMBYDD_ADMIN_SERVICE_H_

#include "lib/application/answer_cache.h"
#include "lib/application/published.h"
#include "lib/application/reindex_lots.h"
#include "lib/application/search_slots.h"
#include "lib/base/clock.h"
#include "lib/changelog/change_log.h"
#include "lib/rpc/funnel.h"
#include "lib/storage/store.h"
#include "sambyd/v1/admin_service.grpc.pb.h"

namespace sambyd::server {

// sambyd.v1.AdminService. Thread-safe.
class AdminService final : public v1::AdminService::Service {
 public:
  // All must outlive the service.
  AdminService(const rpc::Funnel& funnel, const storage::Store& store,
               const changelog::ChangeLog& log, const application::Publisher& publisher,
               const application::SearchSlots& slots, const application::AnswerCache& cache,
               application::LotReindexer& reindexer, storage::BackupTarget backups,
               Timestamp start_time);

  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;
  grpc::Status ReindexLots(grpc::ServerContext* context, const v1::ReindexLotsRequest* request,
                           grpc::ServerWriter<v1::ReindexLotsResponse>* writer) override;
  grpc::Status CreateBackup(grpc::ServerContext* context, const v1::CreateBackupRequest* request,
                            v1::Backup* response) override;

 private:
  const rpc::Funnel& funnel_;
  const storage::Store& store_;
  const changelog::ChangeLog& log_;
  const application::Publisher& publisher_;
  const application::SearchSlots& slots_;
  const application::AnswerCache& cache_;
  application::LotReindexer& reindexer_;
  const storage::BackupTarget backups_;
  const Timestamp start_time_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_ADMIN_SERVICE_H_
