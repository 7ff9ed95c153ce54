#ifndef LIB_RPC_UNDECODABLE_H_
#define LIB_RPC_UNDECODABLE_H_

#include <memory>

#include <grpcpp/support/server_interceptor.h>

#include "absl/status/status.h"

namespace sambyd::rpc {

// What bytes get that are no message of the method's request type.
absl::Status NotARequest();

// gRPC answers bytes that do not decode to the request message with an INTERNAL of its own, before
// any handler sees the call. This makes it the INVALID_ARGUMENT that other bad input gets.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> RefuseUndecodable();

}  // namespace sambyd::rpc

#endif  // LIB_RPC_UNDECODABLE_H_
