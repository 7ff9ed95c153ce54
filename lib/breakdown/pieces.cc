#include "lib/breakdown/pieces.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "lib/breakdown/actions.h"
#include "lib/breakdown/bare_actions.h"
#include "lib/breakdown/passages.h"

namespace sambyd::breakdown {
namespace {

constexpr std::array<std::string_view, 4> kWithWords = {" med ", " with ", " mit ", " inkl"};

constexpr std::size_t kLongestHead = 40;
constexpr std::size_t kFarthestCue = 200;  // bytes in which "så" or "undtagen" holds
constexpr std::size_t kMostStumps = 8;     // "murer-, tømrer-, maler- og …"

template <class Words>
bool ContainsAny(std::string_view text, const Words& words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

class PieceReader {
 public:
  PieceReader(const Reading& reading, Range passage, PassageForm form)
      : reading_(reading),
        text_(reading.text),
        passage_(passage),
        form_(form),
        is_first_work_(reading.first_activity >= passage.begin) {}

  std::vector<Piece> Read() {
    for (const Cut& cut : CutAtJoints(text_, passage_)) {
      pieces_.push_back({cut.range, std::nullopt, cut.joint, false});
    }
    for (std::size_t i = 0; i < pieces_.size(); ++i) Understand(i);
    if (!form_.is_item) ForgetStages(reading_, pieces_);
    return JoinBareActions(reading_, std::move(pieces_));
  }

 private:
  // What the last piece with work leaves open for the pieces after it.
  enum class Governor {
    kNone,
    kWork,          // "rengøring": complete by itself
    kWorkOfObject,  // "rengøring af skoler": more objects may follow
    kCareOfObject,  // "vedligeholdelse af veje": each object is work of its own
    kPurchase,      // "levering af møbler": each of the goods is work of its own
  };

  void Understand(std::size_t index) {
    Piece& piece = pieces_[index];
    ReadDetail(index);
    const Range before = BeforeMention(piece.range);
    if (reading_.Has(Cue::kSupply, before)) governor_ = Governor::kPurchase;
    for (const Mention& mention : Reading::Within(reading_.mentions, piece.range)) {
      if (IsDismissed(mention.range) || !NamesWork(index, mention)) continue;
      piece.work = mention;
      if (!IsUmbrella(reading_, mention.range))
        break;  // "ejendomsdriften fordeler sig med rengøring (50 %)"
    }
    if (!piece.work && EndsInHyphen(piece.range)) piece.work = WithSharedHead(index);
    if (BuysWith(piece.range)) {
      in_details_ = true;  // "levering af … med …": what follows "med" comes along
      named_ = true;
    }
    if (piece.work) {
      named_ = true;
      Govern(piece);
    } else if (reading_.Has(Cue::kGeneric, piece.range)) {
      governor_ = Governor::kCareOfObject;
    }
  }

  // After "herunder", "med" or a colon, until "samt" or a semicolon.
  void ReadDetail(std::size_t index) {
    Piece& piece = pieces_[index];
    if (piece.joint == ";" || piece.joint == "samt" || piece.joint == "sowie") in_details_ = false;
    // "… med undertag, sanering af plader": what comes with a thing is a thing.
    if (comes_with_ && !ActionOnObject(reading_, piece.range).empty()) in_details_ = false;
    if (!in_details_) comes_with_ = false;
    const bool explains =
        piece.joint == ":" || reading_.Has(Cue::kDetail, BeforeMention(piece.range));
    if (explains && named_) in_details_ = true;
    piece.detail = in_details_;
  }

  // "levering af … med …" within the piece.
  bool BuysWith(Range piece) const {
    for (const CueMatch& cue : Reading::Within(reading_.cues, piece)) {
      if (cue.cue != Cue::kSupply) continue;
      return ContainsAny(text_.folded({cue.range.end, piece.end}), kWithWords);
    }
    return false;
  }

  // The part of a piece before its first trade word.
  Range BeforeMention(Range range) const {
    const auto mentions = Reading::Within(reading_.mentions, range);
    return {range.begin, mentions.empty() ? range.end : mentions.front().range.begin};
  }

  bool NamesWork(std::size_t index, const Mention& mention) const {
    const Range piece = pieces_[index].range;
    if (index > 0 && TellsWhere(piece, mention.range)) return false;
    if (mention.IsActivity()) return true;
    const Range before{piece.begin, mention.range.begin};
    if (mention.IsGoods()) {
      if (governor_ == Governor::kPurchase ||
          reading_.Has(Cue::kSupply, {mention.range.begin, piece.end}))
        return true;
      return form_.goods_expected && (governor_ == Governor::kNone || !LaterActivity(piece));
    }
    if (reading_.Has(Cue::kGeneric, before) || governor_ == Governor::kCareOfObject) return true;
    if (reading_.Has(Cue::kCaredFor, {mention.range.end, piece.end})) return true;
    if (is_first_work_ && FollowsScope(before)) return true;
    const bool opens_piece = text_.Letters(before, 1) == 0;
    if (index == 0) return form_.is_item && opens_piece;
    return opens_piece && governor_ == Governor::kWork;
  }

  // "… og på sprogskolen": a preposition leads from the joint to the trade word.
  bool TellsWhere(Range piece, Range mention) const {
    static constexpr std::array<std::string_view, 9> kWhere = {"på", "i",  "ved", "hos", "at",
                                                               "in", "im", "bei", "vid"};
    const std::string_view before = text_.folded(text_.Trim({piece.begin, mention.begin}));
    return std::ranges::find(kWhere, before) != kWhere.end();
  }

  // "vedrører vejbelysning": what the contract is about stands right behind the verb.
  bool FollowsScope(Range before) const {
    const auto cues = Reading::Within(reading_.cues, before);
    before = text_.Trim(before);
    return std::ranges::any_of(cues, [&](const CueMatch& cue) {
      return cue.cue == Cue::kScope && cue.range.end == before.end;
    });
  }

  bool LaterActivity(Range piece) const {
    return std::ranges::any_of(Reading::Within(reading_.mentions, piece), &Mention::IsActivity);
  }

  void Govern(const Piece& piece) {
    const Mention& work = *piece.work;
    const std::string_view rest = text_.folded({work.range.begin, piece.range.end});
    if (reading_.Has(Cue::kDetail, {work.range.end, piece.range.end})) {
      in_details_ = true;
    } else if (ContainsAny(rest, kWithWords) && !in_details_) {
      in_details_ = comes_with_ = true;
    }
    if (work.IsGoods()) {
      governor_ = Governor::kPurchase;
    } else if (work.object) {
      if (governor_ != Governor::kWork) governor_ = Governor::kCareOfObject;
    } else {
      governor_ = TakesObject(rest) ? Governor::kWorkOfObject : Governor::kWork;
    }
  }

  // After "så" or "hvor" up to the next comma, and after "undtagen" up to the end.
  bool IsDismissed(Range mention) const {
    const std::size_t reach = std::min(kFarthestCue, mention.begin - passage_.begin);
    for (const CueMatch& cue :
         Reading::Within(reading_.cues, {mention.begin - reach, mention.begin})) {
      if (cue.cue == Cue::kExcept) return true;
      if (cue.cue != Cue::kSubordinate || cue.range.end > mention.begin) continue;
      const std::string_view between = text_.folded({cue.range.end, mention.begin});
      static constexpr std::array<std::string_view, 5> kEnds = {",", "skal", "shall", "ska ",
                                                                "soll"};
      if (!ContainsAny(between, kEnds)) return true;
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
    std::size_t end = begin;
    while (end < std::min(passage_.end, begin + kLongestHead) && text_.IsWordCharacter(end)) ++end;
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
  PassageForm form_;
  bool is_first_work_;  // what the contract is about was not named before: "gælder vejbelysning"
  std::vector<Piece> pieces_;
  bool in_details_ = false;
  bool comes_with_ = false;  // the details are what "med" brings along
  bool named_ = false;       // an earlier piece named work or a purchase
  Governor governor_ = Governor::kNone;
};

}  // namespace

std::vector<Piece> FindPieces(const Reading& reading, Range passage, PassageForm form) {
  return PieceReader(reading, passage, form).Read();
}

}  // namespace sambyd::breakdown
