#ifndef LIB_STORAGE_REQUEST_H_
#define LIB_STORAGE_REQUEST_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace sambyd::storage {

// Keys of the `requests` family: the remembered request under its id, and the id under the position
// of its record, by which it is forgotten with the record.
std::string RequestKey(std::string_view request_id);
std::string RequestPositionKey(std::int64_t position);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_REQUEST_H_
