#ifndef LIB_APPLICATION_ETAG_H_
#define LIB_APPLICATION_ETAG_H_

#include "absl/status/status.h"
#include "lib/base/digest.h"
#include "lib/base/error.h"

namespace sambyd::application {

// Sets the etag from everything else that the document says.
template <class Document>
void StampEtag(Document& document) {
  constexpr std::size_t kDigits = 16;
  document.clear_etag();
  document.set_etag(Sha256Hex(document.SerializeAsString()).substr(0, kDigits));
}

// ABORTED (ETAG_MISMATCH) when an etag is given and is not the stored one.
inline absl::Status CheckEtag(std::string_view given, std::string_view stored) {
  if (given.empty() || given == stored) return absl::OkStatus();
  return Refuse(absl::StatusCode::kAborted, Reason::kEtagMismatch,
                {{"etag", std::string(given), std::string(stored)}});
}

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_ETAG_H_
