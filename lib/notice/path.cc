#include "lib/notice/path.h"

#include <cstdint>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/strings.h"

namespace sambyd::notice {
namespace {

constexpr int kMostWarnings = 100;

// The warning after the last one counts those that found no room.
void CountOneMore(v1::Warning& rest) {
  std::int64_t count = 0;
  if (!absl::SimpleAtoi(rest.got(), &count)) count = 0;
  rest.set_got(absl::StrCat(count + 1));
  rest.set_problem("further warnings, left out");
}

}  // namespace

Path Path::At(std::string_view collection, std::string_view id) const {
  return At(absl::StrCat(ToAbsl(collection), "[", CutForError(id), "]"));
}

Path Path::At(std::string_view field) const {
  Path part(warnings_);
  part.prefix_ = Join(field);
  return part;
}

void Path::Warn(std::string_view field, std::string_view got, std::string_view problem) const {
  if (warnings_->size() > kMostWarnings) return CountOneMore(*warnings_->rbegin());
  v1::Warning& warning = *warnings_->Add();
  if (warnings_->size() > kMostWarnings) return CountOneMore(warning);
  warning.set_field(Join(field));
  warning.set_got(CutForError(got));
  warning.set_problem(std::string(problem));
}

absl::Status Path::Refuse(std::string_view field, std::string_view got, std::string_view want,
                          Reason reason) const {
  return InvalidField(Join(field), got, want, reason);
}

std::string Path::Join(std::string_view field) const {
  if (prefix_.empty()) return std::string(field);
  return absl::StrCat(prefix_, ".", ToAbsl(field));
}

}  // namespace sambyd::notice
