#include "lib/storage/request.h"

#include "lib/storage/codec.h"

namespace sambyd::storage {

std::string RequestKey(std::string_view request_id) { return std::string("i").append(request_id); }

std::string RequestPositionKey(std::int64_t position) {
  std::string key = "p";
  AppendInt64(key, position);
  return key;
}

}  // namespace sambyd::storage
