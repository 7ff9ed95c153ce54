#ifndef LIB_DOMAIN_CODELIST_H_
#define LIB_DOMAIN_CODELIST_H_

#include <string_view>
#include <vector>

namespace sambyd::domain {

// The pieces of a text between separators; the whole text where there is none.
std::vector<std::string_view> SplitBy(std::string_view text, char separator);

// The rows of a tab-separated table in memory (see sambyd_embed), its heading and empty lines left
// out. The views point into the table.
std::vector<std::vector<std::string_view>> TableRows(const char* begin, const char* end);

// The rows of an embedded tab-separated codelist, its heading left out. The views point into
// the program's read-only data and stay valid for ever.
std::vector<std::vector<std::string_view>> CpvRows();
std::vector<std::vector<std::string_view>> LightRegimeRows();
std::vector<std::vector<std::string_view>> NutsRows();
std::vector<std::vector<std::string_view>> MunicipalityRows();
std::vector<std::vector<std::string_view>> PostcodeRows();
std::vector<std::vector<std::string_view>> TownRows();

}  // namespace sambyd::domain

#endif  // LIB_DOMAIN_CODELIST_H_
