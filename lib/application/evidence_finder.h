#ifndef LIB_APPLICATION_EVIDENCE_FINDER_H_
#define LIB_APPLICATION_EVIDENCE_FINDER_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "sambyd/v1/lot.pb.h"

namespace sambyd::application {

// A span of evidence without its words, for comparing.
struct EvidenceSpan {
  v1::Evidence::Source source;
  std::int32_t begin;
  std::int32_t end;
  friend auto operator<=>(const EvidenceSpan&, const EvidenceSpan&) = default;
};

// The spans of a derived lot, in their order.
std::vector<EvidenceSpan> SpansOf(const v1::Lot& lot);

// Finds the words behind reviewed lots in the texts of their parent as they now stand. Words are
// the same where they differ in blanks and line breaks alone, and when they are not cut out of
// longer ones. Not thread-safe.
class EvidenceFinder {
 public:
  // Where words stand several times, the place where they stood is taken before others, then one
  // that a `proposed` lot rests on, then the earliest, and none twice unless it was shared before.
  // Both must outlive the finder.
  EvidenceFinder(const v1::Lot& parent, const std::vector<v1::Lot>& proposed);

  // Points the evidence of `lot` at the words. False, with `lot` unchanged, when some of them are
  // gone.
  bool Relocate(v1::Lot& lot);

 private:
  using TextName = std::pair<v1::Evidence::Source, std::string>;  // with its language
  using OldPlace = std::tuple<TextName, std::int32_t, std::int32_t, std::string>;

  // A text with every run of blanks made one, and where its bytes stood before.
  struct Collapsed {
    std::string text;
    std::vector<std::int32_t> offsets;
  };

  static Collapsed Collapse(std::string_view text);
  static bool IsWhole(std::string_view text, std::size_t begin, std::size_t end);

  const Collapsed& TextOf(const TextName& name);
  std::optional<EvidenceSpan> Find(const v1::Evidence& evidence);
  bool IsBetter(const EvidenceSpan& a, const EvidenceSpan& b, std::int32_t old_begin) const;

  const v1::Lot& parent_;
  std::set<EvidenceSpan> proposed_;
  std::set<EvidenceSpan> taken_;
  std::map<TextName, Collapsed> texts_;
  std::map<OldPlace, std::optional<EvidenceSpan>> found_;
};

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_EVIDENCE_FINDER_H_
