// Any bytes are either a notice that keeps the parser's promises or a refusal that says why.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>
#include <string_view>

#include "lib/base/error.h"
#include "lib/notice/eforms.h"

namespace {

using sambyd::v1::Lot;
using sambyd::v1::Notice;

void Require(bool condition, std::string_view promise) {
  if (condition) return;
  std::cerr << "broken: " << promise << "\n";
  std::abort();
}

void CheckLot(const Lot& lot) {
  Require(!lot.name().empty(), "a lot has a name");
  Require(lot.name().find('/') == std::string::npos, "a lot's name fits into a resource name");
  Require(lot.estimated_value().minor_units() >= 0, "amounts are not negative");
  Require(lot.period().duration_days() >= 0, "durations are not negative");
  const auto reservations = lot.reservations();
  Require(lot.reservations_size() < 2 ||
              std::find(reservations.begin(), reservations.end(), sambyd::v1::RESERVATION_NONE) ==
                  reservations.end(),
          "RESERVATION_NONE stands alone");
  for (const auto& award : lot.awards()) {
    Require(award.value().minor_units() >= 0, "values are not negative");
  }
}

void CheckNotice(const Notice& notice) {
  Require(!notice.reference().notice_id().empty(), "a notice has an id");
  Require(notice.tender().warnings_size() <= 101, "warnings are limited");
  std::set<std::string> names;
  for (const Lot& lot : notice.lots()) {
    CheckLot(lot);
    Require(names.insert(lot.name()).second, "lot names are unique");
  }
  for (const Lot& part : notice.parts()) CheckLot(part);
  Notice copy;
  Require(copy.ParseFromString(notice.SerializeAsString()), "a notice survives the wire");
}

void CheckRefusal(const absl::Status& status) {
  Require(status.code() == absl::StatusCode::kInvalidArgument, "bad input is INVALID_ARGUMENT");
  const auto refusal = sambyd::RefusalOf(status);
  Require(refusal.has_value(), "a refusal has a reason");
  Require(refusal->violations.size() == 1, "a refusal names one place");
  Require(!refusal->violations[0].field.empty(), "a refusal names its place");
  Require(status.message().size() < 1000, "a refusal does not repeat the document");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<Notice> notice =
      sambyd::notice::ParseEforms(bytes, {.max_bytes = 1'000'000});
  if (notice.ok()) {
    CheckNotice(*notice);
  } else {
    CheckRefusal(notice.status());
  }
  return 0;
}
