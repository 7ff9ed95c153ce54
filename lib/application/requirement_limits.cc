#include "lib/application/requirement_limits.h"

#include <algorithm>
#include <vector>

#include "lib/domain/place.h"
#include "lib/registry/dates.h"

namespace sambyd::application {
namespace {

using Codes = google::protobuf::RepeatedPtrField<std::string>;

std::vector<domain::Place> Parse(const Codes& codes) {
  std::vector<domain::Place> places;
  for (const std::string& code : codes) {
    if (const auto place = domain::Place::Parse(code)) places.push_back(*place);
  }
  return places;
}

}  // namespace

bool PlacesWithin(const v1::Tender& tender, const v1::Lot& parent, const Codes& places) {
  const auto allowed = Parse(parent.places().empty() ? tender.places() : parent.places());
  return allowed.empty() || std::ranges::all_of(Parse(places), [&](domain::Place place) {
           return std::ranges::any_of(allowed,
                                      [&](domain::Place outer) { return outer.Covers(place); });
         });
}

bool PeriodWithin(const v1::Period& parent, const v1::Period& period) {
  const auto first = registry::FromProto(parent.start_date());
  const auto last = registry::FromProto(parent.end_date());
  for (const v1::Date& day : {period.start_date(), period.end_date()}) {
    const auto date = registry::FromProto(day);
    if (date && ((first && *date < *first) || (last && *date > *last))) return false;
  }
  return parent.duration_days() == 0 || period.duration_days() <= parent.duration_days();
}

bool SharesCurrency(const v1::Lot& parent, const v1::Lot& lot) {
  return !parent.has_estimated_value() || !lot.has_estimated_value() ||
         parent.estimated_value().currency() == lot.estimated_value().currency();
}

}  // namespace sambyd::application
