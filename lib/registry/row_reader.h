#ifndef LIB_REGISTRY_ROW_READER_H_
#define LIB_REGISTRY_ROW_READER_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sambyd/v1/enterprise_service.pb.h"

namespace sambyd::registry {

// A row of an import file, or what is wrong with it. Only its form was looked at; whether codes are
// listed and numbers within limits is for the validators.
struct ReadRow {
  v1::ImportRow row;                       // whole when there are no errors
  std::vector<v1::ImportRowError> errors;  // by field; workforce counts are never repeated

  void AddError(std::string_view field, std::string_view got, std::string_view want);

  // Says of the row and of its errors where it stood.
  void SetLine(std::int64_t line);
};

// What errors of encoding ask for.
inline constexpr std::string_view kWantUtf8 =
    "UTF-8; a file in Latin-1 or Windows-1252 must be converted first";

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
