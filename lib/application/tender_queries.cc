#include "lib/application/tender_queries.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/application/days.h"
#include "lib/application/lot_tree.h"
#include "lib/application/names.h"
#include "lib/application/page_token.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/storage/document.h"

namespace sambyd::application {
namespace {

template <class Document>
absl::StatusOr<Document> GetNamed(const storage::Snapshot& snapshot,
                                  const storage::Key<Document>& key, std::string_view name) {
  auto document = snapshot.Get(key);
  if (absl::IsNotFound(document.status())) return NotFound(name);
  return document;
}

// The tender, where the caller may know of it; otherwise NOT_FOUND for `name`.
absl::StatusOr<v1::Tender> VisibleTender(const storage::Snapshot& snapshot, std::string_view id,
                                         std::string_view name, const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(v1::Tender tender, GetNamed(snapshot, storage::TenderKey(id), name));
  if (!MaySee(caller, tender)) return NotFound(name);
  return tender;
}

absl::Status CheckPrefix(std::string_view field, std::string_view prefix, std::size_t longest,
                         bool digits_only) {
  const bool fits =
      prefix.empty() ||
      (prefix.size() >= 2 && prefix.size() <= longest && std::ranges::all_of(prefix, [&](char c) {
         return (c >= '0' && c <= '9') || (!digits_only && c >= 'A' && c <= 'Z');
       }));
  if (fits) return absl::OkStatus();
  return InvalidField(
      field, prefix,
      absl::StrCat("the first 2 to ", longest,
                   digits_only ? " digits" : " capital letters and digits", " of a code"),
      Reason::kFilterInvalid);
}

// The conditions that the indexes know.
absl::StatusOr<std::vector<storage::Term>> TermsOf(const v1::ListTendersRequest& request) {
  SAMBYD_RETURN_IF_ERROR(CheckPrefix("cpv_prefix", request.cpv_prefix(), 8, true));
  SAMBYD_RETURN_IF_ERROR(CheckPrefix("nuts_prefix", request.nuts_prefix(), 5, false));
  if (!v1::Tender::State_IsValid(request.state())) {
    return InvalidField("state", absl::StrCat(static_cast<int>(request.state())), "a Tender.State",
                        Reason::kFilterInvalid);
  }
  std::vector<storage::Term> terms;
  if (!request.buyer().empty()) terms.push_back(storage::BuyerTerm(request.buyer()));
  if (!request.cpv_prefix().empty()) terms.push_back(storage::CpvTerm(request.cpv_prefix()));
  if (!request.nuts_prefix().empty()) terms.push_back(storage::PlaceTerm(request.nuts_prefix()));
  return terms;
}

// Ids of the tenders with a deadline in the range asked for, sorted; nothing when none was asked.
absl::StatusOr<std::optional<std::vector<std::string>>> IdsByDeadline(
    const storage::Snapshot& snapshot, const v1::ListTendersRequest& request) {
  std::optional<std::chrono::sys_seconds> from;
  std::optional<std::chrono::sys_seconds> before;
  if (request.has_deadline_from()) {
    SAMBYD_ASSIGN_OR_RETURN(const auto day, DayGiven(request.deadline_from(), "deadline_from"));
    from = day;
  }
  if (request.has_deadline_to()) {
    SAMBYD_ASSIGN_OR_RETURN(const auto day, DayGiven(request.deadline_to(), "deadline_to"));
    before = day + std::chrono::days(1);
  }
  if (!from && !before) return std::optional<std::vector<std::string>>();
  SAMBYD_ASSIGN_OR_RETURN(auto ids, snapshot.TendersWithDeadline(from, before));
  return std::optional(std::move(ids));
}

bool Matches(const v1::Tender& tender, const v1::ListTendersRequest& request) {
  return (request.state() == v1::Tender::STATE_UNSPECIFIED || tender.state() == request.state()) &&
         (!request.reserved_only() || tender.reservations_size() > 0);
}

// Fills one page from candidate ids that arrive in order.
class TenderPage {
 public:
  TenderPage(const storage::Snapshot& snapshot, const v1::ListTendersRequest& request,
             const std::vector<storage::Term>& terms,
             const std::optional<std::vector<std::string>>& by_deadline, std::size_t size,
             const Caller& caller)
      : snapshot_(snapshot),
        request_(request),
        terms_(terms),
        by_deadline_(by_deadline),
        room_(size),
        caller_(caller) {}

