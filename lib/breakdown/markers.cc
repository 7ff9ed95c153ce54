#include "lib/breakdown/markers.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "lib/breakdown/lot_labels.h"

namespace sambyd::breakdown {
namespace {

constexpr std::array<std::string_view, 17> kBullets = {
    "•", "‣", "·", "▪", "●", "◦", "■", "□", "►", "✓", "✔", "➢", "➤", "→", "\xEF\x82\xB7", "*", "∙"};
constexpr std::array<std::string_view, 4> kDashes = {"-", "–", "—", "−"};

constexpr std::size_t kLongestDashItem = 90;  // bytes

using Style = Marker::Style;

class MarkerReader {
 public:
  explicit MarkerReader(const Text& text) : text_(text), clean_(text.clean()) {}

  std::vector<Marker> Read() {
    bool line_start = true;
    for (std::size_t at = 0; at < clean_.size();) {
      if (clean_[at] == '\n') {
        line_start = true;
        dashes_open_ = false;
        ++at;
        continue;
      }
      if (text_.IsBlank(at)) {
        ++at;
        continue;
      }
      const std::optional<Marker> marker = MarkerAt(at, line_start);
      line_start = false;
      if (marker) {
        found_.push_back(*marker);
        at = marker->content;
      } else {
        at = NextCandidate(at);
      }
    }
    Validate();
    return std::move(found_);
  }

 private:
  // Inside a word nothing can begin.
  std::size_t NextCandidate(std::size_t at) const {
    if (!text_.IsWordCharacter(at)) return at + 1;
    while (text_.IsWordCharacter(at)) ++at;
    return at;
  }

  std::optional<Marker> MarkerAt(std::size_t at, bool line_start) {
    if (auto marker = BulletAt(at, line_start)) return marker;
    if (auto marker = DashAt(at, line_start)) return marker;
    return OrdinalAt(at, line_start);
  }

  std::optional<Marker> BulletAt(std::size_t at, bool line_start) const {
    for (const std::string_view bullet : kBullets) {
      if (clean_.substr(at, bullet.size()) != bullet) continue;
      const std::size_t after = at + bullet.size();
      const bool blank = text_.IsBlank(after);
      if (bullet == "*" && !line_start && !blank) return std::nullopt;
      if (bullet == "·" && !line_start && at > 0 && !text_.IsBlank(at - 1)) return std::nullopt;
      return Marker{Style::kBullet, at, text_.SkipBlanks(after), 0, line_start, {}};
    }
    if (line_start && clean_[at] == 'o' && text_.IsBlank(at + 1) && at + 2 < clean_.size() &&
        clean_[at + 1] != '\n') {
      return Marker{Style::kBullet, at, text_.SkipBlanks(at + 1), 0, true, {}};
    }
    return std::nullopt;
  }

  std::optional<Marker> DashAt(std::size_t at, bool line_start) {
    for (const std::string_view dash : kDashes) {
      if (clean_.substr(at, dash.size()) != dash) continue;
      const std::size_t after = at + dash.size();
      const std::size_t content = text_.SkipBlanks(after);
      if (content >= clean_.size() || !text_.IsWordCharacter(content)) return std::nullopt;
      const Marker marker{Style::kDash, at, content, 0, line_start, {}};
      if (line_start && !text_.IsDigit(content)) return marker;
      if (InlineDash(at, after, content)) return marker;
    }
    return std::nullopt;
  }

  // After a colon, semicolon or full stop, or glued to the word before with a capital behind, as
  // when line breaks were lost: "følgende:- En referenceliste- En tro og love-erklæring". Once such
  // a list is open, a dash between blanks continues it.
  bool InlineDash(std::size_t at, std::size_t after, std::size_t content) {
    if (at == 0) return false;
    std::size_t last = at;
    while (last > 0 && clean_[last - 1] == ' ') --last;
    if (last == 0) return false;
    const char before = clean_[last - 1];
    const bool glued = last == at;
    const bool spaced = text_.IsBlank(after);
    if (before == ':' || before == ';') {
      dashes_open_ = true;
      return true;
    }
    if (before == '.' && spaced) {
      dashes_open_ = true;
      return true;
    }
    if (glued && (text_.IsLetter(last - 1) || before == ')') && text_.IsUpper(content) &&
        (dashes_open_ || spaced)) {
      return spaced || dashes_open_;
    }
    if (!dashes_open_ && !glued && spaced) dashes_open_ = OpensRun(at);
    return dashes_open_ && !glued && spaced;
  }

