// Trains the CPV model: see README.md.
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "lib/breakdown/cpv_model.h"
#include "tools/train-classifier/samples.h"
#include "tools/train-classifier/trainer.h"

namespace sambyd::training {
namespace {

namespace fs = std::filesystem;

// How much samples of a kind count.
constexpr float kLabelWeight = 0.3F;
constexpr float kTitleWeight = 0.5F;
constexpr float kPhraseWeight = 2;
constexpr float kContextWeight = 1;
constexpr float kKeywordWeight = 1;
constexpr float kLanguageWeight = 0.6F;
// How far the divisions are brought to the same number of phrases; 1 would be all the way.
constexpr float kBalance = 0.3F;

void Append(std::vector<Sample> more, float weight, std::vector<Sample>& samples) {
  for (Sample& sample : more) {
    sample.weight = weight;
    samples.push_back(std::move(sample));
  }
}

// The first lines of the trained notices: short texts, as parts of a tender are.
std::vector<Sample> Titles(const std::vector<Sample>& notices) {
  std::vector<Sample> titles;
  for (Sample notice : notices) {
    if (notice.held_out) continue;
    notice.text.resize(notice.text.find('\n'));
    titles.push_back(std::move(notice));
  }
  return titles;
}

// Samples of divisions with many phrases count less, those of the others more.
void Balance(const std::vector<Sample>& phrases, std::vector<Sample>& samples) {
  std::map<domain::CpvCode, float> phrases_of;
  for (const Sample& phrase : phrases) ++phrases_of[phrase.code.Prefix(2)];
  const float mean = static_cast<float>(phrases.size()) / static_cast<float>(phrases_of.size());
  for (Sample& sample : samples) {
    const auto found = phrases_of.find(sample.code.Prefix(2));
    if (found != phrases_of.end()) sample.weight *= std::pow(mean / found->second, kBalance);
  }
}

std::vector<Sample> AllSamples(const fs::path& corpus, const fs::path& source, bool hold_out) {
  const fs::path folder = source / "tools/train-classifier";
  std::vector<Sample> notices = ReadNotices(corpus / "text_cpv.tsv");
  const std::vector<Sample> phrases = ReadPhrases(folder / "phrases.tsv", hold_out);
  std::vector<Sample> samples;
  Append(Titles(notices), kTitleWeight, samples);
  Append(std::move(notices), 1, samples);
  Append(LabelSamples(), kLabelWeight, samples);
  Append(InContext(phrases, folder / "contexts.tsv"), kContextWeight, samples);
  Append(phrases, kPhraseWeight, samples);
  Balance(phrases, samples);
  Append(ReadLanguages(folder / "languages.tsv"), kLanguageWeight, samples);
  Append(ReadKeywords(source / "lib/breakdown/keywords.tsv"), kKeywordWeight, samples);
  return samples;
}

std::vector<domain::CpvCode> CodesOf(const std::vector<Sample>& phrases) {
  std::vector<domain::CpvCode> codes;
  for (const Sample& phrase : phrases) codes.push_back(phrase.code);
  return codes;
}

int Run(const fs::path& corpus, const fs::path& source, const fs::path& output) {
  const auto details = CodesOf(ReadPhrases(source / "tools/train-classifier/phrases.tsv", false));
  const std::vector<Sample> measuring = AllSamples(corpus, source, true);
  const breakdown::CpvModel measured = Train(measuring, details, {});
  breakdown::CpvModel model = Train(AllSamples(corpus, source, false), details, {});
  Calibrate(measured, measuring, model);
  const std::string bytes = breakdown::SerializeCpvModel(model);
  std::ofstream out(output, std::ios::binary);
  out << bytes;
  if (!out.flush()) throw std::runtime_error("cannot write " + output.string());
  std::cout << model.feature_ids.size() << " features, " << model.posting_nodes.size()
            << " weights, " << bytes.size() << " bytes\n";
  return 0;
}

}  // namespace
}  // namespace sambyd::training

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: train-classifier CORPUS SOURCE-TREE MODEL\n";
    return 2;
  }
  try {
    return sambyd::training::Run(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
