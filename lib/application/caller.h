#ifndef LIB_APPLICATION_CALLER_H_
#define LIB_APPLICATION_CALLER_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "lib/registry/workforce.h"
#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::application {

// On whose behalf a use case runs: what it may see and change beyond what everybody may, which is
// nothing unless said here.
struct Caller {
  // Exact workforce counts of every enterprise, small ones excepted.
  bool reads_workforce = false;
  // Brings any notice, and sets what others than the enterprise itself assess of it.
  bool keeps_register = false;
  // Acts for the buyer of this organisation number, or for every buyer.
  std::string buyer{};
  bool every_buyer = false;
  // Acts for this enterprise, "enterprises/DK24256790", and sees its own counts.
  std::string enterprise{};
};

// What the caller may be told of an enterprise's workforce, and of groups of several.
registry::Disclosure DisclosureTo(const Caller& caller, std::string_view enterprise_id);
registry::Disclosure DisclosureOfGroupsTo(const Caller& caller);

// Whether the caller acts for one of the tender's buyers. A CVR number is recognised however a
// notice writes it; other numbers as they stand.
bool ActsForBuyer(const Caller& caller, const v1::Tender& tender);

// Whether the caller may know of the tender: everybody may once a notice of it was published,
// before that its buyers alone.
bool MaySee(const Caller& caller, const v1::Tender& tender);

// Whether only the buyer may know of the lot: one that stands beside the tree because of what the
// buyer decided.
bool IsForBuyerAlone(const v1::Lot& lot);

// Takes out what the buyer decided about the lot and when; the etag is then that of what is left.
void HideReview(v1::Lot& lot);

// PERMISSION_DENIED (NOT_YOURS) unless the caller acts for one of the tender's buyers; `field` of
// the request names the tender.
absl::Status CheckActsForBuyer(const Caller& caller, const v1::Tender& tender,
                               std::string_view field);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_CALLER_H_
