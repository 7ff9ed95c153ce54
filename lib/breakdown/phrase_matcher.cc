#include "lib/breakdown/phrase_matcher.h"

#include <algorithm>
#include <string>

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kLongestWord = 120;

// Endings of Danish, Norwegian, Swedish, German and English nouns and adjectives.
constexpr std::array<std::string_view, 37> kInflections = {
    "s",     "e",     "en",   "et",  "er",  "erne", "ens",  "ets",   "ernes",  "ne",
    "n",     "t",     "r",    "es",  "a",   "ar",   "arna", "arnas", "or",     "orna",
    "na",    "ene",   "enes", "nes", "ern", "em",   "ed",   "ing",   "ningen", "erna",
    "arnes", "ernas", "ens",  "ans", "as",  "rne",  "te"};

// Second parts that leave the meaning of the first alone: "rengøringsopgaver", "Malerarbeiten".
constexpr std::array<std::string_view, 30> kNeutralHeads = {
    "opgave",      "arbejde", "ydelse",  "service",  "tjeneste", "entreprise", "aftale", "kontrakt",
    "område",      "delen",   "drift",   "leistung", "arbeit",   "dienst",     "tjänst", "uppdrag",
    "arbete",      "arbeid",  "oppdrag", "tjenest",  "ydelser",  "løsning",    "udstyr", "fag",
    "entreprenad", "auftrag", "gewerk",  "work",     "indsats",  "entreprise"};

bool IsInflection(std::string_view rest) {
  return rest.empty() || std::ranges::find(kInflections, rest) != kInflections.end();
}

// What stands between a phrase and the end of its word changes the form, not the meaning.
bool IsHarmlessRest(std::string_view rest) {
  if (IsInflection(rest)) return true;
  for (const std::string_view link : {"", "s", "e", "er", "s-", "-"}) {
    if (!rest.starts_with(link)) continue;
    const std::string_view head = rest.substr(link.size());
    if (std::ranges::any_of(kNeutralHeads, [&](auto h) { return head.starts_with(h); }))
      return true;
  }
  return false;
}

std::size_t WordEnd(const Text& text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + kLongestWord);
  while (at < limit && text.IsLetter(at)) ++at;
  return at;
}

}  // namespace

void PhraseMatcher::Add(std::string_view phrase, std::uint32_t id) {
  Phrase added;
  added.id = id;
  added.open_begin = phrase.starts_with('*');
  if (added.open_begin) phrase.remove_prefix(1);
  added.open_end = phrase.ends_with('*');
  added.exact = phrase.ends_with('=');
  if (added.open_end || added.exact) phrase.remove_suffix(1);
  if (phrase.empty()) return;
  added.length = static_cast<std::uint32_t>(phrase.size());
  if (nodes_.empty()) nodes_.resize(1);
  std::uint32_t node = 0;
  for (const char c : phrase) {
    const auto byte = static_cast<unsigned char>(c);
    auto& edges = children_[node];
    const auto found = std::ranges::find(edges, byte, &Edge::byte);
    if (found != edges.end()) {
      node = found->node;
      continue;
    }
    const auto next = static_cast<std::uint32_t>(nodes_.size());
    edges.push_back({byte, next});
    nodes_.emplace_back();
    children_.emplace_back();
    node = next;
  }
  nodes_[node].phrases.push_back(static_cast<std::uint32_t>(phrases_.size()));
  phrases_.push_back(added);
}

void PhraseMatcher::Build() {
  if (nodes_.empty()) nodes_.resize(1);
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
    auto& edges = children_[node];
    std::ranges::sort(edges, {}, &Edge::byte);
    nodes_[node].first_edge = static_cast<std::uint32_t>(edges_.size());
    nodes_[node].edges = static_cast<std::uint32_t>(edges.size());
    edges_.insert(edges_.end(), edges.begin(), edges.end());
  }
  for (const Edge& edge : children_[0]) root_[edge.byte] = edge.node;
  std::vector<std::uint32_t> queue = {0};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const std::uint32_t parent = queue[i];
    for (const Edge& edge : children_[parent]) {
      Node& child = nodes_[edge.node];
      if (parent != 0) child.failure = Step(nodes_[parent].failure, edge.byte);
      const Node& failure = nodes_[child.failure];
      child.next_output = failure.phrases.empty() ? failure.next_output : child.failure;
      queue.push_back(edge.node);
    }
  }
  children_.clear();
}

const std::uint32_t* PhraseMatcher::Child(std::uint32_t node, unsigned char byte) const {
  const auto first = edges_.begin() + nodes_[node].first_edge;
  const auto last = first + nodes_[node].edges;
  const auto found = std::lower_bound(
      first, last, byte, [](const Edge& edge, unsigned char b) { return edge.byte < b; });
  return found != last && found->byte == byte ? &found->node : nullptr;
}

std::uint32_t PhraseMatcher::Step(std::uint32_t node, unsigned char byte) const {
  while (node != 0) {
    if (const std::uint32_t* child = Child(node, byte)) return *child;
    node = nodes_[node].failure;
  }
  return root_[byte];
}

void PhraseMatcher::Report(const Text& text, const Phrase& phrase, std::size_t end, Range range,
                           std::vector<Match>& matches) const {
  const std::size_t begin = end - phrase.length;
  if (!phrase.open_begin && !text.IsWordBoundary(begin)) return;
  std::size_t last = end;
  if (text.IsLetter(end - 1) && text.IsLetter(end)) {
    if (phrase.exact) return;
    last = std::min(WordEnd(text, end), range.end);
    if (!phrase.open_end && !IsHarmlessRest(text.folded({end, last}))) return;
  }
  matches.push_back({{begin, last}, phrase.id, phrase.length});
}

std::vector<PhraseMatcher::Match> PhraseMatcher::Find(const Text& text, Range range) const {
  std::vector<Match> matches;
  const std::string_view folded = text.folded();
  std::uint32_t node = 0;
  for (std::size_t at = range.begin; at < std::min(range.end, folded.size()); ++at) {
    node = Step(node, static_cast<unsigned char>(folded[at]));
    for (std::uint32_t end = node; end != 0; end = nodes_[end].next_output) {
      for (const std::uint32_t phrase : nodes_[end].phrases) {
        Report(text, phrases_[phrase], at + 1, range, matches);
      }
    }
  }
  std::ranges::stable_sort(matches, [](const Match& a, const Match& b) {
    if (a.range.begin != b.range.begin) return a.range.begin < b.range.begin;
    return a.range.end != b.range.end ? a.range.end > b.range.end : a.length > b.length;
  });
  return matches;
}

}  // namespace sambyd::breakdown
