#include "lib/breakdown/joints.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "lib/breakdown/first_bytes.h"

namespace sambyd::breakdown {
namespace {

constexpr std::array<std::string_view, 16> kJointWords = {
    ",",     ";",   ":",   "/",    "&",    "og",    "samt",    "and",
    "sowie", "und", "och", "plus", "mens", "medan", "während", "whereas"};
// Between clauses of equal rank, each with work of its own.
constexpr auto kMeanwhile = std::span(kJointWords).last<4>();

constexpr FirstBytes kBegin(kJointWords, [](std::string_view word) { return word; });

std::string_view JointAt(const Text& text, std::size_t at) {
  if (!kBegin.Hold(text.folded()[at])) return {};
  const char c = text.clean()[at];
  if (c == ',' && text.IsDigit(at + 1) && at > 0 && text.IsDigit(at - 1)) return {};
  if ((c == ':' || c == '/') && !text.IsBlank(at + 1)) return {};
  const bool letter = text.IsLetter(at);
  if (letter && at > 0 && text.IsWordCharacter(at - 1)) return {};
  for (const std::string_view joint : kJointWords) {
    if (text.folded().substr(at, joint.size()) == joint &&
        (!letter || text.IsWordBoundary(at + joint.size()))) {
      return joint;
    }
  }
  return {};
}

}  // namespace

std::vector<Cut> CutAtJoints(const Text& text, Range passage) {
  std::vector<Cut> cuts;
  std::string_view before;
  const auto add = [&](Range range) {
    range = text.Trim(range);
    if (range.empty()) return;
    cuts.push_back({range, before});
    before = {};
  };
  std::size_t begin = passage.begin;
  int depth = 0;
  for (std::size_t at = passage.begin; at < passage.end;) {
    const char c = text.clean()[at];
    if (c == '(' || c == '[') ++depth;
    if ((c == ')' || c == ']') && depth > 0) --depth;
    const std::string_view joint = depth == 0 ? JointAt(text, at) : std::string_view();
    if (joint.empty()) {
      const bool word = text.IsWordCharacter(at);
      do {
        ++at;
      } while (word && at < passage.end && text.IsWordCharacter(at));
      continue;
    }
    add({begin, at});
    const bool clause = (before == "," && joint == "og") ||
                        std::ranges::find(kMeanwhile, joint) != kMeanwhile.end();
    before = clause ? "samt" : joint;
    at += joint.size();
    begin = at;
  }
  add({begin, passage.end});
  return cuts;
}

bool IsConjunction(std::string_view joint) {
  return joint == "og" || joint == "and" || joint == "und" || joint == "och" || joint == "&";
}

}  // namespace sambyd::breakdown
