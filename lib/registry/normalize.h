#ifndef LIB_REGISTRY_NORMALIZE_H_
#define LIB_REGISTRY_NORMALIZE_H_

#include "sambyd/v1/enterprise.pb.h"
#include "sambyd/v1/workforce.pb.h"

namespace sambyd::registry {

// Brings a document to the one form that is validated and stored, so that saying the same thing in
// another way changes nothing. Accepts anything; what it cannot tidy stays for the validator.

// Clears what is output only; drops CPV check digits; makes runs of blanks in texts one blank and
// trims them; puts service areas (each once) and certificates in ascending order. The name is left
// as it is.
void Normalize(v1::Enterprise& enterprise);

// Clears the name and puts the counts in the order of their categories.
void Normalize(v1::WorkforceStatement& statement);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_NORMALIZE_H_
