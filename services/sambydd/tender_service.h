#ifndef SERVICES_SAMBYDD_TENDER_SERVICE_H_
#define SERVICES_SAMBYDD_TENDER_SERVICE_H_

#include "lib/application/ingest_notice.h"
#include "lib/application/published.h"
#include "lib/changelog/change_log.h"
#include "lib/rpc/funnel.h"
#include "sambyd/v1/tender_service.grpc.pb.h"

namespace sambyd::server {

// sambyd.v1.TenderService: translates calls into the application's use cases. Thread-safe.
class TenderService final : public v1::TenderService::Service {
 public:
  // All must outlive the service.
  TenderService(const rpc::Funnel& funnel, changelog::ChangeLog& log,
                application::NoticeIngester& ingester, const application::Reader& reader);

  grpc::Status IngestNotice(grpc::ServerContext* context, const v1::IngestNoticeRequest* request,
                            v1::IngestNoticeResponse* response) override;
  grpc::Status IngestNotices(grpc::ServerContext* context,
                             grpc::ServerReaderWriter<v1::IngestNoticesResponse,
                                                      v1::IngestNoticesRequest>* stream) override;
  grpc::Status PreviewNotice(grpc::ServerContext* context, const v1::PreviewNoticeRequest* request,
                             v1::PreviewNoticeResponse* response) override;
  grpc::Status GetTender(grpc::ServerContext* context, const v1::GetTenderRequest* request,
                         v1::Tender* response) override;
  grpc::Status ListTenders(grpc::ServerContext* context, const v1::ListTendersRequest* request,
                           v1::ListTendersResponse* response) override;
  grpc::Status GetLot(grpc::ServerContext* context, const v1::GetLotRequest* request,
                      v1::Lot* response) override;
  grpc::Status ListLots(grpc::ServerContext* context, const v1::ListLotsRequest* request,
                        v1::ListLotsResponse* response) override;
  grpc::Status ReviewLot(grpc::ServerContext* context, const v1::ReviewLotRequest* request,
                         v1::ReviewLotResponse* response) override;

 private:
  const rpc::Funnel& funnel_;
  changelog::ChangeLog& log_;
  application::NoticeIngester& ingester_;
  const application::Reader& reader_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_TENDER_SERVICE_H_
