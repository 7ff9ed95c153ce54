#include <iostream>

#include "lib/base/error.h"
#include "lib/client/client.h"

// Asks a server that is not there: exit code 0 when the client says so in time.
int main() {
  sambyd::client::Options options;
  options.deadline = std::chrono::milliseconds(200);
  const auto client = sambyd::client::Client::Connect("127.0.0.1:1", options);
  const auto tender = client->tenders().GetTender("tenders/none");
  std::cout << tender.status() << "\n";
  const bool unreachable =
      absl::IsUnavailable(tender.status()) || absl::IsDeadlineExceeded(tender.status());
  return unreachable && !sambyd::RefusalOf(tender.status()) ? 0 : 1;
}
