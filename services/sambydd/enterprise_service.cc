#include "services/sambydd/enterprise_service.h"

#include <string>
#include <utility>

#include "lib/application/enterprise_queries.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/rpc/read_message.h"
#include "services/sambydd/caller_of.h"
#include "services/sambydd/read_call.h"
#include "services/sambydd/write_call.h"

namespace sambyd::server {
namespace {

constexpr int kMostRows = 1000;

absl::Status CheckRows(const v1::ImportEnterprisesRequest& request) {
  if (request.rows_size() <= kMostRows) return absl::OkStatus();
  return InvalidField("rows", std::to_string(request.rows_size()) + " rows",
                      "at most 1000 in one message", Reason::kFieldOutOfRange);
}

}  // namespace

EnterpriseService::EnterpriseService(const rpc::Funnel& funnel,
                                     application::EnterpriseCommands& commands,
                                     const application::Reader& reader)
    : funnel_(funnel), commands_(commands), reader_(reader) {}

grpc::Status EnterpriseService::CreateEnterprise(grpc::ServerContext* context,
                                                 const v1::CreateEnterpriseRequest* request,
                                                 v1::Enterprise* response) {
  return ServeWrite(funnel_, context, "EnterpriseService.CreateEnterprise", request, response,
                    [&](const application::Caller&) { return commands_.Create(*request); });
}

grpc::Status EnterpriseService::UpdateEnterprise(grpc::ServerContext* context,
                                                 const v1::UpdateEnterpriseRequest* request,
                                                 v1::Enterprise* response) {
  return ServeWrite(
      funnel_, context, "EnterpriseService.UpdateEnterprise", request, response,
      [&](const application::Caller& caller) { return commands_.Update(*request, caller); });
}

grpc::Status EnterpriseService::SubmitWorkforceStatement(
    grpc::ServerContext* context, const v1::SubmitWorkforceStatementRequest* request,
    v1::WorkforceStatement* response) {
  return ServeWrite(funnel_, context, "EnterpriseService.SubmitWorkforceStatement", request,
                    response, [&](const application::Caller& caller) {
                      return commands_.SubmitStatement(*request, caller);
                    });
}

grpc::Status EnterpriseService::ConfirmProfile(grpc::ServerContext* context,
                                               const v1::ConfirmProfileRequest* request,
                                               v1::Enterprise* response) {
  return ServeWrite(funnel_, context, "EnterpriseService.ConfirmProfile", request, response,
                    [&](const application::Caller&) { return commands_.ConfirmProfile(*request); });
}

grpc::Status EnterpriseService::EraseContact(grpc::ServerContext* context,
                                             const v1::EraseContactRequest* request,
                                             v1::Enterprise* response) {
  return ServeWrite(funnel_, context, "EnterpriseService.EraseContact", request, response,
                    [&](const application::Caller&) { return commands_.EraseContact(*request); });
}

grpc::Status EnterpriseService::DeleteEnterprise(grpc::ServerContext* context,
                                                 const v1::DeleteEnterpriseRequest* request,
                                                 google::protobuf::Empty*) {
  return funnel_.Serve(context, "EnterpriseService.DeleteEnterprise", request,
                       [&](rpc::Call& call) -> absl::Status {
                         SAMBYD_ASSIGN_OR_RETURN(const auto position, commands_.Delete(*request));
                         call.set_position(position);
                         return absl::OkStatus();
                       });
}

grpc::Status EnterpriseService::ImportEnterprises(
    grpc::ServerContext* context, grpc::ServerReader<v1::ImportEnterprisesRequest>* reader,
    v1::ImportEnterprisesResponse* response) {
  return funnel_.ServeStream(
      context, "EnterpriseService.ImportEnterprises", nullptr,
      [&](rpc::Call& call) -> absl::Status {
        v1::ImportEnterprisesRequest request;
        while (true) {
          SAMBYD_ASSIGN_OR_RETURN(const bool more, rpc::ReadMessage(*reader, request));
          if (!more) break;
          SAMBYD_ASSIGN_OR_RETURN(const auto room, call.RoomFor(request));
          SAMBYD_RETURN_IF_ERROR(CheckRows(request));
          SAMBYD_RETURN_IF_ERROR(commands_.Import(request.rows(), *response));
        }
        call.set_position(response->position());
        return absl::OkStatus();
      });
}

grpc::Status EnterpriseService::GetEnterprise(grpc::ServerContext* context,
                                              const v1::GetEnterpriseRequest* request,
                                              v1::Enterprise* response) {
  return ServeRead(funnel_, reader_, context, "EnterpriseService.GetEnterprise", request, response,
                   [&](const rpc::Call& call, const application::Published& published) {
                     return application::GetEnterprise(*published.snapshot, request->name(),
                                                       CallerOf(call.identity()));
                   });
}

grpc::Status EnterpriseService::ListEnterprises(grpc::ServerContext* context,
                                                const v1::ListEnterprisesRequest* request,
                                                v1::ListEnterprisesResponse* response) {
  return ServeRead(funnel_, reader_, context, "EnterpriseService.ListEnterprises", request,
                   response, [&](const rpc::Call& call, const application::Published& published) {
                     return application::ListEnterprises(*published.snapshot, *request,
                                                         CallerOf(call.identity()));
                   });
}

}  // namespace sambyd::server
