#include "lib/client/client.h"

#include <utility>

#include <grpcpp/create_channel.h>
#include <grpcpp/support/channel_arguments.h>

#include "lib/client/session.h"

namespace sambyd::client {

std::unique_ptr<Client> Client::Connect(const std::string& target, Options options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);  // the server bounds its answers
  auto credentials = options.credentials ? options.credentials : grpc::InsecureChannelCredentials();
  auto channel = grpc::CreateCustomChannel(target, credentials, arguments);
  return std::make_unique<Client>(std::move(channel), std::move(options));
}

Client::Client(std::shared_ptr<grpc::Channel> channel, Options options)
    : session_(std::make_shared<Session>(std::move(channel), std::move(options))),
      tenders_(session_),
      enterprises_(session_),
      consortia_(session_),
      admin_(session_) {}

Client::~Client() = default;

std::int64_t Client::position() const { return session_->position(); }

}  // namespace sambyd::client
