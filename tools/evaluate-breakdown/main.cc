// breakdown_eval: the lines of `sambyd breakdown --jsonl` from standard input to standard output,
// for evaluate.py, without the rest of the CLI.
#include <iostream>

#include "lib/breakdown/keyword_classifier.h"
#include "tools/sambyd/breakdown_command.h"

int main() {
  const sambyd::breakdown::KeywordClassifier classifier;
  return sambyd::cli::BreakDownLines(std::cin, std::cout, classifier) == 0 ? 0 : 1;
}
