#include "lib/application/remainder.h"

#include <algorithm>
#include <cstddef>

#include "absl/numeric/int128.h"
#include "lib/application/localized.h"
#include "lib/application/lot_tree.h"

namespace sambyd::application {
namespace {

bool IsRemainder(const v1::Lot& lot) { return lot.derivation().remainder(); }

bool IsRejected(const v1::Lot& lot) { return lot.set_aside() == v1::Lot::SET_ASIDE_REJECTED; }

void TellWhatItIs(v1::Lot& remainder) {
  SetSentence("Det, som de andre dele lader tilbage af delaftalen.",
              "What the other parts leave of the lot.",
              *remainder.mutable_derivation()->mutable_reasons());
}

v1::Lot NewRemainder(const v1::Lot& parent, const std::vector<v1::Lot>& children) {
  v1::Lot remainder = NewChild(parent, FreeNumber(children));
  *remainder.mutable_titles() = parent.titles();
  remainder.set_main_cpv(parent.main_cpv());
  *remainder.mutable_places() = parent.places();
  v1::Derivation& derivation = *remainder.mutable_derivation();
  derivation.set_rule("remainder");
  derivation.set_remainder(true);
  derivation.set_model_version(parent.model_version());
  TellWhatItIs(remainder);
  return remainder;
}

void SetRemainderValue(const v1::Lot& parent, std::int64_t left, v1::Lot& remainder) {
  v1::Money& value = *remainder.mutable_estimated_value();
  if (value.currency() == parent.estimated_value().currency() && value.minor_units() == left) {
    return;
  }
  value.set_currency(parent.estimated_value().currency());
  value.set_minor_units(left);
  remainder.mutable_derivation()->set_value_basis(v1::Derivation::VALUE_BASIS_LEFT_OVER);
  TellWhatItIs(remainder);
}

}  // namespace

std::optional<std::int64_t> LeftOver(const v1::Lot& parent, const std::vector<v1::Lot>& children) {
  if (!parent.has_estimated_value()) return std::nullopt;
  const v1::Lot* remainder = RemainderOf(children);
  absl::int128 left = parent.estimated_value().minor_units();
  for (const v1::Lot& child : children) {
    if (IsPart(child) && &child != remainder) left -= child.estimated_value().minor_units();
  }
  return left < 0 ? -1 : static_cast<std::int64_t>(left);
}

std::int64_t CountParts(const std::vector<v1::Lot>& children) {
  return std::ranges::count_if(
      children, [](const v1::Lot& child) { return IsPart(child) && !IsRemainder(child); });
}

const v1::Lot* RemainderOf(const std::vector<v1::Lot>& children) {
  const v1::Lot* last = nullptr;
  for (const v1::Lot& child : children) {
    if (IsRemainder(child)) last = &child;
  }
  return last;
}

bool NeedsRemainder(const v1::Lot& parent, const std::vector<v1::Lot>& children) {
  const v1::Lot* remainder = RemainderOf(children);
  return LeftOver(parent, children).value_or(0) > 0 || std::ranges::any_of(children, IsRejected) ||
         CountParts(children) == 1 ||
         (remainder != nullptr && remainder->derivation().evidence_size() > 0);
}

void SettleRemainder(v1::Lot& parent, std::vector<v1::Lot>& children) {
  if (CountParts(children) == 0) {
    std::erase_if(children, IsRemainder);
    if (parent.has_no_split() || !std::ranges::any_of(children, IsRejected)) return;
    v1::NoSplit& no_split = *parent.mutable_no_split();
    no_split.set_code(kRejectedCode);
    SetSentence("Køberen har forkastet alle forslag til opdeling.",
                "The buyer has rejected every proposal to divide the lot.",
                *no_split.mutable_reasons());
    return;
  }
  parent.clear_no_split();
  if (!NeedsRemainder(parent, children)) {
    if (const v1::Lot* remainder = RemainderOf(children)) {
      children.erase(children.begin() + (remainder - children.data()));
    }
    return;
  }
  if (RemainderOf(children) == nullptr) children.push_back(NewRemainder(parent, children));
  if (const auto left = LeftOver(parent, children)) {
    const auto place = static_cast<std::size_t>(RemainderOf(children) - children.data());
    SetRemainderValue(parent, *left, children[place]);
  }
  std::ranges::sort(children, {}, ChildNumber);
}

}  // namespace sambyd::application
