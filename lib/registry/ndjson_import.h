#ifndef LIB_REGISTRY_NDJSON_IMPORT_H_
#define LIB_REGISTRY_NDJSON_IMPORT_H_

#include <istream>
#include <memory>

#include "lib/registry/row_reader.h"

namespace sambyd::registry {

// Reads lines of JSON, each a sambyd.v1.ImportRow in protobuf's JSON form:
//
//   {"enterprise": {"nationalId": {"scheme": "DK:CVR", "value": "24256790"}, ...},
//    "workforceStatement": {"asOf": {...}, "counts": [{"category": "...", "heads": 7}]}}
//
// Unknown fields are errors, so that a misspelt one is not lost; "line" is overwritten. Blank lines
// are skipped. `in` must outlive the reader.
std::unique_ptr<RowReader> ReadNdjson(std::istream& in);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_NDJSON_IMPORT_H_
