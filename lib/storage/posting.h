#ifndef LIB_STORAGE_POSTING_H_
#define LIB_STORAGE_POSTING_H_

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/storage/engine.h"
#include "lib/storage/term.h"

namespace sambyd::storage {

// One index entry: the term (or deadline), then the key of the document that it came from. Several
// documents of a tender may have one term; each then has an entry of its own, so that removing one
// leaves the others.
struct Posting {
  Family family;
  std::string key;
  friend auto operator<=>(const Posting&, const Posting&) = default;
};

Family FamilyOf(Index index);

// What the keys of a term's postings begin with.
std::string TermPrefix(std::string_view term);

// The postings of a document, sorted, each once; none for kinds that are not indexed. DATA_LOSS
// when `message` does not decode.
absl::StatusOr<std::vector<Posting>> PostingsOf(v1::DocumentKind kind, std::string_view key,
                                                std::string_view message);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_POSTING_H_
