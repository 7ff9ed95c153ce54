#include "lib/notice/xml.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "lib/base/strings.h"

namespace sambyd::notice {
namespace {

std::string_view WithoutPrefix(std::string_view name) {
  return name.substr(name.find(':') + 1);  // npos + 1 == 0: no prefix
}

// "A/B/C" -> {"A", "B/C"}; the rest is empty at the last step.
std::pair<std::string_view, std::string_view> SplitStep(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return {path, {}};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

void Append(pugi::xml_node from, std::string_view path, Elements& found) {
  const auto [name, rest] = SplitStep(path);
  for (const pugi::xml_node child : from.children()) {
    if (LocalName(child) != name) continue;
    if (rest.empty()) {
      found.push_back(child);
    } else {
      Append(child, rest, found);
    }
  }
}

}  // namespace

std::string_view LocalName(pugi::xml_node element) { return WithoutPrefix(element.name()); }

Elements Select(pugi::xml_node from, std::string_view path) {
  Elements found;
  Append(from, path, found);
  return found;
}

pugi::xml_node First(pugi::xml_node from, std::string_view path) {
  const auto [name, rest] = SplitStep(path);
  for (const pugi::xml_node child : from.children()) {
    if (LocalName(child) != name) continue;
    const pugi::xml_node found = rest.empty() ? child : First(child, rest);
    if (found) return found;
  }
  return {};
}

std::string Text(pugi::xml_node element) {
  std::string text;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      text += child.value();
    }
  }
  absl::StripAsciiWhitespace(&text);
  return text;
}

std::string TextAt(pugi::xml_node from, std::string_view path) { return Text(First(from, path)); }

std::vector<std::string> TextsAt(pugi::xml_node from, std::string_view path) {
  std::vector<std::string> texts;
  for (const pugi::xml_node element : Select(from, path)) texts.push_back(Text(element));
  return texts;
}

std::string_view Attribute(pugi::xml_node element, std::string_view name) {
  for (const pugi::xml_attribute attribute : element.attributes()) {
    if (WithoutPrefix(attribute.name()) == name) return attribute.value();
  }
  return {};
}

std::vector<std::string> CodesAt(pugi::xml_node from, std::string_view path,
                                 std::string_view list) {
  std::vector<std::string> codes;
  for (const pugi::xml_node element : Select(from, path)) {
    if (Attribute(element, "listName") != list) continue;
    if (std::string code = Text(element); !code.empty()) codes.push_back(std::move(code));
  }
  return codes;
}

}  // namespace sambyd::notice
