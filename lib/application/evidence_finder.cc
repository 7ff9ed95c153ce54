#include "lib/application/evidence_finder.h"

#include "absl/strings/ascii.h"
#include "lib/application/localized.h"

namespace sambyd::application {
namespace {

// Letters beyond ASCII are bytes from 0x80 on, as are few marks.
bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || absl::ascii_isalnum(byte);
}

const Texts& TextsOf(const v1::Lot& lot, v1::Evidence::Source source) {
  if (source == v1::Evidence::SOURCE_TITLE) return lot.titles();
  if (source == v1::Evidence::SOURCE_ADDITIONAL_INFORMATION) return lot.additional_information();
  return lot.descriptions();
}

}  // namespace

std::vector<EvidenceSpan> SpansOf(const v1::Lot& lot) {
  std::vector<EvidenceSpan> spans;
  for (const v1::Evidence& evidence : lot.derivation().evidence()) {
    spans.push_back({evidence.source(), evidence.begin(), evidence.end()});
  }
  return spans;
}

EvidenceFinder::EvidenceFinder(const v1::Lot& parent, const std::vector<v1::Lot>& proposed)
    : parent_(parent) {
  for (const v1::Lot& lot : proposed) {
    for (const EvidenceSpan& span : SpansOf(lot)) proposed_.insert(span);
  }
}

EvidenceFinder::Collapsed EvidenceFinder::Collapse(std::string_view text) {
  Collapsed collapsed;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool blank = absl::ascii_isspace(static_cast<unsigned char>(text[i]));
    if (blank && !collapsed.text.empty() && collapsed.text.back() == ' ') continue;
    collapsed.text += blank ? ' ' : text[i];
    collapsed.offsets.push_back(static_cast<std::int32_t>(i));
  }
  return collapsed;
}

const EvidenceFinder::Collapsed& EvidenceFinder::TextOf(const TextName& name) {
  const auto known = texts_.find(name);
  if (known != texts_.end()) return known->second;
  return texts_.emplace(name, Collapse(TextIn(TextsOf(parent_, name.first), name.second)))
      .first->second;
}

bool EvidenceFinder::IsWhole(std::string_view text, std::size_t begin, std::size_t end) {
  const bool cut_before = begin > 0 && IsWordByte(text[begin - 1]) && IsWordByte(text[begin]);
  const bool cut_behind = end < text.size() && IsWordByte(text[end - 1]) && IsWordByte(text[end]);
  return !cut_before && !cut_behind;
}

bool EvidenceFinder::IsBetter(const EvidenceSpan& a, const EvidenceSpan& b,
                              std::int32_t old_begin) const {
  const auto rank = [&](const EvidenceSpan& span) {
    return std::tuple(taken_.contains(span), span.begin != old_begin, !proposed_.contains(span),
                      span.begin);
  };
  return rank(a) < rank(b);
}

std::optional<EvidenceSpan> EvidenceFinder::Find(const v1::Evidence& evidence) {
  const Collapsed& text = TextOf({evidence.source(), evidence.language()});
  const std::string words = Collapse(evidence.text()).text;
  std::optional<EvidenceSpan> best;
  if (words.empty()) return best;
  // Places that overlap are not told apart, which keeps this linear.
  for (std::size_t at = text.text.find(words); at != std::string::npos;
       at = text.text.find(words, at + words.size())) {
    if (!IsWhole(text.text, at, at + words.size())) continue;
    const EvidenceSpan here{evidence.source(), text.offsets[at],
                            text.offsets[at + words.size() - 1] + 1};
    if (!best || IsBetter(here, *best, evidence.begin())) best = here;
  }
  return best;
}

bool EvidenceFinder::Relocate(v1::Lot& lot) {
  v1::Derivation derivation = lot.derivation();
  for (v1::Evidence& evidence : *derivation.mutable_evidence()) {
    const OldPlace old{{evidence.source(), evidence.language()},
                       evidence.begin(),
                       evidence.end(),
                       evidence.text()};
    const auto [place, is_new] = found_.try_emplace(old);
    if (is_new) place->second = Find(evidence);
    if (!place->second) return false;
    const EvidenceSpan& span = *place->second;
    taken_.insert(span);
    const std::string_view text = TextIn(TextsOf(parent_, evidence.source()), evidence.language());
    evidence.set_begin(span.begin);
    evidence.set_end(span.end);
    evidence.set_text(std::string(text.substr(static_cast<std::size_t>(span.begin),
                                              static_cast<std::size_t>(span.end - span.begin))));
  }
  *lot.mutable_derivation() = std::move(derivation);
  return true;
}

}  // namespace sambyd::application
