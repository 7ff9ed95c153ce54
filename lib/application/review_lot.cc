#include "lib/application/review_lot.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "lib/application/edit_lot.h"
#include "lib/application/etag.h"
#include "lib/application/lot_tree.h"
#include "lib/application/merge_lots.h"
#include "lib/application/names.h"
#include "lib/application/remainder.h"
#include "lib/application/small_lots.h"
#include "lib/application/tender_queries.h"
#include "lib/base/error.h"
#include "lib/base/strings.h"
#include "lib/storage/document.h"

namespace sambyd::application {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

absl::Status NotReviewable(std::string_view field, std::string_view got, std::string_view want) {
  return Refuse(absl::StatusCode::kFailedPrecondition, Reason::kLotNotReviewable,
                {{std::string(field), std::string(got), std::string(want)}});
}

absl::Status SetAside(std::string_view field, const v1::Lot& lot) {
  const std::string state = v1::Lot::SetAside_Name(lot.set_aside());
  return Refuse(absl::StatusCode::kFailedPrecondition, Reason::kLotSetAside,
                {{std::string(field), absl::StrCat(lot.name(), " is ", state),
                  lot.merged_into().empty() ? "a part of its parent" : lot.merged_into()}});
}

absl::Status CheckForm(const v1::ReviewLotRequest& request) {
  switch (request.decision_case()) {
    case v1::ReviewLotRequest::kEdit:
      return InField("edit", CheckEdit(request.edit()));
    case v1::ReviewLotRequest::kMerge:
      return InField("merge", CheckMerge(request.name(), request.merge()));
    case v1::ReviewLotRequest::DECISION_NOT_SET:
      return MissingField("decision", "accept, edit, merge, reject or withdraw");
    default:
      return absl::OkStatus();
  }
}

// One decision on the children of one published lot.
class Review {
 public:
  // `target` is the place of the lot among the children.
  Review(const v1::Tender& tender, v1::Lot parent, std::vector<v1::Lot> children,
         std::size_t target, Timestamp now)
      : tender_(tender),
        parent_(std::move(parent)),
        children_(std::move(children)),
        target_(target),
        now_(now) {}

  absl::Status Decide(const v1::ReviewLotRequest& request) {
    if (absl::Status status = CheckTarget(request); !status.ok()) return status;
    absl::Status status;
    switch (request.decision_case()) {
      case v1::ReviewLotRequest::kEdit:
        status = InField("edit", ApplyEdit(tender_, parent_, request.edit(), lot()));
        Affirm();
        break;
      case v1::ReviewLotRequest::kMerge:
        status = Merge(request.merge());
        break;
      case v1::ReviewLotRequest::kReject:
        Stamp(v1::LotReview::DECISION_REJECTED);
        lot().set_set_aside(v1::Lot::SET_ASIDE_REJECTED);
        break;
      case v1::ReviewLotRequest::kWithdraw:
        Withdraw();
        break;
      default:
        Affirm();
    }
    if (!status.ok()) return status;
    if (LeftOver(parent_, children_).value_or(0) < 0) return ValueExceeded();
    SettleRemainder(parent_, children_);
    return absl::OkStatus();
  }

  const v1::Lot& parent() const { return parent_; }
  const std::vector<v1::Lot>& children() const { return children_; }
  // Name of the lot that the decision is about afterwards; it may be gone.
  const std::string& result() const { return result_; }

 private:
  v1::Lot& lot() { return children_[target_]; }

  absl::Status CheckTarget(const v1::ReviewLotRequest& request) {
    if (absl::Status status = CheckEtag(request.etag(), lot().etag()); !status.ok()) return status;
    if (lot().derivation().remainder()) {
      return NotReviewable("name", lot().name(), "a lot that is not the remainder of others");
    }
    result_ = lot().name();
    const bool stale = IsStale(lot()) && !request.has_withdraw();
    if (stale || !lot().merged_into().empty()) return SetAside("name", lot());
    return absl::OkStatus();
  }

  void Stamp(v1::LotReview::Decision decision) {
    v1::LotReview& review = *lot().mutable_review();
    review.set_decision(decision);
    review.set_value_open(!lot().has_estimated_value());
    *review.mutable_review_time() =
        google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(now_.time_since_epoch().count());
  }

  // The lot is right as it now stands.
  void Affirm() {
    const v1::LotReview& review = lot().review();
    Stamp(review.has_proposed()           ? v1::LotReview::DECISION_EDITED
          : review.merged_from_size() > 0 ? v1::LotReview::DECISION_MERGED
                                          : v1::LotReview::DECISION_ACCEPTED);
    lot().clear_set_aside();
  }

  absl::Status Merge(const v1::MergeLots& merge) {
    std::vector<v1::Lot*> sources = {&lot()};
    for (int i = 0; i < merge.others_size(); ++i) {
      const std::string field = absl::StrCat("merge.others[", i, "]");
      const auto other = std::ranges::find(children_, merge.others(i), &v1::Lot::name);
      if (other == children_.end()) {
        return InvalidField(field, merge.others(i), "a derived lot with the same parent");
      }
      if (other->derivation().remainder()) {
        return NotReviewable(field, other->name(), "a lot that is not the remainder of others");
      }
      if (!IsPart(*other)) return SetAside(field, *other);
      sources.push_back(&*other);
    }
    if (!IsPart(lot())) return SetAside("name", lot());
    v1::Lot merged = MergeLots(parent_, FreeNumber(children_), sources);
    children_.push_back(std::move(merged));
    target_ = children_.size() - 1;
    result_ = lot().name();
    Stamp(v1::LotReview::DECISION_MERGED);
    const bool leaves_one = CountParts(children_) == 1 && RemainderOf(children_) == nullptr;
    if (leaves_one && LeftOver(parent_, children_).value_or(0) == 0) {
      return NotReviewable("merge.others", absl::StrCat("all ", sources.size(), " children"),
                           "at least two children afterwards; reject them to keep the lot whole");
    }
    return absl::OkStatus();
  }

