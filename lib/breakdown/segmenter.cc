#include "lib/breakdown/segmenter.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "lib/breakdown/markers.h"

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kLongestHeading = 80;
constexpr std::size_t kLongestUnmarkedItem = 110;

using Form = Segment::Form;
using Style = Marker::Style;

struct Line {
  Range range;               // trimmed
  std::size_t first_marker;  // markers of the line: [first_marker, last_marker)
  std::size_t last_marker;
  bool blank_before = false;
};

class Segmenter {
 public:
  explicit Segmenter(const Text& text)
      : text_(text), clean_(text.clean()), markers_(FindMarkers(text)) {}

  std::vector<Segment> Read() {
    ReadLines();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::size_t first = segments_.size();
      ReadLine(i);
      if (first < segments_.size()) segments_[first].paragraph = lines_[i].blank_before;
    }
    CutLastItems();
    return std::move(segments_);
  }

 private:
  void ReadLines() {
    std::size_t marker = 0;
    bool blank = false;
    for (std::size_t begin = 0; begin < clean_.size();) {
      const std::size_t end = std::min(clean_.find('\n', begin), clean_.size());
      const Range range = text_.Trim({begin, end});
      Line line{range, marker, marker, blank};
      while (marker < markers_.size() && markers_[marker].begin < end) ++marker;
      line.last_marker = marker;
      blank = range.empty();
      if (!blank) lines_.push_back(line);
      begin = end + 1;
    }
  }

  void ReadLine(std::size_t index) {
    const Line& line = lines_[index];
    if (line.first_marker == line.last_marker) {
      ReadPlainLine(index);
      return;
    }
    std::size_t at = line.range.begin;
    for (std::size_t m = line.first_marker; m < line.last_marker; ++m) {
      const Marker& marker = markers_[m];
      if (at < marker.begin) AddProse({at, marker.begin});
      const std::size_t end = m + 1 < line.last_marker ? markers_[m + 1].begin : line.range.end;
      AddMarked(marker, {marker.content, end}, index, m + 1 == line.last_marker);
      at = end;
    }
  }

  void AddMarked(const Marker& marker, Range range, std::size_t line, bool last_of_line) {
    range = text_.Trim(range);
    if (range.empty()) return;
    if (marker.style == Style::kLot) {
      list_open_ = false;
      segments_.push_back({Form::kLot, range, false, -1, marker.lot});
      return;
    }
    if (last_of_line && marker.ordinal > 0 &&
        (OpensNestedList(line, marker.style) || HeadsProse(line, range))) {
      list_open_ = false;
      Add({Form::kHeading, range, false, -1, {}});
      return;
    }
    if (!list_open_ || marker.style != list_style_ || marker.ordinal == 1) {
      ++lists_;
      list_style_ = marker.style;
      list_open_ = true;
    }
    Add({Form::kItem, range, false, lists_, {}});
  }

  // The next line begins a list of another style.
  bool OpensNestedList(std::size_t line, Style style) const {
    if (line + 1 >= lines_.size()) return false;
    const Line& next = lines_[line + 1];
    return next.first_marker < next.last_marker && markers_[next.first_marker].at_line_start &&
           markers_[next.first_marker].style != style &&
           markers_[next.first_marker].style != Style::kLot;
  }

  // "1. Rengøring" above a paragraph is a heading, not an item.
  bool HeadsProse(std::size_t line, Range range) const {
    if (line + 1 >= lines_.size() || range.end - range.begin > kLongestHeading) return false;
    const Line& next = lines_[line + 1];
    const bool upper = text_.IsUpper(next.range.begin) || text_.IsDigit(next.range.begin);
    return next.first_marker == next.last_marker && !next.blank_before && upper &&
           clean_[range.end - 1] != '.' && clean_[range.end - 1] != ';' &&
           next.range.end - next.range.begin > range.end - range.begin;
  }

  void ReadPlainLine(std::size_t index) {
    const Line& line = lines_[index];
    if (ContinuesItem(line)) {
      segments_.back().range.end = line.range.end;
      return;
    }
    if (IsRow(line.range)) {
      AddUnmarkedItem(Form::kRow, line.range);
    } else if (InUnmarkedList(index)) {
      AddUnmarkedItem(Form::kItem, line.range);
    } else if (IsHeading(index)) {
      list_open_ = false;
      Add({Form::kHeading, line.range, false, -1, {}});
    } else {
      AddProse(line.range);
    }
  }

  // A line in lower case right under an item goes on with it.
  bool ContinuesItem(const Line& line) const {
    return !segments_.empty() && segments_.back().form == Form::kItem && !line.blank_before &&
           text_.IsLetter(line.range.begin) && !text_.IsUpper(line.range.begin);
  }

  bool IsRow(Range range) const {
    const std::string_view line = text_.clean(range);
    return line.find('\t') != std::string_view::npos || line.find('|') != std::string_view::npos;
  }

  bool IsShort(std::size_t index) const {
    const Line& line = lines_[index];
    const char last = clean_[line.range.end - 1];
    return line.first_marker == line.last_marker && !IsRow(line.range) && last != '.' &&
           last != ':' && last != '?' &&
           line.range.end - line.range.begin <= kLongestUnmarkedItem &&
           text_.Letters(line.range, 2) >= 2;
  }

  // Short lines without full stops, two or more in a row, after a colon or three without one.
  bool InUnmarkedList(std::size_t index) const {
    if (!IsShort(index)) return false;
    std::size_t first = index, last = index;
    while (first > 0 && index - first < 3 && IsShort(first - 1) && !lines_[first].blank_before) {
      --first;
    }
    while (last + 1 < lines_.size() && last - index < 3 && IsShort(last + 1) &&
           !lines_[last + 1].blank_before) {
      ++last;
    }
    const std::size_t count = last - first + 1;
    const bool after_colon = first > 0 && clean_[lines_[first - 1].range.end - 1] == ':';
    return count >= 3 || (count == 2 && after_colon);
  }

  bool IsHeading(std::size_t index) const {
    const Line& line = lines_[index];
    if (line.range.end - line.range.begin > kLongestHeading || index + 1 >= lines_.size()) {
      return false;
    }
    const char last = clean_[line.range.end - 1];
    return last == ':' || (last != '.' && last != ',' && last != ';' && last != '?' && last != '!');
  }

  void AddUnmarkedItem(Form form, Range range) {
    const bool same = !segments_.empty() && segments_.back().form == form && !list_open_ &&
                      segments_.back().list >= 0;
    if (!same) ++lists_;
    list_open_ = false;
    Add({form, range, false, lists_, {}});
  }

  void AddProse(Range range) {
    range = text_.Trim(range);
    if (range.empty() || text_.Letters(range, 1) == 0) return;
    list_open_ = false;
    const auto sentences = Sentences(text_, range);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const std::size_t last = GluedList(sentences, i);
      Add({Form::kSentence, sentences[i], false, -1, {}});
      if (last == i) continue;
      ++lists_;
      while (i < last) Add({Form::kItem, sentences[++i], false, lists_, {}});
    }
  }

  // The last of the sentences that follow one another without a blank after sentences[first], which
  // ends in a colon: a list whose line breaks were lost. `first` itself when there is none.
  std::size_t GluedList(const std::vector<Range>& sentences, std::size_t first) const {
    if (clean_[sentences[first].end - 1] != ':') return first;
    std::size_t last = first;
    while (last + 1 < sentences.size() && sentences[last + 1].begin == sentences[last].end) ++last;
    return last - first >= 2 ? last : first;
  }

  // A lot holds everything up to the next lot.
  void Add(Segment segment) {
    if (!segments_.empty() && segments_.back().form == Form::kLot) {
      segments_.back().range.end = segment.range.end;
    } else {
      segments_.push_back(std::move(segment));
    }
  }

  // The last item of a list within a line runs on to its end; what follows its first sentence is
  // prose, when the other items are no longer than a sentence.
  void CutLastItems() {
    std::vector<Segment> cut;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const Segment& segment = segments_[i];
      const bool last = segment.form == Form::kItem && i > 0 &&
                        segments_[i - 1].list == segment.list &&
                        (i + 1 == segments_.size() || segments_[i + 1].list != segment.list);
      cut.push_back(segment);
      if (!last) continue;
      const auto sentences = Sentences(text_, segment.range);
      if (sentences.size() < 2 || Sentences(text_, segments_[i - 1].range).size() > 1) continue;
      cut.back().range.end = sentences.front().end;
      for (std::size_t s = 1; s < sentences.size(); ++s) {
        cut.push_back({Form::kSentence, sentences[s], false, -1, {}});
      }
    }
    segments_ = std::move(cut);
  }

  const Text& text_;
  std::string_view clean_;
  std::vector<Marker> markers_;
  std::vector<Line> lines_;
  std::vector<Segment> segments_;
  int lists_ = -1;
  Style list_style_ = Style::kBullet;
  bool list_open_ = false;
};

}  // namespace

std::vector<Segment> FindSegments(const Text& text) { return Segmenter(text).Read(); }

}  // namespace sambyd::breakdown
