#include "lib/registry/row_reader.h"

#include <string>

#include "lib/base/error.h"

namespace sambyd::registry {

void ReadRow::AddError(std::string_view field, std::string_view got, std::string_view want) {
  v1::ImportRowError& error = errors.emplace_back();
  error.set_field(std::string(field));
  error.set_got(CutForError(got));
  error.set_want(std::string(want));
}

void ReadRow::SetLine(std::int64_t line) {
  row.set_line(line);
  for (v1::ImportRowError& error : errors) error.set_line(line);
}

}  // namespace sambyd::registry
