#include "lib/domain/codelist.h"

#include <cstddef>

// Written by sambyd_embed: the bytes of the files in codelists/.
extern "C" {
extern const char sambyd_cpv_tsv_begin[];
extern const char sambyd_cpv_tsv_end[];
extern const char sambyd_light_regime_tsv_begin[];
extern const char sambyd_light_regime_tsv_end[];
extern const char sambyd_nuts_tsv_begin[];
extern const char sambyd_nuts_tsv_end[];
extern const char sambyd_municipalities_tsv_begin[];
extern const char sambyd_municipalities_tsv_end[];
extern const char sambyd_postcodes_tsv_begin[];
extern const char sambyd_postcodes_tsv_end[];
extern const char sambyd_towns_tsv_begin[];
extern const char sambyd_towns_tsv_end[];
}

namespace sambyd::domain {
std::vector<std::string_view> SplitBy(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::vector<std::vector<std::string_view>> TableRows(const char* begin, const char* end) {
  std::vector<std::vector<std::string_view>> rows;
  bool heading = true;
  for (const std::string_view line :
       SplitBy(std::string_view(begin, static_cast<std::size_t>(end - begin)), '\n')) {
    if (!heading && !line.empty()) rows.push_back(SplitBy(line, '\t'));
    heading = false;
  }
  return rows;
}

std::vector<std::vector<std::string_view>> CpvRows() {
  return TableRows(sambyd_cpv_tsv_begin, sambyd_cpv_tsv_end);
}
std::vector<std::vector<std::string_view>> LightRegimeRows() {
  return TableRows(sambyd_light_regime_tsv_begin, sambyd_light_regime_tsv_end);
}
std::vector<std::vector<std::string_view>> NutsRows() {
  return TableRows(sambyd_nuts_tsv_begin, sambyd_nuts_tsv_end);
}
std::vector<std::vector<std::string_view>> MunicipalityRows() {
  return TableRows(sambyd_municipalities_tsv_begin, sambyd_municipalities_tsv_end);
}
std::vector<std::vector<std::string_view>> PostcodeRows() {
  return TableRows(sambyd_postcodes_tsv_begin, sambyd_postcodes_tsv_end);
}
std::vector<std::vector<std::string_view>> TownRows() {
  return TableRows(sambyd_towns_tsv_begin, sambyd_towns_tsv_end);
}

}  // namespace sambyd::domain