  // False when the page is full or a read failed.
  bool Offer(std::string_view id) {
    const absl::Status status = Take(id);
    if (!status.ok()) status_ = status;
    return status_.ok() && !full_;
  }

  absl::StatusOr<v1::ListTendersResponse> Finish() && {
    SAMBYD_RETURN_IF_ERROR(status_);
    if (full_) response_.set_next_page_token(MakePageToken(request_, last_id_));
    return std::move(response_);
  }

 private:
  absl::Status Take(std::string_view id) {
    if (by_deadline_ && !std::ranges::binary_search(*by_deadline_, id)) return absl::OkStatus();
    for (const storage::Term& term : terms_) {
      SAMBYD_ASSIGN_OR_RETURN(const bool has, snapshot_.HasTerm(id, term));
      if (!has) return absl::OkStatus();
    }
    SAMBYD_ASSIGN_OR_RETURN(auto tender, snapshot_.Get(storage::TenderKey(id)));
    if (!MaySee(caller_, tender) || !Matches(tender, request_)) return absl::OkStatus();
    // One more than fits tells that there is a next page.
    if (!room_.Takes(tender)) {
      full_ = true;
      return absl::OkStatus();
    }
    *response_.add_tenders() = std::move(tender);
    last_id_ = std::string(id);
    return absl::OkStatus();
  }

  const storage::Snapshot& snapshot_;
  const v1::ListTendersRequest& request_;
  const std::vector<storage::Term>& terms_;
  const std::optional<std::vector<std::string>>& by_deadline_;
  PageRoom room_;
  const Caller& caller_;
  v1::ListTendersResponse response_;
  std::string last_id_;
  bool full_ = false;
  absl::Status status_;
};

// Walks the cheapest source of candidates: an index, the deadlines, or every tender.
absl::Status Walk(const storage::Snapshot& snapshot, const std::vector<storage::Term>& terms,
                  const std::optional<std::vector<std::string>>& by_deadline,
                  const std::string& after, TenderPage& page) {
  const auto offer = [&](std::string_view id) { return page.Offer(id); };
  if (!terms.empty()) return snapshot.ScanTenders(terms.front(), after, offer);
  if (by_deadline) {
    for (auto id = std::ranges::upper_bound(*by_deadline, after); id != by_deadline->end(); ++id) {
      if (!offer(*id)) break;
    }
    return absl::OkStatus();
  }
  const auto start = after.empty() ? std::nullopt : std::optional(storage::TenderKey(after));
  return snapshot.Scan<v1::Tender>(storage::All<v1::Tender>(), start,
                                   [&](const storage::Key<v1::Tender>& key, v1::Tender&) {
                                     return offer(storage::OwnerOf(key.bytes).value_or(""));
                                   });
}

}  // namespace

absl::StatusOr<v1::Tender> GetTender(const storage::Snapshot& snapshot, std::string_view name,
                                     const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const std::string id, ParseTenderName(name));
  return VisibleTender(snapshot, id, name, caller);
}

absl::StatusOr<v1::Lot> GetLot(const storage::Snapshot& snapshot, std::string_view name,
                               const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const LotName id, ParseLotName(name));
  SAMBYD_ASSIGN_OR_RETURN(const auto tender, VisibleTender(snapshot, id.tender, name, caller));
  SAMBYD_ASSIGN_OR_RETURN(v1::Lot lot,
                          GetNamed(snapshot, storage::LotKey(id.tender, id.lot), name));
  if (ActsForBuyer(caller, tender)) return lot;
  if (IsForBuyerAlone(lot)) return NotFound(name);
  HideReview(lot);
  return lot;
}

absl::StatusOr<v1::ListTendersResponse> ListTenders(const storage::Snapshot& snapshot,
                                                    const v1::ListTendersRequest& request,
                                                    const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const std::size_t size, PageSize(request.page_size()));
  SAMBYD_ASSIGN_OR_RETURN(const std::string after, ParsePageToken(request, request.page_token()));
  SAMBYD_ASSIGN_OR_RETURN(const auto terms, TermsOf(request));
  SAMBYD_ASSIGN_OR_RETURN(const auto by_deadline, IdsByDeadline(snapshot, request));
  TenderPage page(snapshot, request, terms, by_deadline, size, caller);
  SAMBYD_RETURN_IF_ERROR(Walk(snapshot, terms, by_deadline, after, page));
  return std::move(page).Finish();
}

