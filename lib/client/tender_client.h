#ifndef LIB_CLIENT_TENDER_CLIENT_H_
#define LIB_CLIENT_TENDER_CLIENT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/client/options.h"
#include "sambyd/v1/tender_service.grpc.pb.h"

namespace sambyd::client {

class Session;

// Notices in, tenders and lots out. Errors as in AdminClient. Thread-safe.
class TenderClient {
 public:
  explicit TenderClient(std::shared_ptr<Session> session);

  absl::StatusOr<v1::IngestNoticeResponse> IngestNotice(std::string content,
                                                        const CallOptions& options = {}) const;
  absl::StatusOr<v1::PreviewNoticeResponse> PreviewNotice(std::string content,
                                                          const CallOptions& options = {}) const;
  absl::StatusOr<v1::Tender> GetTender(const std::string& name,
                                       const CallOptions& options = {}) const;
  absl::StatusOr<v1::Lot> GetLot(const std::string& name, const CallOptions& options = {}) const;
  absl::StatusOr<v1::ListLotsResponse> ListLots(v1::ListLotsRequest request,
                                                const CallOptions& options = {}) const;
  absl::StatusOr<v1::ListTendersResponse> ListTenders(v1::ListTendersRequest request,
                                                      const CallOptions& options = {}) const;

  absl::StatusOr<v1::ReviewLotResponse> ReviewLot(v1::ReviewLotRequest request,
                                                  const CallOptions& options = {}) const;

  // Calls `visit` for every tender that matches, page by page from request.page_token on, until it
  // returns false. All pages are read at one min_position.
  absl::Status ForEachTender(v1::ListTendersRequest request,
                             const std::function<bool(const v1::Tender&)>& visit) const;

  // The same for the lots of a tender.
  absl::Status ForEachLot(v1::ListLotsRequest request,
                          const std::function<bool(const v1::Lot&)>& visit) const;

  // The next notice to send, or nothing at the end.
  using NoticeSource = std::function<std::optional<std::string>()>;
  // What became of the notice at `index`, counted from 0 in the order of sending.
  using NoticeResult =
      std::function<void(std::int64_t index, const absl::StatusOr<v1::IngestNoticeResponse>&)>;

  // Ingests a stream of notices with at most `window` (1 or more) of them unanswered, which bounds
  // the memory on both sides. `next` is called on a thread of its own, `on_result` on the caller's,
  // once for each notice in their order while the stream lasts. A stream that breaks off is not
  // repeated: send the notices without a result again, which is safe since ingesting is idempotent.
  absl::Status IngestNotices(const NoticeSource& next, const NoticeResult& on_result,
                             int window = 16) const;

 private:
  std::shared_ptr<Session> session_;
  std::unique_ptr<v1::TenderService::StubInterface> stub_;
};

}  // namespace sambyd::client

#endif  // LIB_CLIENT_TENDER_CLIENT_H_
