#include "lib/storage/request.h"

#include "lib/storage/codec.h"

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

std::optional<std::int64_t> PositionOfRequestKey(std::string_view key) {
  if (key.empty() || key.front() != kByPosition) return std::nullopt;
  key.remove_prefix(1);
  return TakeInt64(key);
}

}  // namespace sambyd::storage
