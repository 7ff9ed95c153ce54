#include "lib/notice/fields.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {

void ReadTexts(pugi::xml_node from, std::string_view path_to_texts,
               google::protobuf::RepeatedPtrField<v1::LocalizedText>* texts) {
  for (const pugi::xml_node element : Select(from, path_to_texts)) {
    std::string text = Text(element);
    if (text.empty()) continue;
    v1::LocalizedText& localized = *texts->Add();
    localized.set_language(std::string(Attribute(element, "languageID")));
    localized.set_text(std::move(text));
  }
}

void AssignOnce(std::vector<std::string> values,
                google::protobuf::RepeatedPtrField<std::string>* target) {
  absl::flat_hash_set<std::string> seen;
  target->Clear();
  for (std::string& value : values) {
    if (!value.empty() && seen.insert(value).second) target->Add(std::move(value));
  }
}

bool IsTrue(std::string_view indicator) { return indicator == "true" || indicator == "1"; }

absl::Status CheckId(std::string_view id, const Path& path, std::string_view field) {
  constexpr std::size_t kLongest = 64;
  constexpr std::string_view kWant = "1 to 64 letters, digits, '-' and '_'";
  if (id.empty()) return path.Refuse(field, id, kWant, Reason::kFieldRequired);
  const bool well_formed = std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '-' || c == '_';
  });
  if (!well_formed || id.size() > kLongest) return path.Refuse(field, id, kWant);
  return absl::OkStatus();
}

}  // namespace sambyd::notice
