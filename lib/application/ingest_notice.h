#ifndef LIB_APPLICATION_INGEST_NOTICE_H_
#define LIB_APPLICATION_INGEST_NOTICE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "lib/application/caller.h"
#include "lib/breakdown/classifier.h"
#include "lib/changelog/change_log.h"
#include "lib/notice/eforms.h"
#include "sambyd/v1/tender_service.pb.h"

namespace sambyd::application {

// From the bytes of a notice to stored tender and lots. Thread-safe.
class NoticeIngester {
 public:
  // All must outlive the ingester.
  NoticeIngester(changelog::ChangeLog& log, const breakdown::Classifier& classifier,
                 const notice::ParseLimits& limits);

  // Parses, breaks down and commits. The same bytes twice and older versions change nothing.
  // NOT_YOURS unless the caller keeps the register, or acts for a buyer both of the notice and of
  // the tender as it is stored.
  absl::StatusOr<v1::IngestNoticeResponse> Ingest(const v1::IngestNoticeRequest& request,
                                                  const Caller& caller);

  // The same without the commit: the tender as this notice alone would make it.
  absl::StatusOr<v1::PreviewNoticeResponse> Preview(std::string_view content) const;

 private:
  changelog::ChangeLog& log_;
  const breakdown::Classifier& classifier_;
  const notice::ParseLimits limits_;
};

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_INGEST_NOTICE_H_
