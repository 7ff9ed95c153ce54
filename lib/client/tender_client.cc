#include "lib/client/tender_client.h"

#include <algorithm>
#include <atomic>
#include <semaphore>
#include <thread>
#include <utility>

#include "lib/client/pages.h"
#include "lib/client/session.h"
#include "lib/rpc/status.h"

namespace sambyd::client {
namespace {

using TenderStub = v1::TenderService::StubInterface;
using IngestStream =
    grpc::ClientReaderWriterInterface<v1::IngestNoticesRequest, v1::IngestNoticesResponse>;

// Sends notices until there are no more, the stream breaks or `stopped` is set.
void SendNotices(IngestStream& stream, const TenderClient::NoticeSource& next,
                 std::counting_semaphore<>& free_places, const std::atomic<bool>& stopped) {
  while (true) {
    free_places.acquire();
    if (stopped.load()) break;
    auto content = next();
    if (!content) break;
    v1::IngestNoticesRequest request;
    request.mutable_notice()->set_content(*std::move(content));
    if (!stream.Write(request)) break;
  }
  stream.WritesDone();
}

absl::StatusOr<v1::IngestNoticeResponse> ResultOf(v1::IngestNoticesResponse& response) {
  absl::Status status = rpc::FromRpcStatus(response.status());
  if (!status.ok()) return status;
  return std::move(*response.mutable_result());
}

}  // namespace

TenderClient::TenderClient(std::shared_ptr<Session> session)
    : session_(std::move(session)), stub_(v1::TenderService::NewStub(session_->channel())) {}

absl::StatusOr<v1::IngestNoticeResponse> TenderClient::IngestNotice(
    std::string content, const CallOptions& options) const {
  v1::IngestNoticeRequest request;
  request.set_content(std::move(content));
  return session_->Call(*stub_, &TenderStub::IngestNotice, std::move(request), options);
}

absl::StatusOr<v1::PreviewNoticeResponse> TenderClient::PreviewNotice(
    std::string content, const CallOptions& options) const {
  v1::PreviewNoticeRequest request;
  request.set_content(std::move(content));
  return session_->Call(*stub_, &TenderStub::PreviewNotice, std::move(request), options);
}

absl::StatusOr<v1::Tender> TenderClient::GetTender(const std::string& name,
                                                   const CallOptions& options) const {
  v1::GetTenderRequest request;
  request.set_name(name);
  return session_->Call(*stub_, &TenderStub::GetTender, std::move(request), options);
}

absl::StatusOr<v1::Lot> TenderClient::GetLot(const std::string& name,
                                             const CallOptions& options) const {
  v1::GetLotRequest request;
  request.set_name(name);
  return session_->Call(*stub_, &TenderStub::GetLot, std::move(request), options);
}

absl::StatusOr<v1::ListLotsResponse> TenderClient::ListLots(v1::ListLotsRequest request,
                                                            const CallOptions& options) const {
  return session_->Call(*stub_, &TenderStub::ListLots, std::move(request), options);
}

absl::StatusOr<v1::ListTendersResponse> TenderClient::ListTenders(
    v1::ListTendersRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &TenderStub::ListTenders, std::move(request), options);
}

absl::StatusOr<v1::ReviewLotResponse> TenderClient::ReviewLot(v1::ReviewLotRequest request,
                                                              const CallOptions& options) const {
  return session_->Call(*stub_, &TenderStub::ReviewLot, std::move(request), options);
}

absl::Status TenderClient::ForEachTender(
    v1::ListTendersRequest request, const std::function<bool(const v1::Tender&)>& visit) const {
  return VisitPages(
      *session_, std::move(request), [&](const auto& page) { return ListTenders(page); },
      [](const auto& page) -> const auto& { return page.tenders(); }, visit);
}

absl::Status TenderClient::ForEachLot(v1::ListLotsRequest request,
                                      const std::function<bool(const v1::Lot&)>& visit) const {
  return VisitPages(
      *session_, std::move(request), [&](const auto& page) { return ListLots(page); },
      [](const auto& page) -> const auto& { return page.lots(); }, visit);
}

absl::Status TenderClient::IngestNotices(const NoticeSource& next, const NoticeResult& on_result,
                                         int window) const {
  grpc::ClientContext context;
  session_->Prepare(context);
  const auto stream = stub_->IngestNotices(&context);
  std::counting_semaphore<> free_places(std::max(window, 1));
  std::atomic<bool> stopped = false;
  std::thread sender([&] { SendNotices(*stream, next, free_places, stopped); });
  v1::IngestNoticesResponse response;
  while (stream->Read(&response)) {
    const auto result = ResultOf(response);
    if (result.ok()) session_->RememberPosition(result->position());
    on_result(response.index(), result);
    free_places.release();
  }
  stopped.store(true);
  free_places.release();
  sender.join();
  return rpc::FromGrpcStatus(stream->Finish());
}

}  // namespace sambyd::client
