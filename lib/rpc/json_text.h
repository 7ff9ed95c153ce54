#ifndef LIB_RPC_JSON_TEXT_H_
#define LIB_RPC_JSON_TEXT_H_

#include <string>

#include <nlohmann/json.hpp>

namespace sambyd::rpc {

// The text that a member of an object holds; empty where it is missing or no text.
inline std::string TextMember(const nlohmann::json& object, const char* name) {
  const auto member = object.find(name);
  return member == object.end() || !member->is_string() ? "" : member->get<std::string>();
}

}  // namespace sambyd::rpc

#endif  // LIB_RPC_JSON_TEXT_H_
