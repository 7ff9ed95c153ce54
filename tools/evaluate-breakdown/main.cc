// breakdown_eval [keyword|linear]: the lines of `sambyd breakdown --jsonl` from standard input to
// standard output, for evaluate.py, without the rest of the CLI; with one of the classifiers alone
// where it is named.
#include <iostream>
#include <string_view>

#include "lib/breakdown/combined_classifier.h"
#include "lib/breakdown/keyword_classifier.h"
#include "lib/breakdown/linear_classifier.h"
#include "tools/sambyd/breakdown_command.h"

namespace {

const sambyd::breakdown::Classifier& Chosen(std::string_view name) {
  static const sambyd::breakdown::KeywordClassifier words;
  if (name == "keyword") return words;
  if (name == "linear") return sambyd::breakdown::DefaultClassifier();
  return sambyd::breakdown::ProductClassifier();
}

}  // namespace

int main(int argc, char** argv) {
  const auto& classifier = Chosen(argc > 1 ? argv[1] : "");
  return sambyd::cli::BreakDownLines(std::cin, std::cout, classifier) == 0 ? 0 : 1;
}
