#ifndef LIB_REGISTRY_CSV_CELLS_H_
#define LIB_REGISTRY_CSV_CELLS_H_

#include <span>
#include <string>
#include <string_view>

#include "lib/registry/row_reader.h"

namespace sambyd::registry {

// One cell and the row that it goes into.
struct Cell {
  std::string_view heading;  // of the column, for errors
  std::string_view text;     // not empty, without blanks around it
  ReadRow& read;

  v1::Enterprise& enterprise() const { return *read.row.mutable_enterprise(); }
  v1::WorkforceStatement& statement() const { return *read.row.mutable_workforce_statement(); }

  // Adds an error; `part` is appended to the heading: "[1].cpv".
  void Refuse(std::string_view got, std::string_view want, std::string_view part = "") const;
};

// What the CSV import does with the cells of one column.
struct CellReader {
  std::string_view column;
  std::string_view meaning;
  void (*read)(const Cell& cell);
};

// By column, in the order of the documentation.
std::span<const CellReader> CellReaders();

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_CSV_CELLS_H_
