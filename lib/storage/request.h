#ifndef LIB_STORAGE_REQUEST_H_
#define LIB_STORAGE_REQUEST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <rocksdb/write_batch.h>

#include "lib/storage/engine.h"

namespace sambyd::storage {

// Keys of the `requests` family: the remembered request under its id, and the id under the position
// of its record, by which it is forgotten with the record.
std::string RequestKey(std::string_view request_id);
std::string RequestPositionKey(std::int64_t position);

// Adds what remembers the request of `record`, which has one.
void PutRequest(const Engine& engine, const v1::ChangeRecord& record, rocksdb::WriteBatch& batch);

// The position of a key of the second kind; nothing for other keys.
std::optional<std::int64_t> PositionOfRequestKey(std::string_view key);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_REQUEST_H_
