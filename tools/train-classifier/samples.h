#ifndef TOOLS_TRAIN_CLASSIFIER_SAMPLES_H_
#define TOOLS_TRAIN_CLASSIFIER_SAMPLES_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "lib/domain/cpv.h"

namespace sambyd::training {

// A text and the code it should get.
struct Sample {
  std::string text;
  domain::CpvCode code;
  std::vector<domain::CpvCode> prior = {};  // codes of the notice that a lot belongs to
  std::string language = {};                // "DA", "EN", "DE", "SV", "NO", …
  bool held_out = false;                    // for measuring only, never trained on
  float weight = 1;
};

// The notices and lots of the corpus (text_cpv.tsv): at most five rows a document, every fifth
// document held out, the document's name deciding.
std::vector<Sample> ReadNotices(const std::filesystem::path& text_cpv);

// phrases.tsv: a code and phrases for it in five languages. When `hold_out` is set every tenth
// phrase is held out, the phrase deciding; else none. The prior is the code's division.
std::vector<Sample> ReadPhrases(const std::filesystem::path& phrases, bool hold_out);

// Phrases of languages.tsv, a row for each code and language.
std::vector<Sample> ReadLanguages(const std::filesystem::path& languages);

// The trade words of the keyword classifier (keywords.tsv: a code and patterns), their signs for
// "any ending" and "near" taken away.
std::vector<Sample> ReadKeywords(const std::filesystem::path& keywords);

// parts.tsv: parts of tenders with the notice's own code; all held out.
std::vector<Sample> ReadParts(const std::filesystem::path& parts);

// The Danish and English label of every code in the list.
std::vector<Sample> LabelSamples();

// Phrases as they stand in tenders: each trained phrase once more within a context of its language
// (contexts.tsv: language and text with {} for the phrase), e.g. "{} på kommunens skoler".
std::vector<Sample> InContext(const std::vector<Sample>& phrases,
                              const std::filesystem::path& contexts);

}  // namespace sambyd::training

#endif  // TOOLS_TRAIN_CLASSIFIER_SAMPLES_H_
