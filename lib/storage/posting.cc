#include "lib/storage/posting.h"

#include <algorithm>

#include "lib/storage/codec.h"

namespace sambyd::storage {
namespace {

// Every prefix from `shortest` to `longest` is a term of its own: the tenders of any prefix then
// stand together in the order of their ids, and a page begins anywhere with one seek.
constexpr std::size_t kShortestPrefix = 2;
constexpr std::size_t kLongestCpv = 8;
constexpr std::size_t kLongestPlace = 5;

class Postings {
 public:
  explicit Postings(std::string_view document_key) : document_key_(document_key) {}

  void AddTerm(Family family, std::string_view term) {
    list_.push_back({family, TermPrefix(term).append(document_key_)});
  }

  void AddPrefixes(Family family, std::string_view code, std::size_t longest) {
    for (std::size_t n = kShortestPrefix; n <= std::min(code.size(), longest); ++n) {
      AddTerm(family, code.substr(0, n));
    }
  }

  // The fields that tenders and lots have in common.
  template <typename Message>
  void AddSubject(const Message& message) {
    AddPrefixes(Family::kByCpv, message.main_cpv(), kLongestCpv);
    for (const std::string& cpv : message.additional_cpvs()) {
      AddPrefixes(Family::kByCpv, cpv, kLongestCpv);
    }
    for (const std::string& place : message.places()) {
      AddPrefixes(Family::kByPlace, place, kLongestPlace);
    }
  }

  void AddDeadline(const google::protobuf::Timestamp& deadline) {
    std::string key;
    AppendInt64(key, deadline.seconds());
    list_.push_back({Family::kByDeadline, key.append(document_key_)});
  }

  std::vector<Posting> Sorted() && {
    std::sort(list_.begin(), list_.end());
    list_.erase(std::unique(list_.begin(), list_.end()), list_.end());
    return std::move(list_);
  }

 private:
  const std::string_view document_key_;
  std::vector<Posting> list_;
};

std::vector<Posting> TenderPostings(std::string_view key, const sambyd::v1::Tender& tender) {
  Postings postings(key);
  postings.AddSubject(tender);
  for (const sambyd::v1::Organization& buyer : tender.buyers()) {
    if (!buyer.registration_id().empty()) {
      postings.AddTerm(Family::kByBuyer, buyer.registration_id());
    }
  }
  return std::move(postings).Sorted();
}

std::vector<Posting> LotPostings(std::string_view key, const sambyd::v1::Lot& lot) {
  if (lot.origin() != sambyd::v1::Lot::ORIGIN_PUBLISHED) return {};
  Postings postings(key);
  postings.AddSubject(lot);
  if (lot.has_tender_deadline()) postings.AddDeadline(lot.tender_deadline());
  if (lot.has_request_deadline()) postings.AddDeadline(lot.request_deadline());
  if (lot.has_interest_deadline()) postings.AddDeadline(lot.interest_deadline());
  return std::move(postings).Sorted();
}

template <typename Message>
bool Parse(std::string_view bytes, Message& message) {
  return message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace

Family FamilyOf(Index index) {
  switch (index) {
    case Index::kCpv:
      return Family::kByCpv;
    case Index::kPlace:
      return Family::kByPlace;
    case Index::kBuyer:
      break;
  }
  return Family::kByBuyer;
}

std::string TermPrefix(std::string_view term) {
  std::string prefix;
  AppendText(prefix, term);
  return prefix;
}

absl::StatusOr<std::vector<Posting>> PostingsOf(v1::DocumentKind kind, std::string_view key,
                                                std::string_view message) {
  if (kind == v1::DOCUMENT_KIND_TENDER) {
    sambyd::v1::Tender tender;
    if (!Parse(message, tender)) return Corrupt("a tender does not decode");
    return TenderPostings(key, tender);
  }
  if (kind == v1::DOCUMENT_KIND_LOT) {
    sambyd::v1::Lot lot;
    if (!Parse(message, lot)) return Corrupt("a lot does not decode");
    return LotPostings(key, lot);
  }
  return std::vector<Posting>();
}

}  // namespace sambyd::storage
