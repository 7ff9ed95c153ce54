#include "lib/breakdown/markup.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace sambyd::breakdown {
namespace {

// Longer things between angle brackets are text, and the limit keeps the search linear.
constexpr std::size_t kLongestTag = 300;
constexpr std::size_t kLongestEntity = 10;

bool IsAsciiLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// "li" for "<LI class=x>", "/p" for "</p>".
std::string TagName(std::string_view tag) {
  std::string name;
  for (std::size_t i = 1; i < tag.size(); ++i) {
    const char c = tag[i];
    if (c == '/' && i == 1) {
      name += c;
    } else if (IsAsciiLetter(c) || (c >= '1' && c <= '6' && !name.empty())) {
      name += static_cast<char>(c | 0x20);
    } else {
      break;
    }
  }
  return name;
}

std::string_view ReplacementOfTag(const std::string& name) {
  static constexpr std::array<std::string_view, 22> kBreaks = {
      "br", "p",   "/p", "div", "/div", "tr", "/tr", "table", "/table", "ul", "/ul",
      "ol", "/ol", "h",  "/h",  "h1",   "h2", "h3",  "h4",    "h5",     "h6", "/li"};
  if (name == "li") return "\n-";
  if (name == "td" || name == "th") return "\t";
  if (std::ranges::find(kBreaks, name) != kBreaks.end() || name.starts_with("/h")) return "\n";
  return "";
}

std::string_view ReplacementOfEntity(std::string_view entity) {
  if (entity == "&amp;" || entity == "&#38;") return "&";
  if (entity == "&lt;") return "<";
  if (entity == "&gt;") return ">";
  if (entity == "&quot;" || entity == "&#34;") return "\"";
  if (entity == "&bull;" || entity == "&#8226;" || entity == "&middot;") return "*";
  if (entity == "&ndash;" || entity == "&mdash;" || entity == "&#8211;") return "-";
  return "";
}

void Replace(std::string& text, std::size_t begin, std::size_t end, std::string_view with) {
  for (std::size_t i = begin; i < end; ++i) {
    text[i] = i - begin < with.size() ? with[i - begin] : ' ';
  }
}

// The end of the tag that begins at `at`, or 0.
std::size_t TagEnd(const std::string& text, std::size_t at) {
  if (at + 2 >= text.size()) return 0;
  const char next = text[at + 1];
  if (!IsAsciiLetter(next) && next != '/' && next != '!') return 0;
  const std::size_t last = std::min(text.size(), at + kLongestTag);
  for (std::size_t i = at + 1; i < last && text[i] != '<'; ++i) {
    if (text[i] == '>') return i + 1;
  }
  return 0;
}

std::size_t EntityEnd(const std::string& text, std::size_t at) {
  const std::size_t last = std::min(text.size(), at + kLongestEntity);
  for (std::size_t i = at + 1; i < last; ++i) {
    if (text[i] == ';') return i > at + 2 ? i + 1 : 0;
    if (!IsAsciiLetter(text[i]) && text[i] != '#' && (text[i] < '0' || text[i] > '9')) return 0;
  }
  return 0;
}

}  // namespace

void BlankMarkup(std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '<') {
      if (const std::size_t end = TagEnd(text, at)) {
        Replace(text, at, end,
                ReplacementOfTag(TagName(std::string_view(text).substr(at, end - at))));
      }
    } else if (text[at] == '&') {
      if (const std::size_t end = EntityEnd(text, at)) {
        Replace(text, at, end, ReplacementOfEntity(std::string_view(text).substr(at, end - at)));
      }
    }
  }
}

}  // namespace sambyd::breakdown
