// Any bytes as a mask, one path a line: what it does not name stays, and what may not change does
// not.

#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include <google/protobuf/util/message_differencer.h>

#include "lib/base/error.h"
#include "lib/registry/merge.h"
#include "tests/fuzz/require.h"

using sambyd::testing::Require;

namespace {

sambyd::v1::Enterprise Stored() {
  sambyd::v1::Enterprise stored;
  stored.set_name("enterprises/DK24256790");
  stored.set_etag("0123456789abcdef");
  stored.mutable_national_id()->set_scheme("DK:CVR");
  stored.mutable_national_id()->set_value("24256790");
  stored.set_display_name("Værkstedet");
  stored.set_home_place("0751");
  stored.set_update_position(7);
  return stored;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream lines(std::string(reinterpret_cast<const char*>(data), size));
  google::protobuf::FieldMask mask;
  for (std::string path; std::getline(lines, path);) mask.add_paths(path);
  const sambyd::v1::Enterprise stored = Stored();
  sambyd::v1::Enterprise update;
  update.set_display_name("Et andet navn");
  update.set_delivery_reliability(900);
  update.set_update_position(99);
  const auto merged = sambyd::registry::MergeEnterprise(stored, update, mask);
  if (!merged.ok()) {
    const auto refusal = sambyd::RefusalOf(merged.status());
    Require(refusal.has_value() && !refusal->violations.empty(), "a refused mask names its path");
    return 0;
  }
  Require(merged->name() == stored.name(), "the name never changes");
  Require(google::protobuf::util::MessageDifferencer::Equals(merged->national_id(),
                                                             stored.national_id()),
          "the number never changes");
  Require(merged->update_position() != 99, "output fields are not taken");
  const auto names = [&](const std::string& field) {
    if (mask.paths().empty()) return true;
    for (const std::string& path : mask.paths()) {
      if (path == field || path == "*") return true;
    }
    return false;
  };
  Require((merged->display_name() == "Et andet navn") == names("display_name"),
          "what the mask names changes, and nothing else");
  Require(merged->has_delivery_reliability() == names("delivery_reliability"),
          "what the mask names changes, and nothing else");
  return 0;
}
