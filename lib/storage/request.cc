#include "lib/storage/request.h"

#include "lib/storage/codec.h"
#include "lib/storage/envelope.h"

namespace sambyd::storage {
namespace {

constexpr char kById = 'i';
constexpr char kByPosition = 'p';

}  // namespace

std::string RequestKey(std::string_view request_id) {
  return std::string(1, kById).append(request_id);
}

std::string RequestPositionKey(std::int64_t position) {
  std::string key(1, kByPosition);
  AppendInt64(key, position);
  return key;
}

void PutRequest(const Engine& engine, const v1::ChangeRecord& record, rocksdb::WriteBatch& batch) {
  const v1::RememberedRequest& request = record.request();
  batch.Put(engine.handle(Family::kRequests), RequestKey(request.request_id()),
            Seal(record.position(), request.SerializeAsString()));
  batch.Put(engine.handle(Family::kRequests), RequestPositionKey(record.position()),
            request.request_id());
}

std::optional<std::int64_t> PositionOfRequestKey(std::string_view key) {
  if (key.empty() || key.front() != kByPosition) return std::nullopt;
  key.remove_prefix(1);
  return TakeInt64(key);
}

}  // namespace sambyd::storage
