#ifndef LIB_CLIENT_CLIENT_H_
#define LIB_CLIENT_CLIENT_H_

#include <cstdint>
#include <memory>
#include <string>

#include <grpcpp/channel.h>

#include "lib/client/admin_client.h"
#include "lib/client/consortium_client.h"
#include "lib/client/enterprise_client.h"
#include "lib/client/options.h"
#include "lib/client/tender_client.h"

namespace sambyd::client {

// A connection to a Sambyd server:
//
//   const auto client = sambyd::client::Client::Connect("localhost:7654");
//   const auto tender = client->tenders().GetTender("tenders/6b1f...");
//   if (!tender.ok()) std::cerr << tender.status();
//
// Errors are absl::Status with the server's code and message; sambyd::RefusalOf(status) gives the
// documented reason and the fields. Thread-safe.
class Client {
 public:
  // Does not wait for the server: the connection is made, and made again, as calls need it.
  static std::unique_ptr<Client> Connect(const std::string& target, Options options = {});

  // Over a channel of the caller's.
  Client(std::shared_ptr<grpc::Channel> channel, Options options);
  ~Client();

  const TenderClient& tenders() const { return tenders_; }
  const EnterpriseClient& enterprises() const { return enterprises_; }
  const ConsortiumClient& consortia() const { return consortia_; }
  const AdminClient& admin() const { return admin_; }

  // Largest position of the change log that an answer told; 0 before the first.
  std::int64_t position() const;

 private:
  std::shared_ptr<Session> session_;
  TenderClient tenders_;
  EnterpriseClient enterprises_;
  ConsortiumClient consortia_;
  AdminClient admin_;
};

}  // namespace sambyd::client

#endif  // LIB_CLIENT_CLIENT_H_
