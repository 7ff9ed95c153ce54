#ifndef LIB_BREAKDOWN_PHRASE_MATCHER_H_
#define LIB_BREAKDOWN_PHRASE_MATCHER_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// Finds many phrases in one pass over a text (Aho and Corasick), with the inflection of the
// Germanic languages: "rengøring" also finds "rengøringen", "rengørings-" and
// "rengøringsopgaver", but not "rengøringsmidler".
//
// A phrase is written in lower case. "*" at its end accepts any rest of the word ("affald*"), "*"
// at its start any beginning ("*rengøring" finds "skolerengøring"), "=" at its end forbids
// inflection. Immutable after Build; thread-safe.
class PhraseMatcher {
 public:
  struct Match {
    Range range;  // the phrase, grown to the whole word at an open or inflected end
    std::uint32_t id = 0;
    std::uint32_t length = 0;  // of the phrase itself, without what the word adds
  };

  void Add(std::string_view phrase, std::uint32_t id);
  void Build();

  // All matches within the range by ascending begin, then by falling length, then by the falling
  // length of their phrases. Longer matches do not hide shorter ones. Time is linear in the range
  // times the number of matches.
  std::vector<Match> Find(const Text& text, Range range) const;

 private:
  struct Phrase {
    std::uint32_t id = 0;
    std::uint32_t length = 0;
    bool open_begin = false;
    bool open_end = false;
    bool exact = false;
  };
  struct Node {
    std::uint32_t first_edge = 0;
    std::uint32_t edges = 0;
    std::uint32_t failure = 0;
    std::uint32_t next_output = 0;  // nearest node on the failure path that ends a phrase
    std::vector<std::uint32_t> phrases;
  };
  struct Edge {
    unsigned char byte = 0;
    std::uint32_t node = 0;
  };

  std::uint32_t Step(std::uint32_t node, unsigned char byte) const;
  const std::uint32_t* Child(std::uint32_t node, unsigned char byte) const;
  void Report(const Text& text, const Phrase& phrase, std::size_t end, Range range,
              std::vector<Match>& matches) const;

  std::vector<Phrase> phrases_;
  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::array<std::uint32_t, 256> root_{};
  std::vector<std::vector<Edge>> children_{1};  // while phrases are added
};

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_PHRASE_MATCHER_H_
