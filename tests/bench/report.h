#ifndef TESTS_BENCH_REPORT_H_
#define TESTS_BENCH_REPORT_H_

#include <ostream>
#include <string>
#include <vector>

namespace sambyd::bench {

// One measured figure, and how it compares with another of the same run.
struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  double ratio = 0;  // 0 = compared with nothing
  std::string compared_with = "";
};

// An aligned table, or one JSON object a line.
void PrintTable(const std::vector<Figure>& figures, std::ostream& out);
void PrintJson(const std::vector<Figure>& figures, std::ostream& out);

}  // namespace sambyd::bench

#endif  // TESTS_BENCH_REPORT_H_
