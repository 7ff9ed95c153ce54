#include "tools/evaluate-classifier/scores.h"

#include <algorithm>
#include <span>

namespace sambyd::evaluation {
namespace {

using breakdown::CpvGuess;
using domain::CpvCode;

constexpr int kGuesses = 30;

std::span<const CpvCode> PriorOf(const training::Sample& sample, bool with_prior) {
  return with_prior ? std::span<const CpvCode>(sample.prior) : std::span<const CpvCode>();
}

void Count(const std::vector<CpvGuess>& guesses, CpvCode truth, int digits, Scores::Level& level) {
  if (truth.SignificantDigits() < digits) return;
  ++level.samples;
  std::vector<CpvCode> answers;  // distinct at this level
  for (const CpvGuess& guess : guesses) {
    const CpvCode answer = guess.code.Prefix(digits);
    if (std::ranges::find(answers, answer) == answers.end()) answers.push_back(answer);
  }
  const auto found = std::ranges::find(answers, truth.Prefix(digits));
  if (found == answers.end()) return;
  level.first += found == answers.begin() ? 1 : 0;
  level.among_three += found - answers.begin() < 3 ? 1 : 0;
}

}  // namespace

Scores Measure(const breakdown::Classifier& classifier,
               const std::vector<training::Sample>& samples, std::string_view language,
               bool with_prior) {
  Scores scores;
  for (const training::Sample& sample : samples) {
    if (!sample.held_out || (!language.empty() && sample.language != language)) continue;
    if (with_prior && sample.prior.empty()) continue;
    const auto guesses =
        classifier.Classify(sample.text, "", PriorOf(sample, with_prior), kGuesses);
    for (std::size_t i = 0; i < kLevelDigits.size(); ++i) {
      Count(guesses, sample.code, kLevelDigits[i], scores.levels[i]);
    }
  }
  return scores;
}

Reliability MeasureReliability(const breakdown::Classifier& classifier,
                               const std::vector<training::Sample>& samples, bool with_prior) {
  Reliability reliability;
  for (const training::Sample& sample : samples) {
    if (!sample.held_out || (with_prior && sample.prior.empty())) continue;
    const auto guesses = classifier.Classify(sample.text, "", PriorOf(sample, with_prior), 1);
    if (guesses.empty()) continue;
    const int bp = guesses[0].confidence_bp;
    auto& tenth = reliability.tenths[static_cast<std::size_t>(std::clamp(bp / 1000, 0, 9))];
    ++tenth.answers;
    tenth.right += guesses[0].code.Covers(sample.code) ? 1 : 0;
    tenth.stated += bp;
  }
  return reliability;
}

CpvCode ForeignNotice(CpvCode code) {
  const auto building = CpvCode::FromNumber(45000000);
  return building.Covers(code) ? CpvCode::FromNumber(90910000) : building;
}

int BasisPoints(int part, int whole) {
  return whole == 0 ? 0 : static_cast<int>(10000LL * part / whole);
}

}  // namespace sambyd::evaluation
