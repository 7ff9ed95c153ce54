#include "lib/storage/envelope.h"

#include "lib/base/status.h"
#include "lib/storage/engine.h"

namespace sambyd::storage {

std::string Seal(std::int64_t position, std::string_view message) {
  v1::Envelope envelope;
  envelope.set_format_version(kEnvelopeFormat);
  envelope.set_position(position);
  envelope.set_message(message.data(), message.size());
  return envelope.SerializeAsString();
}

absl::StatusOr<v1::Envelope> Unseal(std::string_view bytes) {
  v1::Envelope envelope;
  if (!envelope.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Corrupt("an envelope does not decode");
  }
  if (envelope.format_version() != kEnvelopeFormat) return Corrupt("an envelope of unknown format");
  return envelope;
}

absl::Status UnsealInto(std::string_view bytes, google::protobuf::MessageLite& message) {
  SAMBYD_ASSIGN_OR_RETURN(const v1::Envelope envelope, Unseal(bytes));
  if (!message.ParseFromString(envelope.message())) return Corrupt("a message does not decode");
  return absl::OkStatus();
}

}  // namespace sambyd::storage
