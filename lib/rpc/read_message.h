#ifndef LIB_RPC_READ_MESSAGE_H_
#define LIB_RPC_READ_MESSAGE_H_

#include "absl/status/statusor.h"
#include "lib/rpc/undecodable.h"

namespace sambyd::rpc {

// Reads the next message of a caller's stream; false at the stream's end. INVALID_ARGUMENT
// (FIELD_INVALID) when bytes came that are no such message.
//
// gRPC tells the two alike. But before it parses bytes it clears the message, so a mark in the
// message survives the end alone.
template <class Stream, class Message>
absl::StatusOr<bool> ReadMessage(Stream& stream, Message& message) {
  constexpr int kMark = 536'870'911;  // the largest field number
  message.Clear();
  message.GetReflection()->MutableUnknownFields(&message)->AddVarint(kMark, 0);
  if (stream.Read(&message)) return true;
  const auto& left = message.GetReflection()->GetUnknownFields(message);
  if (left.field_count() == 1 && left.field(0).number() == kMark) return false;
  return NotARequest();
}

}  // namespace sambyd::rpc

#endif  // LIB_RPC_READ_MESSAGE_H_
