#include "lib/breakdown/guessed_work.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "lib/breakdown/actions.h"
#include "lib/breakdown/joints.h"
#include "lib/breakdown/passages.h"
#include "lib/breakdown/tasks.h"

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kLongestClause = 200;
constexpr std::size_t kFewestLetters = 12;
constexpr int kLeastGuess = 5000;

class WorkGuesser {
 public:
  WorkGuesser(Reading& reading, const LotText& lot, const Classifier& classifier)
      : reading_(reading), lot_(lot), classifier_(classifier), codes_(OwnCodes(lot)) {}

  void Read(Range sentence) {
    for (const Cue cue : {Cue::kBoilerplate, Cue::kRequirement, Cue::kFeatures, Cue::kExcluded,
                          Cue::kOrganisation, Cue::kAddresses}) {
      if (reading_.Has(cue, sentence)) return;
    }
    if (!NamesActivity(reading_, sentence)) return;
    bool buys = BuysGoods(lot_);
    for (const Cut& cut : CutAtJoints(reading_.text, sentence)) {
      buys = buys || reading_.Has(Cue::kSupply, cut.range);
      ReadClause(cut.range, buys);
    }
  }

  // False when there is nothing to add.
  bool Merge() {
    if (guessed_.empty()) return false;
    auto& mentions = reading_.mentions;
    mentions.insert(mentions.end(), guessed_.begin(), guessed_.end());
    std::ranges::stable_sort(mentions, {}, [](const Mention& m) { return m.range.begin; });
    reading_.FindFirstActivity();
    return true;
  }

 private:
  void ReadClause(Range clause, bool buys) {
    if (clause.end - clause.begin > kLongestClause ||
        reading_.text.Letters(clause, kFewestLetters) < kFewestLetters) {
      return;
    }
    for (const Mention& mention : Reading::Within(reading_.mentions, clause)) {
      if (mention.IsActivity() || (mention.IsGoods() && buys)) return;
    }
    for (const Cue cue : {Cue::kAncillary, Cue::kRest}) {
      if (reading_.Has(cue, clause)) return;
    }
    const bool acts = SaysWhatIsDone(reading_, clause);
    if (!acts && !buys) return;
    const auto guesses =
        classifier_.Classify(reading_.text.clean(clause), lot_.language, codes_, 1);
    if (guesses.empty() || guesses[0].confidence_bp < kLeastGuess) return;
    // What is wider than the lot's own code tells nothing apart.
    if (lot_.cpv_main && guesses[0].code.Covers(*lot_.cpv_main)) return;
    const Mention mention{clause, guesses[0].code};
    if (mention.IsGoods() ? !buys : !acts) return;
    guessed_.push_back(mention);
  }

  Reading& reading_;
  const LotText& lot_;
  const Classifier& classifier_;
  std::vector<domain::CpvCode> codes_;
  std::vector<Mention> guessed_;
};

}  // namespace

bool AddGuessedWork(Reading& reading, const std::vector<Segment>& segments, const LotText& lot,
                    const Classifier& classifier) {
  WorkGuesser guesser(reading, lot, classifier);
  for (const Segment& segment : segments) {
    if (segment.form == Segment::Form::kSentence) guesser.Read(segment.range);
  }
  return guesser.Merge();
}

}  // namespace sambyd::breakdown
