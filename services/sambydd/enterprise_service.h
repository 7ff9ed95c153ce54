#ifndef SERVICES_SAMBYDD_ENTERPRISE_SERVICE_H_
#define SERVICES_SAMBYDD_ENTERPRISE_SERVICE_H_

#include "lib/application/enterprise_commands.h"
#include "lib/application/published.h"
#include "lib/rpc/funnel.h"
#include "sambyd/v1/enterprise_service.grpc.pb.h"

namespace sambyd::server {

// sambyd.v1.EnterpriseService: translates calls into the application's use cases. Thread-safe.
class EnterpriseService final : public v1::EnterpriseService::Service {
 public:
  // All must outlive the service.
  EnterpriseService(const rpc::Funnel& funnel, application::EnterpriseCommands& commands,
                    const application::Reader& reader);

  grpc::Status CreateEnterprise(grpc::ServerContext* context,
                                const v1::CreateEnterpriseRequest* request,
                                v1::Enterprise* response) override;
  grpc::Status UpdateEnterprise(grpc::ServerContext* context,
                                const v1::UpdateEnterpriseRequest* request,
                                v1::Enterprise* response) override;
  grpc::Status GetEnterprise(grpc::ServerContext* context, const v1::GetEnterpriseRequest* request,
                             v1::Enterprise* response) override;
  grpc::Status ListEnterprises(grpc::ServerContext* context,
                               const v1::ListEnterprisesRequest* request,
                               v1::ListEnterprisesResponse* response) override;
  grpc::Status DeleteEnterprise(grpc::ServerContext* context,
                                const v1::DeleteEnterpriseRequest* request,
                                google::protobuf::Empty* response) override;
  grpc::Status ImportEnterprises(grpc::ServerContext* context,
                                 grpc::ServerReader<v1::ImportEnterprisesRequest>* reader,
                                 v1::ImportEnterprisesResponse* response) override;
  grpc::Status SubmitWorkforceStatement(grpc::ServerContext* context,
                                        const v1::SubmitWorkforceStatementRequest* request,
                                        v1::WorkforceStatement* response) override;
  grpc::Status ConfirmProfile(grpc::ServerContext* context,
                              const v1::ConfirmProfileRequest* request,
                              v1::Enterprise* response) override;
  grpc::Status EraseContact(grpc::ServerContext* context, const v1::EraseContactRequest* request,
                            v1::Enterprise* response) override;

 private:
  const rpc::Funnel& funnel_;
  application::EnterpriseCommands& commands_;
  const application::Reader& reader_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_ENTERPRISE_SERVICE_H_
