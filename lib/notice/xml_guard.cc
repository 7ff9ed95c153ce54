#include "lib/notice/xml_guard.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/base/utf8.h"

namespace sambyd::notice {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kWhiteSpace = " \t\r\n";

// The characters of XML 1.0 (production [2], Char).
bool IsXmlChar(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

absl::Status RefuseAt(std::string_view bytes, std::size_t offset, Reason reason,
                      std::string_view got, std::string_view want) {
  return InvalidField(LineAt(bytes, offset), got, want, reason);
}

absl::Status CheckSize(std::string_view bytes, std::size_t max_bytes) {
  if (bytes.size() <= max_bytes) return absl::OkStatus();
  return InvalidField("content", absl::StrCat(bytes.size(), " bytes"),
                      absl::StrCat("at most ", max_bytes, " bytes"), Reason::kNoticeTooLarge);
}

// True when one of the next eight bytes lies below 0x20; line breaks do, most words of a text not.
bool HasLowByte(std::string_view bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data(), sizeof word);
  return ((word - 0x20 * kOnes) & ~word & 0x80 * kOnes) != 0;
}

// Offset of the first ASCII control character that XML does not allow; bytes.size() where there is
// none.
std::size_t FindControlCharacter(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (at + sizeof(std::uint64_t) <= bytes.size() && !HasLowByte(bytes.substr(at))) {
      at += sizeof(std::uint64_t);
    } else if (IsXmlChar(static_cast<unsigned char>(bytes[at]))) {
      ++at;
    } else {
      return at;
    }
  }
  return at;
}

// Offset of the first U+FFFE or U+FFFF, which are UTF-8 and no characters of XML; bytes.size()
// where there is none.
std::size_t FindNoncharacter(std::string_view bytes) {
  constexpr std::string_view kLead = "\xEF\xBF";
  for (std::size_t at = bytes.find(kLead); at < bytes.size(); at = bytes.find(kLead, at + 1)) {
    if (static_cast<unsigned char>(bytes[at + kLead.size()]) >= 0xBE) return at;
  }
  return bytes.size();
}

absl::Status CheckEncoding(std::string_view bytes) {
  if (const std::optional<std::size_t> bad = FindInvalidUtf8(bytes)) {
    const auto byte = static_cast<unsigned char>(bytes[*bad]);
    return RefuseAt(bytes, *bad, Reason::kEncodingInvalid,
                    absl::StrCat("byte 0x", absl::Hex(byte, absl::kZeroPad2)), "UTF-8");
  }
  constexpr std::string_view kAllowed = "characters that XML allows";
  if (const std::size_t control = FindControlCharacter(bytes); control < bytes.size()) {
    return RefuseAt(bytes, control, Reason::kNoticeNotXml,
                    absl::StrCat("control character ", static_cast<int>(bytes[control])), kAllowed);
  }
  if (const std::size_t none = FindNoncharacter(bytes); none < bytes.size()) {
    return RefuseAt(bytes, none, Reason::kNoticeNotXml, "U+FFFE or U+FFFF", kAllowed);
  }
  return absl::OkStatus();
}

// The encoding that the XML declaration names; nothing where it names none.
std::optional<std::string_view> DeclaredEncoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return std::nullopt;
  const std::string_view declaration = bytes.substr(0, bytes.find("?>"));
  const std::size_t name = declaration.find("encoding");
  if (name == std::string_view::npos) return std::nullopt;
  const std::size_t open = declaration.find_first_of("\"'", name);
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return declaration.substr(open + 1, close - open - 1);
}

// True for what may stand between '&' and ';' in a document without entity declarations.
bool IsKnownReference(std::string_view name) {
  if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") {
    return true;
  }
  if (!name.starts_with('#')) return false;
  name.remove_prefix(1);
  const int base = name.starts_with('x') ? 16 : 10;
  if (base == 16) name.remove_prefix(1);
  unsigned code = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, base);
  return !name.empty() && error == std::errc() && end == name.data() + name.size() &&
         IsXmlChar(code);
}

// One pass over the markup: what is open, how deep, and nothing that a parser could expand.
class Scanner {
 public:
  Scanner(std::string_view bytes, const ParseLimits& limits) : bytes_(bytes), limits_(limits) {}

