#include "lib/breakdown/breakdown.h"

#include <algorithm>
#include <utility>

#include "lib/breakdown/grouping.h"
#include "lib/breakdown/guessed_work.h"
#include "lib/breakdown/part_title.h"
#include "lib/breakdown/reading.h"
#include "lib/breakdown/reasons.h"
#include "lib/breakdown/segmenter.h"
#include "lib/breakdown/tasks.h"
#include "lib/breakdown/values.h"

namespace sambyd::breakdown {
namespace {

constexpr std::string_view kRulesVersion = "rules-4";

// Below this the part keeps the lot's own code.
constexpr int kLeastConfidence = 4000;
constexpr int kLeastBesidePlace = 6000;  // "Distrikt 3: Kalmar" says nothing of the work
constexpr int kNamedConfidence = 5500;
constexpr std::size_t kLongestLabel = 80;
// Passages longer than this are classified by their beginning.
constexpr std::size_t kLongestEvidence = 400;

class Splitter {
 public:
  Splitter(const LotText& lot, const Classifier& classifier)
      : lot_(lot), classifier_(classifier), prior_(OwnCodes(lot)) {}

  Breakdown Split() {
    Breakdown result;
    const std::string body = lot_.description + "\n\n" + lot_.additional_information;
    result.no_split = Read(body, false, result.parts);
    if (result.no_split == NoSplitReason::kNoText && !lot_.title.empty()) {
      result.no_split = Read(lot_.title, true, result.parts);
    }
    Explain(result);
    result.version = std::string(kRulesVersion) + "+" + std::string(classifier_.version());
    return result;
  }

 private:
  NoSplitReason Read(const std::string& body, bool is_title, std::vector<Part>& parts) {
    Reading reading(body, HomeCountries(lot_.language, lot_.places));
    if (reading.text.Letters({0, reading.text.size()}, 3) < 3) return NoSplitReason::kNoText;
    const std::vector<Segment> segments = FindSegments(reading.text);
    Grouping grouping = GroupTasks(FindTasks(reading, segments, lot_, classifier_));
    // Only in a text that trade words divide: elsewhere guesses would split what is one task.
    if (std::ranges::count(grouping.parts, Rule::kEnumeration, &Task::rule) > 0 &&
        AddGuessedWork(reading, segments, lot_, classifier_)) {
      grouping = GroupTasks(FindTasks(reading, segments, lot_, classifier_));
    }
    if (grouping.parts.empty()) return grouping.no_split;
    std::vector<std::vector<Figure>> figures;
    for (const Task& task : grouping.parts) {
      parts.push_back(PartOf(reading.text, task, is_title));
      figures.push_back(task.figures);
    }
    MarkSharedEvidence(parts);
    ShareValue(lot_, figures, parts);
    return NoSplitReason::kSplit;
  }

  // Sorts the evidence of a part and joins what overlaps.
  static void JoinOverlaps(std::vector<Span>& evidence) {
    std::ranges::sort(evidence);
    std::vector<Span> joined;
    for (const Span& span : evidence) {
      if (!joined.empty() && joined.back().source == span.source &&
          span.begin < joined.back().end) {
        joined.back().end = std::max(joined.back().end, span.end);
      } else {
        joined.push_back(span);
      }
    }
    evidence = std::move(joined);
  }

  // Parts that rest on the same bytes say so.
  static void MarkSharedEvidence(std::vector<Part>& parts) {
    std::vector<std::pair<Span, Part*>> all;
    for (Part& part : parts) {
      for (const Span& span : part.evidence) all.emplace_back(span, &part);
    }
    std::ranges::sort(all);
    std::pair<Span, Part*> reaching;  // of those seen, the one that ends last
    for (const auto& [span, part] : all) {
      if (reaching.second != nullptr && reaching.first.source == span.source &&
          span.begin < reaching.first.end && reaching.second != part) {
        part->shared_evidence = reaching.second->shared_evidence = true;
      }
      if (reaching.second == nullptr || reaching.first.source != span.source ||
          span.end > reaching.first.end) {
        reaching = {span, part};
      }
    }
  }

  Part PartOf(const Text& text, const Task& task, bool is_title) const {
    Part part;
    part.rule = task.rule;
    part.is_remainder = task.rest;
    for (const Range span : task.spans) part.evidence.push_back(SpanOf(text.Trim(span), is_title));
    JoinOverlaps(part.evidence);
    part.title = PartTitle(text, task.spans.front());
    Classify(text, task, part);
    part.places = lot_.places;
    if (!task.places.empty()) {
      part.places = task.places;
      part.place_stated = true;
    }
    part.period = lot_.period;
    return part;
  }

  Span SpanOf(Range range, bool is_title) const {
    if (is_title) return {Source::kTitle, range.begin, range.end};
    const std::size_t additional = lot_.description.size() + 2;
    if (range.begin < additional) {
      return {Source::kDescription, range.begin, std::min(range.end, lot_.description.size())};
    }
    return {Source::kAdditionalInformation, range.begin - additional, range.end - additional};
  }

  void Classify(const Text& text, const Task& task, Part& part) const {
    std::string words = std::string(text.clean(task.label).substr(0, kLongestLabel)) + "\n";
    for (const Range span : task.spans) {
      if (words.size() > kLongestEvidence) break;
      words += std::string(text.clean(span).substr(0, kLongestEvidence)) + "\n";
    }
    const bool by_place = !task.code && !task.places.empty() &&
                          (task.rule == Rule::kPlaces || task.rule == Rule::kLotHeading);
    const int least = by_place ? kLeastBesidePlace : kLeastConfidence;
    for (const CpvGuess& guess : classifier_.Classify(words, lot_.language, prior_, 1)) {
      if (guess.confidence_bp < least) break;
      part.cpv.push_back(guess.code);
      part.confidence_bp = guess.confidence_bp;
    }
    // A trade word in the part's own name weighs more than the whole passage.
    const bool named = task.code && !task.guessed;
    if (named && (part.cpv.empty() || part.cpv.front().Prefix(2) != task.code->Prefix(2))) {
      part.cpv = {*task.code};
      part.confidence_bp = kNamedConfidence;
    }
    if (part.cpv.empty() && lot_.cpv_main) part.cpv = {*lot_.cpv_main};
  }

  void Explain(Breakdown& result) const {
    for (Part& part : result.parts) {
      part.reason_da = PartReason(lot_, part, ReasonLanguage::kDanish);
      part.reason_en = PartReason(lot_, part, ReasonLanguage::kEnglish);
    }
    const bool split = result.no_split == NoSplitReason::kSplit;
    result.reason_da = split ? SplitText(result, ReasonLanguage::kDanish)
                             : NoSplitText(result.no_split, ReasonLanguage::kDanish);
    result.reason_en = split ? SplitText(result, ReasonLanguage::kEnglish)
                             : NoSplitText(result.no_split, ReasonLanguage::kEnglish);
  }

  const LotText& lot_;
  const Classifier& classifier_;
  std::vector<domain::CpvCode> prior_;
};

}  // namespace

Breakdown BreakDown(const LotText& lot, const Classifier& classifier) {
  return Splitter(lot, classifier).Split();
}

}  // namespace sambyd::breakdown
