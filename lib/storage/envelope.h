#ifndef LIB_STORAGE_ENVELOPE_H_
#define LIB_STORAGE_ENVELOPE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "sambyd/storage/v1/record.pb.h"

namespace sambyd::storage {

// Format of an Envelope's message: serialized, whole, not compressed.
inline constexpr std::uint32_t kEnvelopeFormat = 1;

// The bytes of an Envelope around `message`, written by the record at `position`.
std::string Seal(std::int64_t position, std::string_view message);

// The Envelope of these bytes. DATA_LOSS when they are none, or of a format not known.
absl::StatusOr<v1::Envelope> Unseal(std::string_view bytes);

// Reads the message inside an Envelope. DATA_LOSS when it does not decode.
absl::Status UnsealInto(std::string_view bytes, google::protobuf::MessageLite& message);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_ENVELOPE_H_
