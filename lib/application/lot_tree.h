#ifndef LIB_APPLICATION_LOT_TREE_H_
#define LIB_APPLICATION_LOT_TREE_H_

#include <cstdint>
#include <vector>

#include "lib/changelog/change_log.h"
#include "sambyd/v1/lot.pb.h"

namespace sambyd::application {

// The lots of a tender as one list, as LotsOfTender (lib/application/tender_queries.h) reads it:
// each published lot followed by its derived children by number, then parts of prior information.

// Stamps the etags of `lots` and proposes what makes them of the `stored` ones: new and changed
// lots are written, missing ones removed.
void ProposeLots(std::vector<v1::Lot>& lots, const std::vector<v1::Lot>& stored,
                 changelog::Proposal& proposal);

// A child of its parent that counts: derived and not set aside.
bool IsPart(const v1::Lot& lot);

// The buyer decided about it and the decision no longer holds.
bool IsStale(const v1::Lot& lot);

// The number behind the parent's id: 2 of "LOT-0001.2".
std::uint32_t ChildNumber(const v1::Lot& child);

// The lowest number from 1 that no child has.
std::uint32_t FreeNumber(const std::vector<v1::Lot>& children);

// Sets the terms that a derived lot always shares with its parent.
void InheritTerms(const v1::Lot& parent, v1::Lot& child);

// A derived lot with a name, its parent's terms and period, and nothing of its own.
v1::Lot NewChild(const v1::Lot& parent, std::uint32_t number);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_LOT_TREE_H_
