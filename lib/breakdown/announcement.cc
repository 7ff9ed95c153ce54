#include "lib/breakdown/announcement.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "lib/breakdown/enumeration.h"
#include "lib/breakdown/passages.h"

namespace sambyd::breakdown {
namespace {

// A longer sentence tells of work only where it says so.
constexpr std::size_t kLongestPlainSentence = 250;
constexpr std::size_t kLongestAside = 120;
constexpr std::size_t kOpeningLetters = 16;

class SentenceReader {
 public:
  SentenceReader(const Reading& reading, Range sentence, SentencePosition position,
                 bool goods_expected)
      : reading_(reading),
        sentence_(sentence),
        position_(position),
        goods_expected_(goods_expected),
        mentions_(Reading::Within(reading.mentions, sentence)) {}

  Announcement Read() const {
    if (HasPricedPieces(reading_, sentence_)) return Announcement::kWork;
    if (Has(Cue::kSequence, sentence_) && TellsOfSupplier()) return Announcement::kNone;
    if (Has(Cue::kScope, sentence_) && ListsActions(reading_, sentence_)) {
      return Announcement::kWork;
    }
    if (mentions_.empty()) return Announcement::kNone;
    if (AnnouncesWork()) return Announcement::kWork;
    const bool aside = sentence_.end - sentence_.begin <= kLongestAside;
    return aside && Opens() && !TellsOfSupplier() ? Announcement::kAside : Announcement::kNone;
  }

 private:
  bool Has(Cue cue, Range range) const { return reading_.Has(cue, range); }

  bool AnnouncesWork() const {
    if (IsPlainlyAboutWork()) return true;
    if (Has(Cue::kAdditive, sentence_) || Has(Cue::kOption, sentence_)) return true;
    if (Has(Cue::kScope, {sentence_.begin, mentions_.front().range.begin})) return true;
    return Opens() && (Has(Cue::kScope, sentence_) || IsNominal() || IsPassive());
  }

  // The trade word is among the first words.
  bool Opens() const {
    const Range before{sentence_.begin, mentions_.front().range.begin};
    return reading_.text.Letters(before, kOpeningLetters) < kOpeningLetters;
  }

  // Not one that tells how the supplier goes about it.
  bool IsPlainlyAboutWork() const {
    if (sentence_.end - sentence_.begin > kLongestPlainSentence) return false;
    const auto kinds = KindsIn(reading_, sentence_, goods_expected_).size();
    if (kinds == 1) return position_.first_work;
    return kinds >= 2 && !TellsOfSupplier();
  }

  bool TellsOfSupplier() const {
    return Has(Cue::kSupplier,
               {sentence_.begin, std::min(sentence_.end, sentence_.begin + kSubject)});
  }

  // "Vinduer pudses": the trade words end in a verb.
  bool IsPassive() const {
    const std::string_view folded = reading_.text.folded(mentions_.front().range);
    return folded.find(' ') != std::string_view::npos && folded.ends_with("es");
  }

  // Ends without a full stop, or stands alone: "Rengøring, vinduespolering, havearbejde".
  bool IsNominal() const {
    return position_.only || reading_.text.clean()[sentence_.end - 1] != '.';
  }

  const Reading& reading_;
  Range sentence_;
  SentencePosition position_;
  bool goods_expected_;
  std::span<const Mention> mentions_;
};

}  // namespace

Announcement AnnouncementOf(const Reading& reading, Range sentence, SentencePosition position,
                            bool goods_expected) {
  return SentenceReader(reading, sentence, position, goods_expected).Read();
}

}  // namespace sambyd::breakdown
