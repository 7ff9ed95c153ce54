#include "lib/application/enterprise_queries.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "google/protobuf/util/time_util.h"
#include "lib/application/days.h"
#include "lib/application/enterprise_document.h"
#include "lib/application/page_token.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/domain/place.h"
#include "lib/registry/names.h"
#include "lib/storage/document.h"

namespace sambyd::application {
namespace {

// The filters of a request, parsed.
struct EnterpriseFilter {
  std::string cpv_prefix;
  std::optional<domain::Place> place;
  bool registered_social_only = false;
  std::optional<std::chrono::sys_days> not_confirmed_since;
};

absl::StatusOr<EnterpriseFilter> ParseFilter(const v1::ListEnterprisesRequest& request) {
  EnterpriseFilter filter;
  const std::string& prefix = request.cpv_prefix();
  const bool digits = std::ranges::all_of(prefix, [](char c) { return c >= '0' && c <= '9'; });
  if (!prefix.empty() && (!digits || prefix.size() < 2 || prefix.size() > 8)) {
    return InvalidField("cpv_prefix", prefix, "the first 2 to 8 digits of a CPV code",
                        Reason::kFilterInvalid);
  }
  filter.cpv_prefix = prefix;
  if (!request.place().empty()) {
    filter.place = domain::Place::Parse(request.place());
    if (!filter.place || !domain::IsListed(*filter.place)) {
      return InvalidField("place", request.place(), "a listed NUTS or municipality code",
                          Reason::kFilterInvalid);
    }
  }
  filter.registered_social_only = request.registered_social_only();
  if (request.has_not_confirmed_since()) {
    SAMBYD_ASSIGN_OR_RETURN(filter.not_confirmed_since,
                            DayGiven(request.not_confirmed_since(), "not_confirmed_since"));
  }
  return filter;
}

bool Serves(const v1::Capability& capability, const domain::Place& place) {
  return std::ranges::any_of(capability.service_areas(), [&](const std::string& code) {
    const auto area = domain::Place::Parse(code);
    return area && (area->Covers(place) || place.Covers(*area));
  });
}

bool Matches(const v1::Enterprise& profile, const EnterpriseFilter& filter) {
  if (!filter.cpv_prefix.empty() || filter.place) {
    const bool capable =
        std::ranges::any_of(profile.capabilities(), [&](const v1::Capability& capability) {
          return capability.cpv().starts_with(filter.cpv_prefix) &&
                 (!filter.place || Serves(capability, *filter.place));
        });
    if (!capable) return false;
  }
  const v1::SocialEnterpriseRegistration& registration = profile.registration();
  if (filter.registered_social_only &&
      (!registration.has_registered_on() || registration.has_deregistered_on())) {
    return false;
  }
  if (!filter.not_confirmed_since || !profile.has_profile_confirm_time()) return true;
  const auto seconds =
      google::protobuf::util::TimeUtil::TimestampToSeconds(profile.profile_confirm_time());
  return std::chrono::sys_seconds(std::chrono::seconds(seconds)) < *filter.not_confirmed_since;
}

}  // namespace

absl::StatusOr<v1::Enterprise> GetEnterprise(const storage::Snapshot& snapshot,
                                             std::string_view name, const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const std::string id, registry::ParseEnterpriseName(name));
  return ReadEnterprise(snapshot, id, DisclosureTo(caller, id));
}

absl::StatusOr<v1::ListEnterprisesResponse> ListEnterprises(
    const storage::Snapshot& snapshot, const v1::ListEnterprisesRequest& request,
    const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const std::size_t size, PageSize(request.page_size()));
  SAMBYD_ASSIGN_OR_RETURN(const std::string after, ParsePageToken(request, request.page_token()));
  SAMBYD_ASSIGN_OR_RETURN(const EnterpriseFilter filter, ParseFilter(request));
  std::optional<storage::Key<v1::Enterprise>> start;
  if (!after.empty()) start = storage::EnterpriseKey(after);
  PageRoom room(size);
  v1::ListEnterprisesResponse response;
  absl::Status completed;
  std::string last_id;
  SAMBYD_RETURN_IF_ERROR(snapshot.Scan<v1::Enterprise>(
      storage::All<v1::Enterprise>(), start,
      [&](const storage::Key<v1::Enterprise>& key, v1::Enterprise& profile) {
        if (!Matches(profile, filter)) return true;
        if (!room.Takes(profile)) {
          response.set_next_page_token(MakePageToken(request, last_id));
          return false;
        }
        last_id = storage::OwnerOf(key.bytes).value_or("");
        completed = Complete(snapshot, last_id, DisclosureTo(caller, last_id), profile);
        *response.add_enterprises() = std::move(profile);
        return completed.ok();
      }));
  SAMBYD_RETURN_IF_ERROR(completed);
  return response;
}

}  // namespace sambyd::application
