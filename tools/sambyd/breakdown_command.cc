#include "tools/sambyd/breakdown_command.h"

#include <algorithm>
#include <cctype>
#include <istream>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "lib/breakdown/breakdown.h"

namespace sambyd::cli {
namespace {

using nlohmann::json;

// The notice language codes by ISO 639-1; other codes are passed on in capitals.
std::string NoticeLanguage(std::string language) {
  static const std::map<std::string, std::string> kByTwoLetters = {
      {"DA", "DAN"}, {"EN", "ENG"}, {"DE", "DEU"}, {"SV", "SWE"},
      {"NO", "NOR"}, {"NB", "NOR"}, {"NN", "NOR"}};
  std::ranges::transform(language, language.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto known = kByTwoLetters.find(language);
  return known == kByTwoLetters.end() ? language : known->second;
}

std::string StringOf(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A list of strings, or one string with separators.
std::vector<std::string> StringsOf(const json& object, const char* key) {
  std::vector<std::string> strings;
  const auto found = object.find(key);
  if (found == object.end()) return strings;
  if (found->is_array()) {
    for (const json& item : *found) {
      if (item.is_string()) strings.push_back(item.get<std::string>());
    }
  } else if (found->is_string()) {
    std::string current;
    for (const char c : found->get<std::string>() + ",") {
      if (c != ',' && c != ';' && c != '|' && c != ' ') {
        current += c;
      } else if (!current.empty()) {
        strings.push_back(std::move(current));
        current.clear();
      }
    }
  }
  return strings;
}

breakdown::LotText LotOf(const json& object) {
  breakdown::LotText lot;
  lot.title = StringOf(object, "title");
  lot.description = StringOf(object, "description");
  lot.language = NoticeLanguage(StringOf(object, "lang"));
  lot.cpv_main = domain::CpvCode::Parse(StringOf(object, "cpv_main"));
  for (const std::string& code : StringsOf(object, "cpv_additional")) {
    if (const auto cpv = domain::CpvCode::Parse(code)) lot.cpv_additional.push_back(*cpv);
  }
  for (const std::string& code : StringsOf(object, "nuts")) {
    if (const auto place = domain::Place::Parse(code)) lot.places.push_back(*place);
  }
  const auto value = object.find("value_ore");
  if (value != object.end() && value->is_number_integer() && value->get<std::int64_t>() >= 0) {
    lot.value_ore = value->get<std::int64_t>();
  }
  lot.currency.clear();  // the format names none: amounts of every currency count
  return lot;
}

json PartOf(const breakdown::Part& part) {
  json spans = json::array();
  for (const breakdown::Span& span : part.evidence) {
    if (span.source == breakdown::Source::kDescription) spans.push_back({span.begin, span.end});
  }
  if (spans.empty()) return nullptr;
  json object;
  if (spans.size() == 1) {
    object["start"] = spans[0][0];
    object["end"] = spans[0][1];
  } else {
    object["spans"] = spans;
  }
  object["cpv"] = part.cpv.empty() ? json(nullptr) : json(part.cpv.front().ToString());
  object["place"] =
      part.place_stated ? json(std::string(part.places.front().code())) : json(nullptr);
  object["amount_ore"] = part.stated_ore ? json(*part.stated_ore) : json(nullptr);
  object["confidence"] = part.confidence_bp / 10000.0;
  return object;
}

json Answer(const json& object, const breakdown::Classifier& classifier) {
  const breakdown::Breakdown result = breakdown::BreakDown(LotOf(object), classifier);
  json answer;
  answer["id"] = object.contains("id") ? object["id"] : json(nullptr);
  answer["parts"] = json::array();
  for (const breakdown::Part& part : result.parts) {
    if (part.is_remainder) continue;
    if (json rendered = PartOf(part); !rendered.is_null()) answer["parts"].push_back(rendered);
  }
  answer["reason"] = result.reason_en;
  return answer;
}

}  // namespace

int BreakDownLines(std::istream& in, std::ostream& out, const breakdown::Classifier& classifier) {
  int refused = 0;
  for (std::string line; std::getline(in, line);) {
    if (std::ranges::all_of(line, [](unsigned char c) { return std::isspace(c) != 0; })) continue;
    const json object = json::parse(line, nullptr, false);
    json answer;
    if (object.is_object()) {
      answer = Answer(object, classifier);
    } else {
      ++refused;
      answer = {{"id", nullptr}, {"parts", json::array()}, {"error", "line: want a JSON object"}};
    }
    out << answer.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
  }
  return refused;
}

}  // namespace sambyd::cli
