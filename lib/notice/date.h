#ifndef LIB_NOTICE_DATE_H_
#define LIB_NOTICE_DATE_H_

#include <optional>
#include <string_view>

#include <pugixml.hpp>

#include "absl/status/statusor.h"
#include "google/protobuf/timestamp.pb.h"
#include "lib/notice/path.h"
#include "sambyd/v1/common.pb.h"

namespace sambyd::notice {

// Reads a day such as "2024-02-29+01:00"; the zone is checked and dropped. Nothing for an empty
// text. FIELD_INVALID for another form and for days that do not exist.
absl::StatusOr<std::optional<v1::Date>> ReadDate(std::string_view text, const Path& path,
                                                 std::string_view field);

// Reads the moment that a date and a time give together, in UTC. Nothing where the date is missing;
// a missing time is midnight. The offset of the time counts, else that of the date, since notices
// that give two mean the buyer's clock; without any, UTC and a warning. FIELD_INVALID as above and
// for times that do not exist; 24:00:00 is the next midnight.
absl::StatusOr<std::optional<google::protobuf::Timestamp>> ReadMoment(std::string_view date,
                                                                      std::string_view time,
                                                                      const Path& path,
                                                                      std::string_view field);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_DATE_H_
