#ifndef LIB_NOTICE_EFORMS_H_
#define LIB_NOTICE_EFORMS_H_

#include <cstddef>
#include <string_view>

#include "absl/status/statusor.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::notice {

// What a notice may cost before it is refused.
struct ParseLimits {
  std::size_t max_bytes = 10'000'000;
  // Real notices nest about 20 deep and have some thousand elements.
  std::size_t max_depth = 64;
  std::size_t max_elements = 500'000;
};

// Reads an eForms notice: UBL 2.3 XML in UTF-8, SDK 1.3 to 1.13, planning, competition, change,
// result, direct award, modification or completion. Pure and thread-safe.
//
// The answer has reference, procedure_id, the procedure's content in tender (with its warnings),
// lots (origin PUBLISHED) and parts (origin PART), whose names hold the bare id. Fields that only
// the store can know stay empty: all names but these, etags, state, tender.notices, counts,
// positions. Absent stays absent: nothing is guessed from other fields, and values that eForms
// withholds from publication count as absent. Texts lose the white space around them and keep
// everything else.
//
// What looks wrong but does no harm (unlisted CPV and NUTS codes, references that lead nowhere, an
// unknown unit) becomes a Warning, at most 100 of them and a last one with the number of the rest.
// INVALID_ARGUMENT, with the line of the document or the path of the field and one of these
// reasons:
//   NOTICE_TOO_LARGE       more bytes, nesting or elements than `limits` allows
//   ENCODING_INVALID       not UTF-8
//   NOTICE_FORBIDDEN_XML   a document type or entity declaration
//   NOTICE_NOT_XML         not well-formed, or truncated
//   NOTICE_NOT_EFORMS      another kind of document
//   NOTICE_NO_LOTS         a form that must have lots has none
//   NOTICE_DUPLICATE_LOT   two lots or parts have one id
//   FIELD_REQUIRED         an identifying field is missing
//   FIELD_INVALID          a malformed amount, date, number or identifier, a day that is none
//   FIELD_OUT_OF_RANGE     an amount or a number is negative or too large
absl::StatusOr<v1::Notice> ParseEforms(std::string_view bytes, const ParseLimits& limits = {});

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_EFORMS_H_
