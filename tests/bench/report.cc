#include "tests/bench/report.h"

#include "absl/strings/str_format.h"

namespace sambyd::bench {

void PrintTable(const std::vector<Figure>& figures, std::ostream& out) {
  for (const Figure& figure : figures) {
    out << absl::StrFormat("%-52s %12.1f %-10s", figure.name, figure.value, figure.unit);
    if (figure.ratio > 0) out << absl::StrFormat(" %8.2f x %s", figure.ratio, figure.compared_with);
    out << '\n';
  }
}

void PrintJson(const std::vector<Figure>& figures, std::ostream& out) {
  for (const Figure& figure : figures) {
    out << absl::StrFormat(R"({"name":"%s","value":%.3f,"unit":"%s")", figure.name, figure.value,
                           figure.unit);
    if (figure.ratio > 0) {
      out << absl::StrFormat(R"(,"ratio":%.3f,"compared_with":"%s")", figure.ratio,
                             figure.compared_with);
    }
    out << "}\n";
  }
}

}  // namespace sambyd::bench
