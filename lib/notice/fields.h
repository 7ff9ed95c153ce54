#ifndef LIB_NOTICE_FIELDS_H_
#define LIB_NOTICE_FIELDS_H_

#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "absl/status/status.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "lib/notice/path.h"
#include "sambyd/v1/common.pb.h"

namespace sambyd::notice {

// Appends the texts of every element at `path_to_texts` with their languages; empty ones are left
// out.
void ReadTexts(pugi::xml_node from, std::string_view path_to_texts,
               google::protobuf::RepeatedPtrField<v1::LocalizedText>* texts);

// Sets `target` to the values that are not empty, each once: notices repeat codes, places and
// links.
void AssignOnce(std::vector<std::string> values,
                google::protobuf::RepeatedPtrField<std::string>* target);

// xs:boolean: "true" and "1".
bool IsTrue(std::string_view indicator);

// Ids of notices, procedures and lots become parts of resource names: 1 to 64 letters, digits, "-"
// and "_". FIELD_REQUIRED for an empty one, FIELD_INVALID for others.
absl::Status CheckId(std::string_view id, const Path& path, std::string_view field);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_FIELDS_H_
