#include "lib/application/tender_fold.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "lib/application/names.h"

namespace sambyd::application {
namespace {

using Reference = v1::NoticeReference;

bool HasAwards(const v1::Notice& notice) {
  return std::ranges::any_of(notice.lots(),
                             [](const v1::Lot& lot) { return lot.awards_size() > 0; });
}

bool TellsResult(const v1::Notice& notice) {
  switch (notice.reference().form_type()) {
    case Reference::FORM_TYPE_RESULT:
    case Reference::FORM_TYPE_DIRECT_AWARD:
    case Reference::FORM_TYPE_CONTRACT_MODIFICATION:
    case Reference::FORM_TYPE_COMPLETION:
      return true;
    default:
      return HasAwards(notice);
  }
}

// A change notice repeats the whole notice that it changes, so it ranks as that one does.
int ContentRank(const v1::Notice& notice) {
  if (TellsResult(notice)) return 2;
  if (notice.lots().empty()) return 1;
  switch (notice.reference().form_type()) {
    case Reference::FORM_TYPE_COMPETITION:
    case Reference::FORM_TYPE_CHANGE:
      return 3;
    case Reference::FORM_TYPE_PLANNING:
      return 1;
    default:
      return 0;
  }
}

auto DispatchKey(const v1::Notice& notice) {
  const Reference& r = notice.reference();
  return std::tuple(r.dispatch_time().seconds(), r.dispatch_time().nanos(), r.notice_id());
}

const v1::Notice& Leading(const std::vector<v1::Notice>& by_dispatch) {
  const v1::Notice* leading = &by_dispatch.front();
  for (const v1::Notice& notice : by_dispatch) {
    if (ContentRank(notice) >= ContentRank(*leading)) leading = &notice;
  }
  return *leading;
}

v1::Tender::State StateOf(const std::vector<v1::Notice>& notices) {
  if (std::ranges::any_of(notices, TellsResult)) return v1::Tender::STATE_AWARDED;
  const bool published =
      std::ranges::any_of(notices, [](const v1::Notice& n) { return ContentRank(n) == 3; });
  return published ? v1::Tender::STATE_PUBLISHED : v1::Tender::STATE_PLANNED;
}

// Awards by lot id: a later notice replaces what an earlier one said of the same lot.
std::map<std::string, const v1::Lot*> LotsWithAwards(const std::vector<v1::Notice>& by_dispatch) {
  std::map<std::string, const v1::Lot*> awarded;
  for (const v1::Notice& notice : by_dispatch) {
    for (const v1::Lot& lot : notice.lots()) {
      if (lot.awards_size() > 0) awarded[lot.name()] = &lot;
    }
  }
  return awarded;
}

void CollectReservations(const google::protobuf::RepeatedPtrField<v1::Lot>& lots,
                         std::set<int>& reservations) {
  for (const v1::Lot& lot : lots) {
    for (const int reservation : lot.reservations()) {
      if (reservation != v1::RESERVATION_NONE) reservations.insert(reservation);
    }
  }
}

v1::Lot Named(const v1::Lot& lot, std::string_view tender, v1::Lot::Origin origin) {
  v1::Lot named = lot;
  named.set_name(LotNameOf(tender, EncodeSegment(lot.name())));
  named.set_origin(origin);
  return named;
}

}  // namespace

std::string TenderIdOf(const v1::Notice& notice) {
  return EncodeSegment(notice.procedure_id().empty() ? notice.reference().notice_id()
                                                     : notice.procedure_id());
}

FoldedTender FoldNotices(std::vector<v1::Notice> notices) {
  std::ranges::sort(notices, {}, DispatchKey);
  const v1::Notice& leading = Leading(notices);
  const std::string id = TenderIdOf(leading);

  FoldedTender folded;
  folded.leading_sha256 = leading.reference().sha256();
  folded.tender = leading.tender();
  folded.tender.set_name(TenderName(id));
  folded.tender.set_state(StateOf(notices));
  folded.tender.set_published_lot_count(leading.lots_size());
  folded.tender.set_part_count(leading.parts_size());
  for (const v1::Notice& notice : notices) *folded.tender.add_notices() = notice.reference();

  std::set<int> reservations;
  CollectReservations(leading.lots(), reservations);
  CollectReservations(leading.parts(), reservations);
  for (const int reservation : reservations) {
    folded.tender.add_reservations(static_cast<v1::Reservation>(reservation));
  }

  const auto awarded = LotsWithAwards(notices);
  for (const v1::Lot& lot : leading.lots()) {
    v1::Lot& named = folded.lots.emplace_back(Named(lot, id, v1::Lot::ORIGIN_PUBLISHED));
    if (const auto found = awarded.find(lot.name()); found != awarded.end()) {
      *named.mutable_awards() = found->second->awards();
    }
  }
  for (const v1::Lot& part : leading.parts()) {
    folded.lots.push_back(Named(part, id, v1::Lot::ORIGIN_PART));
  }
  return folded;
}

}  // namespace sambyd::application
