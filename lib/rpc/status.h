#ifndef LIB_RPC_STATUS_H_
#define LIB_RPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace sambyd::rpc {

// Trailing metadata of every call: the position of the change log that it wrote or read.
inline constexpr char kPositionKey[] = "sambyd-position";

// `domain` of every google.rpc.ErrorInfo.
inline constexpr char kErrorDomain[] = "sambyd";

// The error as google.rpc.Status: ErrorInfo with the reason, BadRequest with the violations,
// RetryInfo for RESOURCE_EXHAUSTED and UNAVAILABLE (the error's own time, or a quarter of a
// second). As a gRPC status it stays under 4 KB, so that HTTP/2 headers carry it for certain, in
// base64 and with the message twice: violations that do not fit are counted in
// ErrorInfo.metadata["violations_left_out"], and long messages are cut.
google::rpc::Status ToRpcStatus(const absl::Status& status);

// The inverse, reason and violations included. Details of other domains are dropped.
absl::Status FromRpcStatus(const google::rpc::Status& status);

// The same as a gRPC status with binary details.
grpc::Status ToGrpcStatus(const absl::Status& status);
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_STATUS_H_
