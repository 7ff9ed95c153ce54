#include "lib/application/lot_tree.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/application/etag.h"
#include "lib/application/names.h"
#include "lib/storage/document.h"

namespace sambyd::application {
namespace {

storage::Key<v1::Lot> KeyOf(const v1::Lot& lot) {
  const LotName name = *ParseLotName(lot.name());
  return storage::LotKey(name.tender, name.lot);
}

}  // namespace

void ProposeLots(std::vector<v1::Lot>& lots, const std::vector<v1::Lot>& stored,
                 changelog::Proposal& proposal) {
  std::map<std::string, std::string> old_etags;
  for (const v1::Lot& lot : stored) old_etags[lot.name()] = lot.etag();
  for (v1::Lot& lot : lots) {
    StampEtag(lot);
    const auto old = old_etags.find(lot.name());
    if (old == old_etags.end() || old->second != lot.etag()) {
      proposal.changes.push_back(storage::Put(KeyOf(lot), lot));
    }
    if (old != old_etags.end()) old_etags.erase(old);
  }
  for (const v1::Lot& lot : stored) {
    if (old_etags.contains(lot.name())) proposal.changes.push_back(storage::Remove(KeyOf(lot)));
  }
}

bool IsPart(const v1::Lot& lot) {
  return lot.origin() == v1::Lot::ORIGIN_DERIVED &&
         lot.set_aside() == v1::Lot::SET_ASIDE_UNSPECIFIED;
}

bool IsStale(const v1::Lot& lot) {
  return lot.set_aside() == v1::Lot::SET_ASIDE_TEXT_CHANGED ||
         lot.set_aside() == v1::Lot::SET_ASIDE_NO_LONGER_FITS;
}

std::uint32_t ChildNumber(const v1::Lot& child) {
  const std::string& name = child.name();
  std::uint32_t number = 0;
  std::from_chars(name.data() + name.rfind('.') + 1, name.data() + name.size(), number);
  return number;
}

std::uint32_t FreeNumber(const std::vector<v1::Lot>& children) {
  std::set<std::uint32_t> taken;
  for (const v1::Lot& child : children) taken.insert(ChildNumber(child));
  std::uint32_t number = 1;
  while (taken.contains(number)) ++number;
  return number;
}

void InheritTerms(const v1::Lot& parent, v1::Lot& child) {
  child.set_contract_nature(parent.contract_nature());
  child.set_place_elsewhere(parent.place_elsewhere());
  *child.mutable_reservations() = parent.reservations();
  child.set_reserved_execution(parent.reserved_execution());
}

v1::Lot NewChild(const v1::Lot& parent, std::uint32_t number) {
  v1::Lot child;
  child.set_name(absl::StrCat(parent.name(), ".", number));
  child.set_origin(v1::Lot::ORIGIN_DERIVED);
  child.set_parent(parent.name());
  InheritTerms(parent, child);
  if (parent.has_period()) *child.mutable_period() = parent.period();
  return child;
}

}  // namespace sambyd::application
