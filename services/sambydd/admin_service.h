#ifndef SERVICES_SAMBYDD_ADMIN_SERVICE_H_
#define SERVICES_SAMBYDD_ADMIN_SERVICE_H_

#include <string>

#include "lib/application/published.h"
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
               std::string model_version, Timestamp start_time);

  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;

 private:
  const rpc::Funnel& funnel_;
  const storage::Store& store_;
  const changelog::ChangeLog& log_;
  const application::Publisher& publisher_;
  const std::string model_version_;
  const Timestamp start_time_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_ADMIN_SERVICE_H_
