#ifndef LIB_NOTICE_XML_GUARD_H_
#define LIB_NOTICE_XML_GUARD_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "lib/notice/eforms.h"

namespace sambyd::notice {

// Looks at the bytes before any parser does: size, UTF-8, nesting, number of elements, no document
// type or entity declaration, references to the five predefined entities and to characters only,
// one root element that is closed. What is left for the parser to refuse is syntax within tags.
absl::Status CheckXml(std::string_view bytes, const ParseLimits& limits);

// "line 14": where the byte at `offset` stands, counted from 1.
std::string LineAt(std::string_view bytes, std::size_t offset);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_XML_GUARD_H_