  absl::Status Run() {
    if (bytes_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    reference_ = bytes_.find('&');
    while (at_ < bytes_.size()) {
      const std::size_t markup = std::min(bytes_.find('<', at_), bytes_.size());
      SAMBYD_RETURN_IF_ERROR(CheckText(at_, markup));
      at_ = markup;
      if (at_ < bytes_.size()) SAMBYD_RETURN_IF_ERROR(TakeMarkup());
    }
    if (elements_ == 0) return NotXml(0, "no element", "an XML document");
    if (depth_ > 0) return NotXml(bytes_.size(), "the end", "the end of an open element");
    return absl::OkStatus();
  }

 private:
  absl::Status NotXml(std::size_t offset, std::string_view got, std::string_view want) const {
    return RefuseAt(bytes_, offset, Reason::kNoticeNotXml, got, want);
  }

  absl::Status CheckText(std::size_t begin, std::size_t end) {
    const std::string_view text = bytes_.substr(begin, end - begin);
    if (depth_ == 0) {
      const std::size_t stray = text.find_first_not_of(kWhiteSpace);
      if (stray == std::string_view::npos) return absl::OkStatus();
      return NotXml(begin + stray, text.substr(stray), "one root element and nothing around it");
    }
    return CheckReferences(begin, end);
  }

  absl::Status CheckReferences(std::size_t begin, std::size_t end) {
    if (reference_ < begin) reference_ = bytes_.find('&', begin);
    for (; reference_ < end; reference_ = bytes_.find('&', reference_ + 1)) {
      const std::string_view rest = bytes_.substr(reference_ + 1, end - reference_ - 1);
      const std::size_t semicolon = rest.find(';');
      if (semicolon == std::string_view::npos || !IsKnownReference(rest.substr(0, semicolon))) {
        return NotXml(reference_, bytes_.substr(reference_, 20),
                      "&amp; &lt; &gt; &quot; &apos; or the number of a character");
      }
    }
    return absl::OkStatus();
  }

  absl::Status TakeMarkup() {
    const std::string_view rest = bytes_.substr(at_);
    if (rest.starts_with("<!--")) return SkipPast("-->", 4);
    if (rest.starts_with("<![CDATA[") && depth_ > 0) return SkipPast("]]>", 9);
    if (rest.starts_with("<?")) return SkipPast("?>", 2);
    if (rest.starts_with("<!")) {
      return RefuseAt(bytes_, at_, Reason::kNoticeForbiddenXml,
                      rest.substr(0, rest.find_first_of(" >[")),
                      "no document type, no entity declaration");
    }
    return rest.starts_with("</") ? TakeEndTag() : TakeStartTag();
  }

  absl::Status SkipPast(std::string_view terminator, std::size_t opening) {
    const std::size_t end = bytes_.find(terminator, at_ + opening);
    if (end == std::string_view::npos) {
      return NotXml(bytes_.size(), "the end", terminator);
    }
    at_ = end + terminator.size();
    return absl::OkStatus();
  }

  absl::Status TakeEndTag() {
    if (depth_ == 0) return NotXml(at_, "an end tag", "a start tag before it");
    --depth_;
    return SkipPast(">", 2);
  }

  absl::Status TakeStartTag() {
    if (depth_ == 0 && elements_ > 0) return NotXml(at_, "a second root element", "one");
    SAMBYD_ASSIGN_OR_RETURN(const std::size_t end, FindTagEnd());
    SAMBYD_RETURN_IF_ERROR(CheckReferences(at_, end));
    if (bytes_[end - 1] != '/') ++depth_;
    ++elements_;
    if (depth_ > limits_.max_depth) {
      return RefuseAt(bytes_, at_, Reason::kNoticeTooLarge, "deeper nesting",
                      absl::StrCat("at most ", limits_.max_depth, " levels"));
    }
    if (elements_ > limits_.max_elements) {
      return RefuseAt(bytes_, at_, Reason::kNoticeTooLarge, "more elements",
                      absl::StrCat("at most ", limits_.max_elements));
    }
    at_ = end + 1;
    return absl::OkStatus();
  }

  // The '>' that ends the start tag at at_; one within an attribute's value does not count.
  absl::StatusOr<std::size_t> FindTagEnd() const {
    for (std::size_t at = at_; at < bytes_.size(); ++at) {
      if (bytes_[at] == '>') return at;
      if (bytes_[at] == '"' || bytes_[at] == '\'') at = bytes_.find(bytes_[at], at + 1);
      if (at == std::string_view::npos) break;
    }
    return NotXml(at_, "a tag without end", "\">\"");
  }

  std::string_view bytes_;
  const ParseLimits& limits_;
  std::size_t at_ = 0;
  std::size_t reference_ = 0;  // the next '&' that was not looked at yet
  std::size_t depth_ = 0;
  std::size_t elements_ = 0;
};

}  // namespace

std::string LineAt(std::string_view bytes, std::size_t offset) {
  const std::string_view before = bytes.substr(0, offset);
  return absl::StrCat("line ", 1 + std::count(before.begin(), before.end(), '\n'));
}

absl::Status CheckXml(std::string_view bytes, const ParseLimits& limits) {
  SAMBYD_RETURN_IF_ERROR(CheckSize(bytes, limits.max_bytes));
  SAMBYD_RETURN_IF_ERROR(CheckEncoding(bytes));
  const std::optional<std::string_view> encoding = DeclaredEncoding(bytes);
  if (encoding && !absl::EqualsIgnoreCase(ToAbsl(*encoding), "UTF-8")) {
    return InvalidField("line 1", *encoding, "UTF-8", Reason::kEncodingInvalid);
  }
  return Scanner(bytes, limits).Run();
}

}  // namespace sambyd::notice