  // Two more dashes follow at short distances: "en partner til – pakning – syning – montering".
  bool OpensRun(std::size_t at) const {
    for (int more = 0; more < 2; ++more) {
      const std::string_view ahead = clean_.substr(at + 1, kLongestDashItem);
      std::size_t next = std::string_view::npos;
      for (const std::string_view dash : {" - ", " – ", " — "}) {
        next = std::min(next, ahead.find(dash));
      }
      if (next == std::string_view::npos || ahead.find_first_of(".\n") < next) return false;
      at += next + 2;
      const std::size_t content = clean_.find(' ', at) + 1;
      if (!text_.IsLetter(content)) return false;
    }
    return true;
  }

  // "1.", "1)", "(1)", "a)", "(ii)".
  std::optional<Marker> OrdinalAt(std::size_t at, bool line_start) {
    const bool bracket = clean_[at] == '(';
    const std::size_t first = bracket ? at + 1 : at;
    if (!line_start && !MayOpenInline(at)) return std::nullopt;
    std::size_t end = first;
    while (end < clean_.size() && end - first < 4 && text_.IsWordCharacter(end)) ++end;
    if (end == first || end >= clean_.size()) return std::nullopt;
    const char sign = clean_[end];
    if (sign != ')' && (bracket || sign != '.')) return std::nullopt;
    const std::size_t content = text_.SkipBlanks(end + 1);
    if (content >= clean_.size() || !text_.IsLetter(content)) return std::nullopt;
    if (sign == '.' && content == end + 1 && !line_start) return std::nullopt;
    const std::string_view name = text_.folded({first, end});
    Marker marker{
        sign == '.' ? Style::kNumberDot : Style::kNumberParen, at, content, 0, line_start, {}};
    if (text_.IsDigit(first)) {
      for (const char c : name) {
        if (c < '0' || c > '9') return std::nullopt;
        marker.ordinal = marker.ordinal * 10 + (c - '0');
      }
      return Continue(marker);
    }
    if (sign == '.' && !line_start) return std::nullopt;
    if (name.size() == 1 && name[0] >= 'a' && name[0] <= 'z') {
      marker.style = Style::kLetter;
      marker.ordinal = name[0] - 'a' + 1;
      if (auto letter = Continue(marker)) return letter;
    }
    marker.style = Style::kRoman;
    marker.ordinal = RomanValue(name);
    return Continue(marker);
  }

  // Inside a line an ordinal stands after a blank or an opening sign.
  bool MayOpenInline(std::size_t at) const {
    if (at == 0) return true;
    const char before = clean_[at - 1];
    return text_.IsBlank(at - 1) || before == ':' || before == ';' || before == '.' ||
           before == ',';
  }

  // The first of a sequence, or the next one after the last.
  std::optional<Marker> Continue(const Marker& marker) {
    int& last = last_ordinal_[marker.style];
    if (marker.ordinal <= 0 || (marker.ordinal != 1 && marker.ordinal != last + 1)) {
      return std::nullopt;
    }
    last = marker.ordinal;
    return marker;
  }

  // A list has at least two items, a division at least two lots.
  void Validate() {
    std::map<Style, std::size_t> last_of;
    std::vector<bool> keep(found_.size(), false);
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const Marker& marker = found_[i];
      const auto last = last_of.find(marker.style);
      if (marker.ordinal > 1 && last != last_of.end()) {
        keep[i] = keep[last->second] = true;
      } else if (marker.ordinal == 0) {
        keep[i] = marker.at_line_start || marker.style == Style::kBullet ||
                  (last != last_of.end() && found_[last->second].ordinal == 0);
        if (keep[i] && last != last_of.end()) keep[last->second] = true;
      }
      last_of[marker.style] = i;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (keep[i]) found_[kept++] = found_[i];
    }
    found_.resize(kept);
    AddLots();
  }

  void AddLots() {
    for (const LotLabel& label : FindLotLabels(text_)) {
      found_.push_back({Style::kLot, label.range.begin, label.range.begin, 0, false, label.name});
    }
    std::ranges::stable_sort(found_, {}, &Marker::begin);
  }

  const Text& text_;
  std::string_view clean_;
  std::vector<Marker> found_;
  std::map<Style, int> last_ordinal_;
  bool dashes_open_ = false;
};

}  // namespace

std::vector<Marker> FindMarkers(const Text& text) { return MarkerReader(text).Read(); }

}  // namespace sambyd::breakdown
