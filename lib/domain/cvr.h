#ifndef LIB_DOMAIN_CVR_H_
#define LIB_DOMAIN_CVR_H_

#include <string_view>

namespace sambyd::domain {

// True for a Danish business registration number: eight digits whose sum under the weights
// 2,7,6,5,4,3,2,1 is divisible by 11. It identifies the legal entity, not a production unit.
bool IsValidCvr(std::string_view digits);

}  // namespace sambyd::domain

#endif  // LIB_DOMAIN_CVR_H_
