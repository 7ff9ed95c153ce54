#ifndef LIB_NOTICE_PATH_H_
#define LIB_NOTICE_PATH_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "lib/base/error.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::notice {

// A place in the notice, such as "lots[LOT-0001]", to which warnings and refusals are pinned.
// Cheap enough to make one a lot; the warnings must outlive it.
class Path {
 public:
  using Warnings = google::protobuf::RepeatedPtrField<v1::Warning>;

  explicit Path(Warnings* warnings) : warnings_(warnings) {}

  // The path of a part of this one: At("lots", "LOT-0001").
  Path At(std::string_view collection, std::string_view id) const;
  Path At(std::string_view field) const;

  // Notes that a field of this part looks wrong. `got` is cut to 100 bytes.
  void Warn(std::string_view field, std::string_view got, std::string_view problem) const;

  // INVALID_ARGUMENT for a field of this part.
  absl::Status Refuse(std::string_view field, std::string_view got, std::string_view want,
                      Reason reason = Reason::kFieldInvalid) const;

 private:
  std::string Join(std::string_view field) const;

  std::string prefix_;
  Warnings* warnings_;
};

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_PATH_H_
