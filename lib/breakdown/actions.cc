#include "lib/breakdown/actions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "lib/breakdown/pieces.h"

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kShortestActionNoun = 6;
constexpr std::size_t kShortestVerb = 4;
constexpr std::size_t kShortestPassive = 5;
constexpr std::size_t kMostWordsBeforeOf = 2;
constexpr std::array<std::string_view, 3> kGermanInfinitives = {"en", "ern", "eln"};

template <class Words>
bool EndsInAny(std::string_view word, const Words& endings) {
  return std::ranges::any_of(endings, [&](auto ending) { return word.ends_with(ending); });
}

template <class Words>
bool IsAny(std::string_view word, const Words& words) {
  return std::ranges::find(words, word) != std::end(words);
}

// Danish and Norwegian in "-e", Swedish in "-a"; not an adjective ("tekniske anlæg") nor a noun
// that a preposition follows ("borde til kantinen").
bool OpensWithNordicVerb(const Text& text, std::span<const Range> words) {
  static constexpr std::array<std::string_view, 13> kOtherEndings = {
      "iske", "lige", "ale", "ede", "else", "pleje", "ice",
      "iska", "liga", "ala", "ade", "ande", "erne"};
  static constexpr std::array<std::string_view, 24> kOthers = {
      "alle",  "andre", "nye",      "mindre", "større", "øvrige", "samme",    "hele",
      "begge", "flere", "følgende", "disse",  "deres",  "denne",  "alla",     "andra",
      "nya",   "samma", "dessa",    "flera",  "extra",  "ekstra", "samtlige", "egne"};
  static constexpr std::array<std::string_view, 12> kPrepositions = {
      "til", "i", "på", "med", "fra", "hos", "ved", "for", "till", "från", "för", "av"};
  const std::string_view verb = text.folded(words[0]);
  return (verb.ends_with('e') || verb.ends_with('a')) && verb.size() >= kShortestVerb &&
         !text.IsUpper(words[0].begin) && !EndsInAny(verb, kOtherEndings) &&
         !IsAny(verb, kOthers) && !IsAny(text.folded(words[1]), kPrepositions);
}

// "restock the lake": a small word before an article.
bool OpensWithEnglishVerb(const Text& text, std::span<const Range> words) {
  static constexpr std::array<std::string_view, 8> kArticles = {"the", "a",   "an",    "all",
                                                                "any", "its", "their", "our"};
  return !text.IsUpper(words[0].begin) && IsAny(text.folded(words[1]), kArticles) &&
         text.folded(words[0]).size() >= kShortestVerb;
}

// The verb ends the phrase, behind a noun with its capital.
bool EndsInGermanVerb(const Text& text, std::span<const Range> words) {
  const std::string_view verb = text.folded(words.back());
  return verb.size() >= kShortestVerb && !text.IsUpper(words.back().begin) &&
         EndsInAny(verb, kGermanInfinitives) &&
         std::ranges::any_of(words, [&](Range word) { return text.IsUpper(word.begin); });
}

bool IsCue(const Reading& reading, Range word, Cue cue) {
  return std::ranges::any_of(Reading::Within(reading.cues, word), [&](const CueMatch& match) {
    return match.cue == cue && match.range.begin == word.begin;
  });
}

// "montere dem": a step done to what stands before.
bool RefersBack(const Reading& reading, std::span<const Range> words) {
  static constexpr std::array<std::string_view, 8> kPronouns = {"dem", "den", "det", "them",
                                                                "it",  "sie", "dom", "disse"};
  return IsAny(reading.text.folded(words[1]), kPronouns);
}

// "das Leeren der Papierkörbe".
bool IsNominalInfinitive(std::string_view article, std::string_view word) {
  return (article == "das" || article == "dem") && word.size() >= kShortestVerb &&
         EndsInAny(word, kGermanInfinitives);
}

// The verb and object that follow "skal", "will" or "to" in the first piece.
Range BehindModal(const Reading& reading, Range piece) {
  for (const CueMatch& cue : Reading::Within(reading.cues, piece)) {
    const Range behind = reading.text.Trim({cue.range.end, piece.end});
    if (cue.cue == Cue::kModal && IsVerbOnObject(reading, behind)) return behind;
  }
  return {};
}

// "hentes", "lagas", "töms".
bool IsNordicPassive(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kOthers = {
      "deres", "vores", "jeres", "fælles", "alles", "hendes", "deras", "andras", "allas", "felles"};
  return word.size() >= kShortestPassive && (word.ends_with("es") || word.ends_with("as")) &&
         !IsAny(word, kOthers);
}

// "werden … gereinigt", "sind … zu befreien": the verb stands at the end.
bool IsGermanPassive(const Reading& reading, std::span<const Range> words) {
  static constexpr std::array<std::string_view, 4> kEndings = {"t", "en", "ern", "eln"};
  static constexpr std::array<std::string_view, 6> kAuxiliaries = {"werden", "wird", "sind",
                                                                   "ist",    "zu",   "muss"};
  const Range last = words.back();
  const std::string_view verb = reading.text.folded(last);
  return verb.size() >= kShortestPassive && !reading.text.IsUpper(last.begin) &&
         EndsInAny(verb, kEndings) && std::ranges::any_of(words, [&](Range word) {
           return IsAny(reading.text.folded(word), kAuxiliaries);
         });
}

