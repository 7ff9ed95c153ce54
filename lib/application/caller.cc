#include "lib/application/caller.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/application/etag.h"
#include "lib/application/localized.h"
#include "lib/application/remainder.h"
#include "lib/base/error.h"
#include "lib/domain/cvr.h"
#include "lib/registry/names.h"

namespace sambyd::application {
namespace {

// The CVR number in a text such as "DK-29 18 98 46"; empty where there is none.
std::string CvrIn(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits),
                       [](char c) { return c >= '0' && c <= '9'; });
  return domain::IsValidCvr(digits) ? digits : "";
}

bool IsDanish(const v1::Organization& organization) {
  return organization.country().empty() || organization.country() == "DNK";
}

bool IsBuyer(std::string_view number, const v1::Organization& organization) {
  if (organization.registration_id() == number) return true;
  return domain::IsValidCvr(number) && IsDanish(organization) &&
         CvrIn(organization.registration_id()) == number;
}

}  // namespace

registry::Disclosure DisclosureTo(const Caller& caller, std::string_view enterprise_id) {
  if (!caller.enterprise.empty() && caller.enterprise == registry::EnterpriseName(enterprise_id)) {
    return registry::Disclosure::kOwnCounts;
  }
  return DisclosureOfGroupsTo(caller);
}

registry::Disclosure DisclosureOfGroupsTo(const Caller& caller) {
  return caller.reads_workforce ? registry::Disclosure::kExactCounts
                                : registry::Disclosure::kBandsOnly;
}

bool ActsForBuyer(const Caller& caller, const v1::Tender& tender) {
  if (caller.every_buyer) return true;
  return !caller.buyer.empty() &&
         std::ranges::any_of(tender.buyers(), [&](const v1::Organization& organization) {
           return IsBuyer(caller.buyer, organization);
         });
}

bool MaySee(const Caller& caller, const v1::Tender& tender) {
  const bool published =
      std::ranges::any_of(tender.notices(), [](const v1::NoticeReference& notice) {
        return notice.has_publication_date() || !notice.publication_number().empty();
      });
  return published || ActsForBuyer(caller, tender);
}

bool IsForBuyerAlone(const v1::Lot& lot) {
  return lot.set_aside() != v1::Lot::SET_ASIDE_UNSPECIFIED;
}

void HideReview(v1::Lot& lot) {
  const bool rejected = lot.no_split().code() == kRejectedCode;
  if (!lot.has_review() && !rejected) return;
  if (lot.review().has_proposed()) {  // the reason tells what the buyer changed
    SetSentence("Hviler på de ord i teksten, der er citeret.",
                "Rests on the words of the text that are quoted.",
                *lot.mutable_derivation()->mutable_reasons());
  }
  lot.clear_review();
  if (rejected) lot.clear_no_split();
  StampEtag(lot);  // that of the stored lot changes with every decision
}

absl::Status CheckActsForBuyer(const Caller& caller, const v1::Tender& tender,
                               std::string_view field) {
  if (ActsForBuyer(caller, tender)) return absl::OkStatus();
  return Refuse(absl::StatusCode::kPermissionDenied, Reason::kNotYours,
                {{std::string(field), tender.name(),
                  caller.buyer.empty() ? "a caller who acts for the tender's buyer"
                                       : absl::StrCat("a tender of the buyer ", caller.buyer)}});
}

}  // namespace sambyd::application