absl::StatusOr<v1::ListLotsResponse> ListLots(const storage::Snapshot& snapshot,
                                              const v1::ListLotsRequest& request,
                                              const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const std::string id, ParseTenderName(request.parent(), "parent"));
  SAMBYD_ASSIGN_OR_RETURN(const std::size_t size, PageSize(request.page_size()));
  SAMBYD_ASSIGN_OR_RETURN(const std::string after, ParsePageToken(request, request.page_token()));
  SAMBYD_ASSIGN_OR_RETURN(const auto tender, VisibleTender(snapshot, id, request.parent(), caller));
  const bool for_buyer = ActsForBuyer(caller, tender);
  std::optional<storage::Key<v1::Lot>> start;
  if (!after.empty()) start = storage::LotKey(id, after);
  PageRoom room(size);
  v1::ListLotsResponse response;
  SAMBYD_RETURN_IF_ERROR(snapshot.Scan<v1::Lot>(
      storage::LotsOf(id), start, [&](const storage::Key<v1::Lot>&, v1::Lot& lot) {
        const bool rejected = lot.set_aside() == v1::Lot::SET_ASIDE_REJECTED ||
                              lot.set_aside() == v1::Lot::SET_ASIDE_MERGED;
        if (for_buyer ? rejected && !request.show_rejected() : IsForBuyerAlone(lot)) return true;
        if (!for_buyer) HideReview(lot);
        if (!room.Takes(lot)) {
          const auto last = ParseLotName(response.lots().rbegin()->name());
          response.set_next_page_token(MakePageToken(request, last->lot));
          return false;
        }
        *response.add_lots() = std::move(lot);
        return true;
      }));
  return response;
}

absl::StatusOr<std::vector<v1::Lot>> LotsOfTender(const storage::Snapshot& snapshot,
                                                  std::string_view tender_id) {
  std::vector<v1::Lot> lots;
  SAMBYD_RETURN_IF_ERROR(snapshot.Scan<v1::Lot>(storage::LotsOf(tender_id), std::nullopt,
                                                [&](const storage::Key<v1::Lot>&, v1::Lot& lot) {
                                                  lots.push_back(std::move(lot));
                                                  return true;
                                                }));
  return lots;
}

std::vector<LotWithLeaves> WithLeaves(const std::vector<v1::Lot>& lots) {
  std::vector<LotWithLeaves> all;
  for (const v1::Lot& lot : lots) {
    if (lot.parent().empty()) {
      all.push_back({lot, {}});
    } else if (IsPart(lot)) {
      all.back().leaves.push_back(lot);  // children stand right behind their lot
    }
  }
  for (LotWithLeaves& each : all) {
    if (each.leaves.empty()) each.leaves.push_back(each.lot);
  }
  return all;
}

absl::StatusOr<std::vector<v1::Lot>> LeavesOf(const storage::Snapshot& snapshot,
                                              std::string_view lot_name, const v1::Tender& tender,
                                              const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const LotName id, ParseLotName(lot_name, "lot"));
  SAMBYD_ASSIGN_OR_RETURN(v1::Lot lot,
                          GetNamed(snapshot, storage::LotKey(id.tender, id.lot), lot_name));
  if (IsForBuyerAlone(lot) && !ActsForBuyer(caller, tender)) return NotFound(lot_name);
  if (lot.set_aside() != v1::Lot::SET_ASIDE_UNSPECIFIED) {
    const std::string state = v1::Lot::SetAside_Name(lot.set_aside());
    return Refuse(absl::StatusCode::kFailedPrecondition, Reason::kLotSetAside,
                  {{"lot", absl::StrCat(ToAbsl(lot_name), " is ", state), "a part of its parent"}});
  }
  std::vector<v1::Lot> leaves;
  // Derived children stand right behind their lot.
  SAMBYD_RETURN_IF_ERROR(snapshot.Scan<v1::Lot>(storage::LotsOf(id.tender),
                                                storage::LotKey(id.tender, id.lot),
                                                [&](const storage::Key<v1::Lot>&, v1::Lot& child) {
                                                  if (child.parent() != lot.name()) return false;
                                                  if (IsPart(child)) {
                                                    leaves.push_back(std::move(child));
                                                  }
                                                  return true;
                                                }));
  if (leaves.empty()) leaves.push_back(std::move(lot));
  return leaves;
}

absl::StatusOr<v1::Tender> TenderOfLot(const storage::Snapshot& snapshot, std::string_view lot_name,
                                       const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const LotName id, ParseLotName(lot_name, "lot"));
  return VisibleTender(snapshot, id.tender, lot_name, caller);
}

}  // namespace sambyd::application
