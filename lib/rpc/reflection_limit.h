#ifndef LIB_RPC_REFLECTION_LIMIT_H_
#define LIB_RPC_REFLECTION_LIMIT_H_

#include <memory>

#include <grpcpp/support/server_interceptor.h>

namespace sambyd::rpc {

// Reflection is gRPC's own service and passes no funnel: anybody may ask, and each stream of it has
// a thread as long as its caller likes. So no more than this many are open at once; further ones
// are CANCELLED.
inline constexpr int kMostReflections = 8;

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> LimitReflection();

}  // namespace sambyd::rpc

#endif  // LIB_RPC_REFLECTION_LIMIT_H_
