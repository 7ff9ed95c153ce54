// Measures the CPV classifier on texts held out of its training: see README.md.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "lib/breakdown/linear_classifier.h"
#include "tools/evaluate-classifier/scores.h"
#include "tools/train-classifier/samples.h"

namespace sambyd::evaluation {
namespace {

using training::Sample;

void PrintScores(const std::string& name, const Scores& scores) {
  if (scores.levels[0].samples == 0) return;
  std::printf("| %-36s | %5d |", name.c_str(), scores.levels[0].samples);
  for (const Scores::Level& level : scores.levels) {
    std::printf(" .%03d / .%03d |", std::min(BasisPoints(level.first, level.samples) / 10, 999),
                std::min(BasisPoints(level.among_three, level.samples) / 10, 999));
  }
  std::printf("\n");
}

void PrintTable(const breakdown::Classifier& classifier, const std::string& set,
                const std::vector<Sample>& samples) {
  for (const bool with_prior : {false, true}) {
    for (const std::string language : {"", "DA", "EN", "DE", "SV", "NO"}) {
      const std::string name = set + ", " + (language.empty() ? "all" : language) +
                               (with_prior ? ", with the notice's code" : "");
      PrintScores(name, Measure(classifier, samples, language, with_prior));
    }
  }
}

std::vector<Sample> InForeignNotices(std::vector<Sample> parts) {
  for (Sample& part : parts) part.prior = {ForeignNotice(part.code)};
  return parts;
}

void PrintReliability(const std::string& title, const Reliability& reliability) {
  std::printf("\n%s: stated confidence, answers, right\n", title.c_str());
  for (const Reliability::Tenth& tenth : reliability.tenths) {
    if (tenth.answers == 0) continue;
    std::printf("| .%03lld | %4d | .%03d |\n", tenth.stated / tenth.answers / 10, tenth.answers,
                std::min(BasisPoints(tenth.right, tenth.answers) / 10, 999));
  }
}

// Every part that is put into a wrong class, with what it was taken for.
void PrintMistakes(const breakdown::Classifier& classifier, const std::vector<Sample>& samples) {
  for (const Sample& sample : samples) {
    const auto guesses = classifier.Classify(sample.text, "", sample.prior, 1);
    const std::string got = guesses.empty() ? "nothing" : guesses[0].code.ToString();
    if (got.substr(0, 4) == sample.code.ToString().substr(0, 4)) continue;
    std::printf("want %s got %s (%d): %s\n", sample.code.ToString().c_str(), got.c_str(),
                guesses.empty() ? 0 : guesses[0].confidence_bp, sample.text.c_str());
  }
}

std::string ReadBytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

int Run(const std::filesystem::path& corpus, const std::filesystem::path& source,
        const std::vector<std::string>& options) {
  std::optional<breakdown::LinearClassifier> other;
  bool mistakes = false;
  for (const std::string& option : options) {
    if (option == "--mistakes") {
      mistakes = true;
    } else {
      other.emplace(breakdown::ParseCpvModel(ReadBytes(option)).value());
    }
  }
  const auto& classifier = other ? *other : breakdown::DefaultClassifier();
  const auto notices = training::ReadNotices(corpus / "text_cpv.tsv");
  const auto parts = training::ReadParts(source / "tools/evaluate-classifier/parts.tsv");
  std::printf("%s\n", std::string(classifier.version()).c_str());
  PrintTable(classifier, "notices and lots", notices);
  PrintTable(classifier, "parts", parts);
  PrintScores("parts, with a foreign notice's code",
              Measure(classifier, InForeignNotices(parts), "", true));
  PrintReliability("Notices and lots, text only", MeasureReliability(classifier, notices, false));
  PrintReliability("Lots, with the notice's code", MeasureReliability(classifier, notices, true));
  PrintReliability("Parts, with the notice's code", MeasureReliability(classifier, parts, true));
  if (mistakes) PrintMistakes(classifier, parts);
  return 0;
}

}  // namespace
}  // namespace sambyd::evaluation

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: evaluate-classifier CORPUS SOURCE-TREE [MODEL] [--mistakes]\n";
    return 2;
  }
  try {
    return sambyd::evaluation::Run(argv[1], argv[2], {argv + 3, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
