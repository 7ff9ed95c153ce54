#include "lib/notice/result.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/node_hash_map.h"
#include "lib/base/status.h"
#include "lib/notice/fields.h"
#include "lib/notice/money.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {
namespace {

struct Tenderer {
  std::string organization;
  bool leader = false;
};

struct Party {
  std::vector<Tenderer> tenderers;
  std::vector<std::string> subcontractors;
};

Party ReadParty(pugi::xml_node element) {
  Party party;
  for (const pugi::xml_node tenderer : Select(element, "Tenderer")) {
    party.tenderers.push_back(
        {TextAt(tenderer, "ID"), IsTrue(TextAt(tenderer, "GroupLeadIndicator"))});
  }
  party.subcontractors = TextsAt(element, "SubContractor/ID");
  return party;
}

// Reads one NoticeResult, whose parts refer to one another by ids. Every tender and party is read
// once, however often it is referred to.
class ResultReader {
 public:
  ResultReader(pugi::xml_node result, const Organizations& organizations, const Path& path,
               CopyBudget& budget)
      : organizations_(organizations), path_(path), budget_(budget) {
    for (const pugi::xml_node tender : Select(result, "LotTender")) {
      tenders_.emplace(TextAt(tender, "ID"), tender);
    }
    for (const pugi::xml_node party : Select(result, "TenderingParty")) {
      parties_.emplace(TextAt(party, "ID"), ReadParty(party));
    }
    for (std::string& id : TextsAt(result, "SettledContract/LotTender/ID")) {
      contracted_.insert(std::move(id));
    }
  }

  // Appends the awards of one LotResult to its lot.
  absl::Status ReadLotResult(pugi::xml_node result, v1::Lot* lot) {
    const std::string outcome = TextAt(result, "TenderResultCode");
    if (!outcome.empty() && outcome != "selec-w") return absl::OkStatus();
    for (const std::string& id : WinningTenders(result)) {
      if (!tenders_.contains(id)) {
        path_.Warn("awards", id, "no such tender in the notice, left out");
        continue;
      }
      SAMBYD_ASSIGN_OR_RETURN(const v1::Award* award, AwardOf(id));
      SAMBYD_RETURN_IF_ERROR(budget_.Spend(award->ByteSizeLong()));
      *lot->add_awards() = *award;
    }
    return absl::OkStatus();
  }

 private:
  std::vector<std::string> WinningTenders(pugi::xml_node result) const {
    std::vector<std::string> named = TextsAt(result, "LotTender/ID");
    const auto is_contracted = [this](const std::string& id) { return contracted_.contains(id); };
    if (std::any_of(named.begin(), named.end(), is_contracted)) {
      std::erase_if(named, std::not_fn(is_contracted));
    }
    return named;
  }

  absl::StatusOr<const v1::Award*> AwardOf(const std::string& tender_id) {
    const auto known = awards_.find(tender_id);
    if (known != awards_.end()) return &known->second;
    SAMBYD_ASSIGN_OR_RETURN(v1::Award award, ReadTender(tender_id));
    return &awards_.emplace(tender_id, std::move(award)).first->second;
  }

  absl::StatusOr<v1::Award> ReadTender(const std::string& id) {
    const pugi::xml_node tender = tenders_.at(id);
    const Path here = path_.At("awards", id);
    v1::Award award;
    SAMBYD_ASSIGN_OR_RETURN(
        const std::optional<v1::Money> value,
        ReadMoney(First(tender, "LegalMonetaryTotal/PayableAmount"), tender, here, "value"));
    if (value) *award.mutable_value() = *value;
    for (const std::string& party_id : TextsAt(tender, "TenderingParty/ID")) {
      const auto party = parties_.find(party_id);
      if (party == parties_.end()) {
        here.Warn("members", party_id, "no such tendering party in the notice, left out");
        continue;
      }
      SAMBYD_RETURN_IF_ERROR(AddMembers(party->second, here, &award));
    }
    return award;
  }

  absl::Status AddMembers(const Party& party, const Path& here, v1::Award* award) {
    for (const Tenderer& tenderer : party.tenderers) {
      SAMBYD_ASSIGN_OR_RETURN(auto member, Member(tenderer.organization, here, "members"));
      if (!member) continue;
      member->set_leader(tenderer.leader);
      *award->add_members() = *std::move(member);
    }
    for (const std::string& subcontractor : party.subcontractors) {
      SAMBYD_ASSIGN_OR_RETURN(auto member, Member(subcontractor, here, "subcontractors"));
      if (member) *award->add_subcontractors() = *std::move(member);
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<v1::AwardMember>> Member(const std::string& id, const Path& here,
                                                        std::string_view field) {
    const Company* company = organizations_.Find(id);
    SAMBYD_RETURN_IF_ERROR(budget_.Spend(company ? company->organization.ByteSizeLong() : 0));
    if (company == nullptr) {
      here.Warn(field, id, "no such organisation in the notice, left out");
      return std::nullopt;
    }
    v1::AwardMember member;
    member.set_display_name(company->organization.display_name());
    member.set_registration_id(company->organization.registration_id());
    member.set_country(company->organization.country());
    member.set_size(company->size);
    return member;
  }

  const Organizations& organizations_;
  const Path& path_;
  CopyBudget& budget_;
  absl::flat_hash_map<std::string, pugi::xml_node> tenders_;
  absl::flat_hash_map<std::string, Party> parties_;
  absl::flat_hash_set<std::string> contracted_;
  absl::node_hash_map<std::string, v1::Award> awards_;
};

absl::flat_hash_map<std::string, v1::Lot*> LotsById(v1::Notice* notice) {
  absl::flat_hash_map<std::string, v1::Lot*> lots;
  for (v1::Lot& lot : *notice->mutable_lots()) lots.emplace(lot.name(), &lot);
  return lots;
}

}  // namespace

absl::Status ReadAwards(pugi::xml_node extension, const Organizations& organizations,
                        const Path& path, CopyBudget& budget, v1::Notice* notice) {
  const absl::flat_hash_map<std::string, v1::Lot*> lots = LotsById(notice);
  for (const pugi::xml_node result : Select(extension, "NoticeResult")) {
    ResultReader reader(result, organizations, path, budget);
    for (const pugi::xml_node lot_result : Select(result, "LotResult")) {
      const std::string id = TextAt(lot_result, "TenderLot/ID");
      const auto lot = lots.find(id);
      if (lot == lots.end()) {
        path.Warn("awards", id, "no such lot in the notice, left out");
        continue;
      }
      SAMBYD_RETURN_IF_ERROR(reader.ReadLotResult(lot_result, lot->second));
    }
  }
  return absl::OkStatus();
}

}  // namespace sambyd::notice
