#ifndef LIB_STORAGE_TERM_H_
#define LIB_STORAGE_TERM_H_

#include <string>
#include <string_view>

namespace sambyd::storage {

// The indexes that list tenders by a term.
enum class Index { kCpv, kPlace, kBuyer };

// What tenders are listed by. A term shorter or longer than its index keeps finds nothing.
struct Term {
  Index index;
  std::string text;
};

// The first 2 to 8 digits of a CPV code of the tender or of one of its published lots.
inline Term CpvTerm(std::string_view prefix) { return {Index::kCpv, std::string(prefix)}; }

// The first 2 to 5 characters of a place (NUTS code) of the tender or of one of its published lots.
inline Term PlaceTerm(std::string_view prefix) { return {Index::kPlace, std::string(prefix)}; }

// The registration number of a buyer, as in the notice.
inline Term BuyerTerm(std::string_view registration_id) {
  return {Index::kBuyer, std::string(registration_id)};
}

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_TERM_H_
