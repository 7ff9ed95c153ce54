#ifndef LIB_REGISTRY_ROW_READER_H_
#define LIB_REGISTRY_ROW_READER_H_

#include <optional>
#include <vector>

#include "sambyd/v1/enterprise_service.pb.h"

namespace sambyd::registry {

// A row of an import file, or what is wrong with it. Only its form was looked at; whether codes are
// listed and numbers within limits is for the validators.
struct ReadRow {
  v1::ImportRow row;                       // whole when there are no errors
  std::vector<v1::ImportRowError> errors;  // by field; workforce counts are never repeated
};

// Reads enterprises out of a file, one row at a time, in memory that does not grow with the file.
// A bad row does not end the reading. Not thread-safe.
class RowReader {
 public:
  virtual ~RowReader() = default;

  // The next row, or nothing at the end.
  virtual std::optional<ReadRow> Next() = 0;
};

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_ROW_READER_H_