  void Withdraw() {
    const std::string name = lot().name();
    const bool goes = IsStale(lot()) || lot().review().merged_from_size() > 0;
    if (!goes) return WithdrawOwn();
    const bool stale = IsStale(lot());
    std::vector<std::string> gone = {name};
    for (std::size_t i = 0; i < gone.size(); ++i) {
      for (v1::Lot& child : children_) {
        if (child.merged_into() != gone[i]) continue;
        if (stale) {
          gone.push_back(child.name());
        } else {
          child.clear_merged_into();
          child.clear_set_aside();
        }
      }
    }
    std::erase_if(children_, [&](const v1::Lot& child) {
      return std::ranges::find(gone, child.name()) != gone.end();
    });
  }

  // The lot becomes what it was before the buyer decided.
  void WithdrawOwn() {
    if (lot().review().has_proposed()) {
      const std::string name = lot().name();
      v1::Lot before = lot().review().proposed();
      *before.mutable_derivation()->mutable_evidence() = lot().derivation().evidence();
      InheritTerms(parent_, before);
      lot() = std::move(before);
      lot().set_name(name);
    }
    lot().clear_review();
    lot().clear_set_aside();
  }

  absl::Status ValueExceeded() const {
    const v1::Lot* remainder = RemainderOf(children_);
    const std::int64_t left = remainder == nullptr ? 0 : remainder->estimated_value().minor_units();
    return Refuse(absl::StatusCode::kFailedPrecondition, Reason::kLotValueExceeded,
                  {{"lot.estimated_value", "parts that exceed the value of their lot",
                    absl::StrCat("at most ", left, " ", parent_.estimated_value().currency(),
                                 " (minor units) more than now, which the remainder holds")}});
  }

  const v1::Tender& tender_;
  v1::Lot parent_;
  std::vector<v1::Lot> children_;
  std::size_t target_;
  const Timestamp now_;
  std::string result_;
};

// The lots of the tender with `review`'s parent and children instead of the stored ones.
std::vector<v1::Lot> WithReview(const std::vector<v1::Lot>& stored, const Review& review) {
  std::vector<v1::Lot> lots;
  for (const v1::Lot& lot : stored) {
    if (lot.parent() == review.parent().name()) continue;
    if (lot.name() != review.parent().name()) {
      lots.push_back(lot);
      continue;
    }
    lots.push_back(review.parent());
    lots.insert(lots.end(), review.children().begin(), review.children().end());
  }
  return lots;
}

v1::ReviewLotResponse ResponseOf(const std::vector<v1::Lot>& lots, const Review& review) {
  v1::ReviewLotResponse response;
  for (const v1::Lot& lot : lots) {
    if (lot.name() == review.result()) *response.mutable_lot() = lot;
    if (lot.parent() == review.parent().name() && lot.derivation().remainder()) {
      *response.mutable_remainder() = lot;
    }
  }
  return response;
}

absl::StatusOr<changelog::Proposal> Propose(const changelog::MutationContext& context,
                                            const LotName& name,
                                            const v1::ReviewLotRequest& request,
                                            const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const auto tender, TenderOfLot(context.state, request.name(), caller));
  SAMBYD_RETURN_IF_ERROR(CheckActsForBuyer(caller, tender, "name"));
  SAMBYD_ASSIGN_OR_RETURN(const auto stored, LotsOfTender(context.state, name.tender));
  const auto target = std::ranges::find(stored, request.name(), &v1::Lot::name);
  if (target == stored.end()) return NotFound(request.name());
  if (target->origin() != v1::Lot::ORIGIN_DERIVED) {
    return NotReviewable("name", target->name(), "a derived lot");
  }
  std::vector<v1::Lot> children;
  std::size_t place = kNone;
  for (const v1::Lot& lot : stored) {
    if (&lot == &*target) place = children.size();
    if (lot.parent() == target->parent()) children.push_back(lot);
  }
  const auto parent = std::ranges::find(stored, target->parent(), &v1::Lot::name);
  Review review(tender, *parent, std::move(children), place, context.time);
  if (absl::Status status = review.Decide(request); !status.ok()) return status;

  std::vector<v1::Lot> lots = WithReview(stored, review);
  MarkSmallLots(tender, lots);
  changelog::Proposal proposal;
  ProposeLots(lots, stored, proposal);
  proposal.response = ResponseOf(lots, review).SerializeAsString();
  return proposal;
}

}  // namespace

absl::StatusOr<Written<v1::ReviewLotResponse>> ReviewLot(changelog::ChangeLog& log,
                                                         const v1::ReviewLotRequest& request,
                                                         const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const auto key, RequestKeyOf("ReviewLot", caller, request));
  SAMBYD_ASSIGN_OR_RETURN(const LotName name, ParseLotName(request.name()));
  SAMBYD_RETURN_IF_ERROR(CheckForm(request));
  return CommitTyped<v1::ReviewLotResponse>(log, key,
                                            [&](const changelog::MutationContext& context) {
                                              return Propose(context, name, request, caller);
                                            });
}

}  // namespace sambyd::application
