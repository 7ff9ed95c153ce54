#include "lib/breakdown/pieces.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace sambyd::breakdown {
namespace {

constexpr std::array<std::string_view, 11> kConjunctions = {
    "og", "samt", "and", "und", "och", "sowie", "plus", "&", "eller", "respektive", "ja"};

constexpr std::size_t kLongestWord = 40;
constexpr std::size_t kFarthestCue = 200;  // bytes in which "så" or "undtagen" holds
constexpr std::size_t kMostStumps = 8;     // "murer-, tømrer-, maler- og …"

class PieceReader {
 public:
  PieceReader(const Reading& reading, Range passage, bool goods_expected)
      : reading_(reading),
        text_(reading.text),
        passage_(passage),
        goods_expected_(goods_expected) {}

  std::vector<Piece> Read() {
    Cut();
    for (std::size_t i = 0; i < pieces_.size(); ++i) Understand(i);
    return std::move(pieces_);
  }

 private:
  // Cuts at commas, semicolons and conjunctions outside brackets.
  void Cut() {
    std::size_t begin = passage_.begin;
    int depth = 0;
    bool comma = false;  // the cut before `begin` was at a comma
    for (std::size_t at = passage_.begin; at < passage_.end;) {
      const char c = text_.clean()[at];
      if (c == '(' || c == '[') ++depth;
      if ((c == ')' || c == ']') && depth > 0) --depth;
      std::size_t length = 0;
      if (depth == 0) length = BoundaryAt(at);
      if (length == 0) {
        at = text_.IsWordCharacter(at) ? WordEnd(at) : at + 1;
        continue;
      }
      const bool is_comma = c == ',' || c == ';';
      AddPiece({begin, at}, comma);
      comma = is_comma;
      begin = at + length;
      at = begin;
    }
    AddPiece({begin, passage_.end}, comma);
  }

  std::size_t WordEnd(std::size_t at) const {
    while (at < passage_.end && text_.IsWordCharacter(at)) ++at;
    return at;
  }

  std::size_t BoundaryAt(std::size_t at) const {
    const char c = text_.clean()[at];
    if (c == ';') return 1;
    if (c == ',') return text_.IsDigit(at + 1) && at > 0 && text_.IsDigit(at - 1) ? 0 : 1;
    if (c == '/') return text_.IsBlank(at + 1) ? 1 : 0;
    if (c != '&' && (!text_.IsLetter(at) || (at > 0 && text_.IsWordCharacter(at - 1)))) return 0;
    for (const std::string_view word : kConjunctions) {
      if (text_.folded().substr(at, word.size()) == word &&
          (word == "&" || text_.IsWordBoundary(at + word.size()))) {
        return word.size();
      }
    }
    return 0;
  }

  void AddPiece(Range range, bool after_comma) {
    range = text_.Trim(range);
    if (range.empty()) {
      ends_details_ = after_comma;  // ", samt": an empty piece between comma and conjunction
      return;
    }
    Piece piece{range, std::nullopt, false, false};
    const bool is_detail = reading_.Has(Cue::kDetail, BeforeMention(range));
    if (ends_details_) in_details_ = false;
    if (is_detail && !pieces_.empty()) in_details_ = true;
    ends_details_ = false;
    piece.detail = in_details_;
    pieces_.push_back(piece);
  }

  // The part of a piece before its first trade word.
  Range BeforeMention(Range range) const {
    const auto mentions = Reading::Within(reading_.mentions, range);
    return {range.begin, mentions.empty() ? range.end : mentions.front().range.begin};
  }

  void Understand(std::size_t index) {
    Piece& piece = pieces_[index];
    if (reading_.Has(Cue::kSupply, BeforeMention(piece.range))) bought_ = true;
    piece.bought = bought_ || goods_expected_;
    for (const Mention& mention : Reading::Within(reading_.mentions, piece.range)) {
      if (IsDismissed(mention.range)) continue;
      if (!mention.IsActivity() && !CountsAsGoods(index)) continue;
      piece.work = mention;
      if (mention.IsActivity() || !LaterActivity(piece.range, mention)) break;
    }
    if (!piece.work && EndsInHyphen(piece.range)) piece.work = WithSharedHead(index);
    if (piece.work && !piece.detail) last_is_activity_ = piece.work->IsActivity();
    if (piece.work && piece.work->IsActivity()) bought_ = false;
  }

  // Goods are work where they are bought, not where something is done to them or with them.
  bool CountsAsGoods(std::size_t index) const {
    const Piece& piece = pieces_[index];
    if (!piece.bought) return false;
    return !last_is_activity_ || bought_;
  }

  bool LaterActivity(Range piece, const Mention& goods) const {
    if (bought_) return false;
    return std::ranges::any_of(Reading::Within(reading_.mentions, piece),
                               [&](const Mention& other) {
                                 return other.IsActivity() && other.range.begin > goods.range.begin;
                               });
  }

  // After "så" or "hvor" up to the next comma, and after "undtagen" up to the end.
  bool IsDismissed(Range mention) const {
    const std::size_t reach = std::min(kFarthestCue, mention.begin - passage_.begin);
    for (const CueMatch& cue :
         Reading::Within(reading_.cues, {mention.begin - reach, mention.begin})) {
      if (cue.cue == Cue::kExcept) return true;
      if (cue.cue != Cue::kSubordinate) continue;
      const std::string_view between = text_.folded({cue.range.end, mention.begin});
      const bool ended = between.find(',') != std::string_view::npos ||
                         between.find("skal") != std::string_view::npos ||
                         between.find("shall") != std::string_view::npos;
      if (!ended) return true;
    }
    return false;
  }

  bool EndsInHyphen(Range range) const {
    return range.end - range.begin > 2 && text_.clean()[range.end - 1] == '-';
  }

  // "murer-" with the head of the next whole word: the longest ending of that word that makes a
  // known trade word.
  std::optional<Mention> WithSharedHead(std::size_t index) const {
    const Range stump = pieces_[index].range;
    std::size_t last = index + 1;
    while (last < pieces_.size() && last - index < kMostStumps &&
           EndsInHyphen(pieces_[last].range)) {
      ++last;
    }
    if (last == pieces_.size()) return std::nullopt;
    const std::size_t begin = pieces_[last].range.begin;
    const std::size_t end = std::min(WordEnd(begin), begin + kLongestWord);
    std::size_t first = stump.end - 1;
    while (first > stump.begin && text_.IsLetter(first - 1)) --first;
    const std::string own(text_.folded({first, stump.end - 1}));
    for (std::size_t at = begin + 1; at + 2 < end; ++at) {
      if (!text_.IsCharacterBoundary(at)) continue;
      const Text whole(own + std::string(text_.folded({at, end})));
      const auto mentions = FindMentions(whole, {0, whole.size()});
      if (!mentions.empty() && mentions.front().range.begin == 0) {
        return Mention{{first, stump.end}, mentions.front().code};
      }
    }
    return std::nullopt;
  }

  const Reading& reading_;
  const Text& text_;
  Range passage_;
  bool goods_expected_;
  std::vector<Piece> pieces_;
  bool in_details_ = false;
  bool ends_details_ = false;
  bool bought_ = false;
  bool last_is_activity_ = false;
};

}  // namespace

std::vector<Piece> FindPieces(const Reading& reading, Range passage, bool goods_expected) {
  return PieceReader(reading, passage, goods_expected).Read();
}

}  // namespace sambyd::breakdown
