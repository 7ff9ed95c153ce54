#ifndef LIB_NOTICE_XML_H_
#define LIB_NOTICE_XML_H_

#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "absl/container/inlined_vector.h"

namespace sambyd::notice {

// Navigation by local names: notices choose their own namespace prefixes, and within one UBL
// element no two children of different namespaces share a local name.

using Elements = absl::InlinedVector<pugi::xml_node, 8>;

// The path from a notice, a lot's terms and other UBL elements to their eForms extension.
inline constexpr std::string_view kExtension =
    "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension";

// "Name" of <cbc:Name>.
std::string_view LocalName(pugi::xml_node element);

// Every element under `from` at a path such as "TenderingTerms/LotDistribution", in document order.
Elements Select(pugi::xml_node from, std::string_view path);

// The first of them, or the null node, on which every function here finds nothing.
pugi::xml_node First(pugi::xml_node from, std::string_view path);

// The text of an element without the white space around it, CDATA sections included.
std::string Text(pugi::xml_node element);

// The text of the first element at the path; empty where there is none.
std::string TextAt(pugi::xml_node from, std::string_view path);

// The texts of every element at the path, empty ones too.
std::vector<std::string> TextsAt(pugi::xml_node from, std::string_view path);

// An attribute by its local name; empty where there is none.
std::string_view Attribute(pugi::xml_node element, std::string_view name);

// Codes at the path whose listName is `list`: several eForms fields share one element name and
// differ in that attribute alone. Empty codes are left out.
std::vector<std::string> CodesAt(pugi::xml_node from, std::string_view path, std::string_view list);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_XML_H_