// "are serviced", "to be repainted".
bool IsEnglishPassive(const Reading& reading, std::span<const Range> words) {
  static constexpr std::array<std::string_view, 4> kAuxiliaries = {"be", "is", "are", "being"};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!IsAny(reading.text.folded(words[i]), kAuxiliaries)) continue;
    for (std::size_t k = i + 1; k < std::min(words.size(), i + 3); ++k) {
      if (reading.text.folded(words[k]).ends_with("ed")) return true;
    }
  }
  return false;
}

}  // namespace

bool SaysWhatIsDone(const Reading& reading, Range clause) {
  const auto words = Words(reading.text, clause);
  if (words.empty()) return false;
  if (!ActionOnObject(reading, clause).empty() || reading.Has(Cue::kCaredFor, clause)) return true;
  if (IsVerbOnObject(reading, clause) || !BehindModal(reading, clause).empty()) return true;
  return std::ranges::any_of(words,
                             [&](Range word) {
                               return IsNordicPassive(reading.text.folded(word)) ||
                                      IsActionNoun(reading.text.folded(word));
                             }) ||
         IsGermanPassive(reading, words) || IsEnglishPassive(reading, words);
}

bool IsActionNoun(std::string_view word) {
  static constexpr std::array<std::string_view, 29> kEndings = {
      "kørsel",  "transport", "ning",     "ing",        "else",      "elsen",  "tion",     "pleje",
      "drift",   "service",   "tjeneste", "arbejde",    "arbeid",    "arbete", "vagt",     "hjælp",
      "ung",     "dienst",    "dienste",  "skötsel",    "underhåll", "vård",   "aufsicht", "pflege",
      "betrieb", "staff",     "supply",   "management", "arbeiten"};
  return word.size() >= kShortestActionNoun && EndsInAny(word, kEndings);
}

bool TakesObject(std::string_view words) {
  static constexpr std::array<std::string_view, 18> kObjectWords = {
      " af ",  " of ",  " von ", " der ", " des ", " av ", " på ", " i ",  " for ",
      " til ", " ved ", " hos ", " bei ", " vid ", " in ", " at ", " im ", " to "};
  return std::ranges::any_of(kObjectWords,
                             [&](auto word) { return words.find(word) != std::string_view::npos; });
}

bool IsInfinitive(const Text& text, Range word) {
  const std::string_view folded = text.folded(word);
  if (folded.ends_with("else") || folded.ends_with("pleje") || folded.ends_with("ice"))
    return false;
  return !text.IsUpper(word.begin) && (folded.ends_with("re") || folded.ends_with("le") ||
                                       folded.ends_with("ske") || folded.ends_with("se"));
}

std::string_view ActionOnObject(const Reading& reading, Range piece) {
  static constexpr std::array<std::string_view, 6> kOf = {"af", "av", "of", "von", "der", "des"};
  const auto words = Words(reading.text, piece);
  for (std::size_t i = 0; i + 2 < words.size() && i < kMostWordsBeforeOf; ++i) {
    if (!IsAny(reading.text.folded(words[i + 1]), kOf)) continue;
    const std::string_view action = reading.text.folded(words[i]);
    const bool known = IsActionNoun(action) || reading.Has(Cue::kGeneric, words[i]) ||
                       reading.Has(Cue::kSupply, words[i]) ||
                       (i == 1 && IsNominalInfinitive(reading.text.folded(words[0]), action));
    return known ? action : std::string_view();
  }
  return {};
}

bool IsVerbOnObject(const Reading& reading, Range piece) {
  const auto words = Words(reading.text, piece);
  if (words.size() < 2) return false;
  return IsCue(reading, words[0], Cue::kVerb) || OpensWithNordicVerb(reading.text, words) ||
         OpensWithEnglishVerb(reading.text, words) || EndsInGermanVerb(reading.text, words);
}

bool ListsVerbs(const Reading& reading, Range passage) {
  if (!reading.Has(Cue::kModal, passage)) return false;
  std::size_t verbs = 0;
  for (const Piece& piece : FindPieces(reading, passage, {})) {
    if (piece.detail) continue;
    const bool first = verbs == 0;
    const Range phrase = first ? BehindModal(reading, piece.range) : piece.range;
    const auto words = Words(reading.text, phrase);
    if (words.empty()) return false;
    if (words.size() == 1 && !first) continue;  // "aufstellen und leeren"
    const bool duty =
        IsCue(reading, words.front(), Cue::kDuty) || IsCue(reading, words.back(), Cue::kDuty);
    // "provide evidence" is a duty, "provide catering" is work.
    if (!IsVerbOnObject(reading, phrase) || RefersBack(reading, words) || (duty && !piece.work)) {
      return false;
    }
    ++verbs;
  }
  return verbs >= kFewestActions;
}

}  // namespace sambyd::breakdown
