#include "services/sambydd/tender_service.h"

#include "lib/application/review_lot.h"
#include "lib/application/tender_queries.h"
#include "lib/base/status.h"
#include "lib/rpc/read_message.h"
#include "lib/rpc/status.h"
#include "services/sambydd/caller_of.h"
#include "services/sambydd/read_call.h"
#include "services/sambydd/write_call.h"

namespace sambyd::server {

TenderService::TenderService(const rpc::Funnel& funnel, changelog::ChangeLog& log,
                             application::NoticeIngester& ingester,
                             const application::Reader& reader)
    : funnel_(funnel), log_(log), ingester_(ingester), reader_(reader) {}

grpc::Status TenderService::IngestNotice(grpc::ServerContext* context,
                                         const v1::IngestNoticeRequest* request,
                                         v1::IngestNoticeResponse* response) {
  return funnel_.Serve(
      context, "TenderService.IngestNotice", request, [&](rpc::Call& call) -> absl::Status {
        SAMBYD_ASSIGN_OR_RETURN(*response, ingester_.Ingest(*request, CallerOf(call.identity())));
        call.set_position(response->position());
        return absl::OkStatus();
      });
}

grpc::Status TenderService::IngestNotices(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::IngestNoticesResponse, v1::IngestNoticesRequest>* stream) {
  return funnel_.ServeStream(
      context, "TenderService.IngestNotices", nullptr, [&](rpc::Call& call) -> absl::Status {
        const application::Caller caller = CallerOf(call.identity());
        for (std::int64_t index = 0;; ++index) {
          v1::IngestNoticesResponse response;
          {  // a caller that does not read its answers holds neither request nor memory of others
            v1::IngestNoticesRequest request;
            SAMBYD_ASSIGN_OR_RETURN(const bool more, rpc::ReadMessage(*stream, request));
            if (!more) break;
            SAMBYD_ASSIGN_OR_RETURN(const auto room, call.RoomFor(request));
            auto result = ingester_.Ingest(request.notice(), caller);
            response.set_index(index);
            *response.mutable_status() =
                rpc::ToRpcStatus(rpc::ForCaller(result.status(), "TenderService.IngestNotices"));
            if (result.ok()) {
              call.set_position(result->position());
              *response.mutable_result() = *std::move(result);
            }
          }
          if (!stream->Write(response)) break;  // the caller has gone; what was stored stays
        }
        return absl::OkStatus();
      });
}

grpc::Status TenderService::PreviewNotice(grpc::ServerContext* context,
                                          const v1::PreviewNoticeRequest* request,
                                          v1::PreviewNoticeResponse* response) {
  return funnel_.Serve(context, "TenderService.PreviewNotice", request,
                       [&](rpc::Call&) -> absl::Status {
                         SAMBYD_ASSIGN_OR_RETURN(*response, ingester_.Preview(request->content()));
                         return absl::OkStatus();
                       });
}

grpc::Status TenderService::GetTender(grpc::ServerContext* context,
                                      const v1::GetTenderRequest* request, v1::Tender* response) {
  return ServeRead(funnel_, reader_, context, "TenderService.GetTender", request, response,
                   [&](const rpc::Call& call, const application::Published& published) {
                     return application::GetTender(*published.snapshot, request->name(),
                                                   CallerOf(call.identity()));
                   });
}

grpc::Status TenderService::ListTenders(grpc::ServerContext* context,
                                        const v1::ListTendersRequest* request,
                                        v1::ListTendersResponse* response) {
  return ServeRead(funnel_, reader_, context, "TenderService.ListTenders", request, response,
                   [&](const rpc::Call& call, const application::Published& published) {
                     return application::ListTenders(*published.snapshot, *request,
                                                     CallerOf(call.identity()));
                   });
}

grpc::Status TenderService::GetLot(grpc::ServerContext* context, const v1::GetLotRequest* request,
                                   v1::Lot* response) {
  return ServeRead(funnel_, reader_, context, "TenderService.GetLot", request, response,
                   [&](const rpc::Call& call, const application::Published& published) {
                     return application::GetLot(*published.snapshot, request->name(),
                                                CallerOf(call.identity()));
                   });
}

grpc::Status TenderService::ListLots(grpc::ServerContext* context,
                                     const v1::ListLotsRequest* request,
                                     v1::ListLotsResponse* response) {
  return ServeRead(funnel_, reader_, context, "TenderService.ListLots", request, response,
                   [&](const rpc::Call& call, const application::Published& published) {
                     return application::ListLots(*published.snapshot, *request,
                                                  CallerOf(call.identity()));
                   });
}

grpc::Status TenderService::ReviewLot(grpc::ServerContext* context,
                                      const v1::ReviewLotRequest* request,
                                      v1::ReviewLotResponse* response) {
  return ServeWrite(funnel_, context, "TenderService.ReviewLot", request, response,
                    [&](const application::Caller& caller) {
                      return application::ReviewLot(log_, *request, caller);
                    });
}

}  // namespace sambyd::server
