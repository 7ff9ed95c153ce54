#ifndef LIB_RPC_UNDECODABLE_H_
#define LIB_RPC_UNDECODABLE_H_

#include <memory>

#include <grpcpp/support/server_interceptor.h>

namespace sambyd::rpc {

// gRPC answers bytes that do not decode to the request message with an INTERNAL of its own, before
// any handler sees the call. This makes it the INVALID_ARGUMENT that other bad input gets.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> RefuseUndecodable();

}  // namespace sambyd::rpc

#endif  // LIB_RPC_UNDECODABLE_H_
