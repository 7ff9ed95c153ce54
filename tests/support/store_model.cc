#include "tests/support/store_model.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <set>

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace sambyd::testing_support {
namespace {

using ::testing::ElementsAreArray;

constexpr std::array kTenders = {"t", "t1", "t1.2", "t2"};
constexpr std::array kLots = {"LOT-0001", "LOT-0001.1", "LOT-0001.2", "LOT-0001.10", "PAR-0001"};
constexpr std::array kEnterprises = {"DK1", "DK2", "DK3"};
constexpr std::array kCpvs = {"45000000", "45210000", "45211000", "90910000"};
constexpr std::array kPlaces = {"DK", "DK04", "DK042", "DE21H", "0751"};
constexpr std::array kBuyers = {"", "29189838", "55133018"};

// Prefixes that are asked for: of the lengths that are indexed, with and without tenders.
constexpr std::array kCpvPrefixes = {"45", "452", "45210", "45211000", "909", "99"};
constexpr std::array kPlacePrefixes = {"DK", "DK0", "DK042", "DE", "DE21H", "07", "SE"};
constexpr std::int64_t kLastDeadline = 6;

template <typename Values>
auto Pick(std::mt19937& random, const Values& values) {
  return values[random() % values.size()];
}

std::string RequestIdAt(std::int64_t position) { return "request " + std::to_string(position); }

template <typename Message>
void FillSubject(std::mt19937& random, Message& message) {
  message.set_main_cpv(Pick(random, kCpvs));
  for (auto n = random() % 3; n > 0; --n) message.add_additional_cpvs(Pick(random, kCpvs));
  for (auto n = random() % 3; n > 0; --n) message.add_places(Pick(random, kPlaces));
}

sambyd::v1::Tender RandomTender(std::mt19937& random, const std::string& id) {
  sambyd::v1::Tender tender;
  tender.set_name("tenders/" + id);
  FillSubject(random, tender);
  for (auto n = random() % 3; n > 0; --n) {
    tender.add_buyers()->set_registration_id(Pick(random, kBuyers));
  }
  return tender;
}

sambyd::v1::Lot RandomLot(std::mt19937& random, const std::string& id) {
  sambyd::v1::Lot lot;
  lot.set_name(id);
  lot.set_origin(random() % 3 == 0 ? sambyd::v1::Lot::ORIGIN_DERIVED
                                   : sambyd::v1::Lot::ORIGIN_PUBLISHED);
  FillSubject(random, lot);
  if (random() % 2 == 0) {
    lot.mutable_tender_deadline()->set_seconds(static_cast<std::int64_t>(random() % kLastDeadline));
  }
  if (random() % 4 == 0) {
    lot.mutable_request_deadline()->set_seconds(
        static_cast<std::int64_t>(random() % kLastDeadline));
  }
  if (random() % 4 == 0) {
    lot.mutable_interest_deadline()->set_seconds(
        static_cast<std::int64_t>(random() % kLastDeadline));
  }
  if (lot.origin() == sambyd::v1::Lot::ORIGIN_DERIVED && random() % 2 == 0) {
    lot.set_set_aside(sambyd::v1::Lot::SET_ASIDE_REJECTED);
    lot.mutable_review()->set_decision(sambyd::v1::LotReview::DECISION_REJECTED);
  }
  return lot;
}

template <storage::Document D>
storage::v1::DocumentChange PutOrRemove(std::mt19937& random, const storage::Key<D>& key,
                                        const D& document) {
  return random() % 4 == 0 ? storage::Remove(key) : storage::Put(key, document);
}

storage::v1::DocumentChange RandomChange(std::mt19937& random) {
  const std::string tender = Pick(random, kTenders);
  const std::string enterprise = Pick(random, kEnterprises);
  switch (random() % 7) {
    case 0:
    case 1:
      return PutOrRemove(random, storage::TenderKey(tender), RandomTender(random, tender));
    case 2:
    case 3:
    case 4: {
      const std::string lot = Pick(random, kLots);
      return PutOrRemove(random, storage::LotKey(tender, lot), RandomLot(random, lot));
    }
    case 5: {
      sambyd::v1::Notice notice;
      notice.set_procedure_id(tender);
      return PutOrRemove(random, storage::NoticeKey(tender, "n"), notice);
    }
    default: {
      sambyd::v1::Enterprise document;
      document.set_display_name(std::to_string(random()));
      return PutOrRemove(random, storage::EnterpriseKey(enterprise), document);
    }
  }
}

template <typename Message>
bool SubjectHas(const Message& message, const storage::Term& term) {
  const auto begins = [&](const std::string& code) { return code.starts_with(term.text); };
  if (term.index == storage::Index::kPlace) {
    return std::any_of(message.places().begin(), message.places().end(), begins);
  }
  return term.index == storage::Index::kCpv &&
         (begins(message.main_cpv()) ||
          std::any_of(message.additional_cpvs().begin(), message.additional_cpvs().end(), begins));
}

bool IsBuyer(const sambyd::v1::Tender& tender, const storage::Term& term) {
  return term.index == storage::Index::kBuyer &&
         std::any_of(tender.buyers().begin(), tender.buyers().end(),
                     [&](const auto& buyer) { return buyer.registration_id() == term.text; });
}

// Reads a listing page by page, `size` ids each.
std::vector<std::string> ListByPages(const storage::Snapshot& snapshot, const storage::Term& term,
                                     std::size_t size) {
  std::vector<std::string> all;
  for (bool more = true; more;) {
    std::size_t left = size;
    more = false;
    EXPECT_THAT(snapshot.ScanTenders(term, all.empty() ? "" : all.back(),
                                     [&](std::string_view tender) {
                                       all.emplace_back(tender);
                                       more = --left == 0;
                                       return !more;
                                     }),
                IsOk());
  }
  return all;
}

}  // namespace

void StoreModel::Apply(const storage::v1::ChangeRecord& record) {
  position_ = record.position();
  first_record_ = std::max(first_record_, record.first_kept_record());
  std::erase_if(requests_,
                [&](const auto& entry) { return entry.second.position < first_record_; });
  for (const storage::v1::DocumentChange& change : record.changes()) {
    if (change.has_document()) {
      documents_[change.kind()][change.key()] = change.document();
    } else {
      documents_[change.kind()].erase(change.key());
    }
  }
  if (record.has_request()) {
    requests_[record.request().request_id()] = {position_, record.request().response()};
  }
}

template <storage::Document D>
void StoreModel::ExpectSameDocuments(const storage::Snapshot& snapshot) const {
  const auto of_kind = documents_.find(storage::kKindOf<D>);
  const Documents expected = of_kind == documents_.end() ? Documents() : of_kind->second;
  Documents stored;
  EXPECT_THAT(snapshot.Scan<D>(storage::All<D>(), std::nullopt,
                               [&](const storage::Key<D>& key, D& document) {
                                 stored[key.bytes] = document.SerializeAsString();
                                 return true;
                               }),
              IsOk());
  EXPECT_EQ(stored, expected);
  EXPECT_EQ(snapshot.Count<D>(), static_cast<std::int64_t>(expected.size()));
  for (const auto& [key, document] : expected) {
    const auto found = snapshot.Get(storage::Key<D>{key});
    ASSERT_THAT(found, IsOk());
    EXPECT_EQ(found->SerializeAsString(), document);
  }
}

std::vector<std::string> StoreModel::TendersWith(const storage::Term& term) const {
  std::set<std::string> tenders;
  const auto add_owner = [&](const std::string& key) { tenders.insert(*storage::OwnerOf(key)); };
  for (const auto& [kind, documents] : documents_) {
    for (const auto& [key, bytes] : documents) {
      sambyd::v1::Tender tender;
      sambyd::v1::Lot lot;
      if (kind == storage::v1::DOCUMENT_KIND_TENDER && tender.ParseFromString(bytes) &&
          (SubjectHas(tender, term) || IsBuyer(tender, term))) {
        add_owner(key);
      }
      if (kind == storage::v1::DOCUMENT_KIND_LOT && lot.ParseFromString(bytes) &&
          lot.origin() == sambyd::v1::Lot::ORIGIN_PUBLISHED && SubjectHas(lot, term)) {
        add_owner(key);
      }
    }
  }
  return {tenders.begin(), tenders.end()};
}

std::vector<std::string> StoreModel::TendersWithDeadline(std::int64_t from,
                                                         std::int64_t before) const {
  std::set<std::string> tenders;
  const auto lots = documents_.find(storage::v1::DOCUMENT_KIND_LOT);
  if (lots == documents_.end()) return {};
  const auto inside = [&](const google::protobuf::Timestamp& deadline) {
    return from <= deadline.seconds() && deadline.seconds() < before;
  };
  for (const auto& [key, bytes] : lots->second) {
    sambyd::v1::Lot lot;
    lot.ParseFromString(bytes);
    if (lot.origin() == sambyd::v1::Lot::ORIGIN_PUBLISHED &&
        ((lot.has_tender_deadline() && inside(lot.tender_deadline())) ||
         (lot.has_request_deadline() && inside(lot.request_deadline())) ||
         (lot.has_interest_deadline() && inside(lot.interest_deadline())))) {
      tenders.insert(*storage::OwnerOf(key));
    }
  }
  return {tenders.begin(), tenders.end()};
}

void StoreModel::ExpectSameListings(const storage::Snapshot& snapshot) const {
  std::vector<storage::Term> terms;
  for (const char* prefix : kCpvPrefixes) terms.push_back(storage::CpvTerm(prefix));
  for (const char* prefix : kPlacePrefixes) terms.push_back(storage::PlaceTerm(prefix));
  for (const char* buyer : {kBuyers[1], kBuyers[2], "1"}) {
    terms.push_back(storage::BuyerTerm(buyer));
  }
  for (const storage::Term& term : terms) {
    SCOPED_TRACE(term.text);
    const std::vector<std::string> expected = TendersWith(term);
    EXPECT_THAT(ListByPages(snapshot, term, 2), ElementsAreArray(expected));
    for (const char* tender : kTenders) {
      const auto has = snapshot.HasTerm(tender, term);
      ASSERT_THAT(has, IsOk());
      EXPECT_EQ(*has, std::count(expected.begin(), expected.end(), tender) == 1) << tender;
    }
  }
  const auto second = [](std::int64_t n) {
    return std::chrono::sys_seconds(std::chrono::seconds(n));
  };
  for (std::int64_t from = 0; from < kLastDeadline; ++from) {
    const auto between = snapshot.TendersWithDeadline(second(from), second(from + 2));
    ASSERT_THAT(between, IsOk());
    EXPECT_THAT(*between, ElementsAreArray(TendersWithDeadline(from, from + 2)));
    const auto open = snapshot.TendersWithDeadline(second(from), std::nullopt);
    ASSERT_THAT(open, IsOk());
    EXPECT_THAT(*open, ElementsAreArray(TendersWithDeadline(from, kLastDeadline)));
  }
}

void StoreModel::ExpectSame(const storage::Snapshot& snapshot) const {
  EXPECT_EQ(snapshot.position(), position_);
  EXPECT_EQ(snapshot.first_record(), first_record_);
  ExpectSameDocuments<sambyd::v1::Tender>(snapshot);
  ExpectSameDocuments<sambyd::v1::Lot>(snapshot);
  ExpectSameDocuments<sambyd::v1::Notice>(snapshot);
  ExpectSameDocuments<sambyd::v1::Enterprise>(snapshot);
  ExpectSameListings(snapshot);
  for (std::int64_t position = 1; position <= position_; ++position) {
    const std::string id = RequestIdAt(position);
    const auto found = snapshot.FindRequest(id);
    ASSERT_THAT(found, IsOk());
    const auto expected = requests_.find(id);
    ASSERT_EQ(found->has_value(), expected != requests_.end()) << id;
    if (found->has_value()) {
      EXPECT_EQ((*found)->response(), expected->second.response);
    }
  }
}

std::vector<storage::v1::DocumentChange> RandomChanges(std::mt19937& random) {
  std::vector<storage::v1::DocumentChange> changes;
  std::set<std::pair<int, std::string>> changed;
  for (auto n = 1 + random() % 6; n > 0; --n) {
    storage::v1::DocumentChange change = RandomChange(random);
    if (changed.emplace(change.kind(), change.key()).second) changes.push_back(std::move(change));
  }
  return changes;
}

storage::v1::ChangeRecord RandomRecord(std::mt19937& random, std::int64_t position) {
  storage::v1::ChangeRecord record;
  record.set_position(position);
  for (storage::v1::DocumentChange& change : RandomChanges(random)) {
    *record.add_changes() = std::move(change);
  }
  if (random() % 2 == 0) {
    record.mutable_request()->set_request_id(RequestIdAt(position));
    record.mutable_request()->set_response(std::to_string(random()));
  }
  if (random() % 16 == 0) {
    record.set_first_kept_record(position - static_cast<std::int64_t>(random() % 10));
  }
  return record;
}

}  // namespace sambyd::testing_support
