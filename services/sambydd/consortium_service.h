#ifndef SERVICES_SAMBYDD_CONSORTIUM_SERVICE_H_
#define SERVICES_SAMBYDD_CONSORTIUM_SERVICE_H_

#include "lib/application/find_consortia.h"
#include "lib/application/published.h"
#include "lib/rpc/funnel.h"
#include "sambyd/v1/consortium_service.grpc.pb.h"

namespace sambyd::server {

// sambyd.v1.ConsortiumService: translates calls into the application's use cases. Thread-safe.
class ConsortiumService final : public v1::ConsortiumService::Service {
 public:
  // All must outlive the service.
  ConsortiumService(const rpc::Funnel& funnel, const application::ConsortiumFinder& finder,
                    const application::Reader& reader);

  grpc::Status FindConsortia(grpc::ServerContext* context, const v1::FindConsortiaRequest* request,
                             v1::FindConsortiaResponse* response) override;
  grpc::Status EvaluateConsortium(grpc::ServerContext* context,
                                  const v1::EvaluateConsortiumRequest* request,
                                  v1::EvaluateConsortiumResponse* response) override;

 private:
  const rpc::Funnel& funnel_;
  const application::ConsortiumFinder& finder_;
  const application::Reader& reader_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_CONSORTIUM_SERVICE_H_
