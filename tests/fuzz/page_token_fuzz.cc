// Any bytes are a page token of the request at hand or refused; a token of ours comes back as it
// was given, and belongs to its request alone.

#include <cstddef>
#include <cstdint>
#include <string>

#include "lib/application/page_token.h"
#include "lib/base/error.h"
#include "sambyd/v1/tender_service.pb.h"
#include "tests/fuzz/require.h"

using sambyd::testing::Require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using sambyd::application::MakePageToken;
  using sambyd::application::ParsePageToken;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  sambyd::v1::ListTendersRequest request;
  const auto foreign = ParsePageToken(request, bytes);
  if (foreign.ok()) {
    Require(bytes.empty() || MakePageToken(request, *foreign) == bytes, "one token for one place");
  } else {
    const auto refusal = sambyd::RefusalOf(foreign.status());
    Require(refusal && refusal->reason == sambyd::Reason::kPageTokenInvalid,
            "what is no token is refused as such");
  }
  if (bytes.empty()) return 0;
  request.set_page_token(MakePageToken(request, bytes));
  const auto own = ParsePageToken(request, request.page_token());
  Require(own.ok() && *own == bytes, "a token tells where the page begins");
  request.set_cpv_prefix("90");
  Require(!ParsePageToken(request, request.page_token()).ok(), "a token is its request's alone");
  return 0;
}
