#include "tools/notice-fields/fields.h"

#include <algorithm>

namespace sambyd::notice_fields {
namespace {

using v1::Award;
using v1::AwardMember;
using v1::Lot;
using v1::Notice;

template <auto IsFound>
bool InLots(const Notice& notice) {
  return std::any_of(notice.lots().begin(), notice.lots().end(),
                     [](const Lot& lot) { return IsFound(lot); });
}

template <auto IsFound>
bool InParts(const Notice& notice) {
  return std::any_of(notice.parts().begin(), notice.parts().end(),
                     [](const Lot& part) { return IsFound(part); });
}

template <auto IsFound>
bool InAwards(const Notice& notice) {
  return InLots<[](const Lot& lot) {
    return std::any_of(lot.awards().begin(), lot.awards().end(),
                       [](const Award& award) { return IsFound(award); });
  }>(notice);
}

template <auto IsFound>
bool InWinners(const Notice& notice) {
  return InAwards<[](const Award& award) {
    return std::any_of(award.members().begin(), award.members().end(),
                       [](const AwardMember& member) { return IsFound(member); });
  }>(notice);
}

template <auto IsFound>
bool InCriteria(const Notice& notice) {
  return InLots<[](const Lot& lot) {
    return std::any_of(lot.selection_criteria().begin(), lot.selection_criteria().end(),
                       [](const v1::SelectionCriterion& c) { return IsFound(c); });
  }>(notice);
}

template <auto IsFound>
bool InBuyers(const Notice& notice) {
  return std::any_of(notice.tender().buyers().begin(), notice.tender().buyers().end(),
                     [](const v1::Organization& buyer) { return IsFound(buyer); });
}

// The publication number stands in for a notice identifier that is missing.
bool HasNoticeId(const Notice& notice) {
  return notice.reference().notice_id() != notice.reference().publication_number();
}

// BT-809 and its predecessor BT-747 share a place; their codes do not overlap.
bool IsNewCode(const v1::SelectionCriterion& c) { return c.code().starts_with("slc-"); }
bool IsOldCode(const v1::SelectionCriterion& c) { return !c.code().empty() && !IsNewCode(c); }

constexpr Field kFields[] = {
    {"BT-701-notice", "reference.notice_id", HasNoticeId},
    {"BT-757-notice", "reference.version",
     [](const Notice& n) { return n.reference().version() > 0; }},
    {"BT-03-notice", "reference.form_type",
     [](const Notice& n) { return n.reference().form_type() != 0; }},
    {"BT-02-notice", "reference.notice_type",
     [](const Notice& n) { return !n.reference().notice_type().empty(); }},
    {"OPP-070-notice", "reference.subtype",
     [](const Notice& n) { return !n.reference().subtype().empty(); }},
    {"BT-702(a)-notice", "reference.language",
     [](const Notice& n) { return !n.reference().language().empty(); }},
    {"BT-05(a)-notice", "reference.dispatch_time",
     [](const Notice& n) { return n.reference().has_dispatch_time(); }},
    {"OPP-010-notice", "reference.publication_number",
     [](const Notice& n) { return !n.reference().publication_number().empty(); }},
    {"OPP-012-notice", "reference.publication_date",
     [](const Notice& n) { return n.reference().has_publication_date(); }},
    {"BT-758-notice", "reference.changes_notice",
     [](const Notice& n) { return !n.reference().changes_notice().empty(); }},
    {"BT-04-notice", "procedure_id", [](const Notice& n) { return !n.procedure_id().empty(); }},
    {"BT-500-Buyer", "tender.buyers.display_name",
     InBuyers<[](const v1::Organization& b) { return !b.display_name().empty(); }>},
    {"BT-501-Buyer", "tender.buyers.registration_id",
     InBuyers<[](const v1::Organization& b) { return !b.registration_id().empty(); }>},
    {"BT-507-Buyer", "tender.buyers.place",
     InBuyers<[](const v1::Organization& b) { return !b.place().empty(); }>},
    {"BT-01-notice", "tender.legal_basis",
     [](const Notice& n) { return !n.tender().legal_basis().empty(); }},
    {"BT-105-Procedure", "tender.procedure_type",
     [](const Notice& n) { return !n.tender().procedure_type().empty(); }},
    {"BT-21-Procedure", "tender.titles",
     [](const Notice& n) { return !n.tender().titles().empty(); }},
    {"BT-24-Procedure", "tender.descriptions",
     [](const Notice& n) { return !n.tender().descriptions().empty(); }},
    {"BT-300-Procedure", "tender.additional_information",
     [](const Notice& n) { return !n.tender().additional_information().empty(); }},
    {"BT-23-Procedure", "tender.contract_nature",
     [](const Notice& n) { return !n.tender().contract_nature().empty(); }},
    {"BT-262-Procedure", "tender.main_cpv",
     [](const Notice& n) { return !n.tender().main_cpv().empty(); }},
    {"BT-263-Procedure", "tender.additional_cpvs",
     [](const Notice& n) { return !n.tender().additional_cpvs().empty(); }},
    {"BT-5071-Procedure", "tender.places",
     [](const Notice& n) { return !n.tender().places().empty(); }},
    {"BT-727-Procedure", "tender.place_elsewhere",
     [](const Notice& n) { return !n.tender().place_elsewhere().empty(); }},
    {"BT-27-Procedure", "tender.estimated_value",
     [](const Notice& n) { return n.tender().has_estimated_value(); }},
    {"BT-31-Procedure", "tender.max_lots_submitted",
     [](const Notice& n) { return n.tender().max_lots_submitted() > 0; }},
    {"BT-33-Procedure", "tender.max_lots_awarded",
     [](const Notice& n) { return n.tender().max_lots_awarded() > 0; }},
    {"BT-763-Procedure", "tender.all_lots_required",
     [](const Notice& n) { return n.tender().all_lots_required(); }},
    {"BT-140-notice", "tender.change_reason_codes",
     [](const Notice& n) { return !n.tender().change_reason_codes().empty(); }},
    {"BT-762-notice", "tender.change_reasons",
     [](const Notice& n) { return !n.tender().change_reasons().empty(); }},
    {"BT-137-Lot", "lots.name", InLots<[](const Lot&) { return true; }>},
    {"BT-137-Part", "parts.name", InParts<[](const Lot&) { return true; }>},
    {"BT-21-Lot", "lots.titles", InLots<[](const Lot& l) { return !l.titles().empty(); }>},
    {"BT-21-Part", "parts.titles", InParts<[](const Lot& l) { return !l.titles().empty(); }>},
    {"BT-24-Lot", "lots.descriptions",
     InLots<[](const Lot& l) { return !l.descriptions().empty(); }>},
    {"BT-300-Lot", "lots.additional_information",
     InLots<[](const Lot& l) { return !l.additional_information().empty(); }>},
    {"BT-23-Lot", "lots.contract_nature",
     InLots<[](const Lot& l) { return !l.contract_nature().empty(); }>},
    {"BT-262-Lot", "lots.main_cpv", InLots<[](const Lot& l) { return !l.main_cpv().empty(); }>},
    {"BT-263-Lot", "lots.additional_cpvs",
     InLots<[](const Lot& l) { return !l.additional_cpvs().empty(); }>},
    {"BT-5071-Lot", "lots.places", InLots<[](const Lot& l) { return !l.places().empty(); }>},
    {"BT-5141-Lot", "lots.place_countries",
     InLots<[](const Lot& l) { return !l.place_countries().empty(); }>},
    {"BT-727-Lot", "lots.place_elsewhere",
     InLots<[](const Lot& l) { return !l.place_elsewhere().empty(); }>},
    {"BT-27-Lot", "lots.estimated_value",
     InLots<[](const Lot& l) { return l.has_estimated_value(); }>},
    {"BT-36-Lot", "lots.period.duration_source",
     InLots<[](const Lot& l) { return !l.period().duration_source().empty(); }>},
    {"BT-536-Lot", "lots.period.start_date",
     InLots<[](const Lot& l) { return l.period().has_start_date(); }>},
    {"BT-537-Lot", "lots.period.end_date",
     InLots<[](const Lot& l) { return l.period().has_end_date(); }>},
    {"BT-538-Lot", "lots.period.description_code",
     InLots<[](const Lot& l) { return !l.period().description_code().empty(); }>},
    {"BT-131(d)-Lot", "lots.tender_deadline",
     InLots<[](const Lot& l) { return l.has_tender_deadline(); }>},
    {"BT-1311(d)-Lot", "lots.request_deadline",
     InLots<[](const Lot& l) { return l.has_request_deadline(); }>},
    {"BT-630(d)-Lot", "lots.interest_deadline",
     InLots<[](const Lot& l) { return l.has_interest_deadline(); }>},
    {"BT-71-Lot", "lots.reservations",
     InLots<[](const Lot& l) { return !l.reservations().empty(); }>},
    {"BT-71-Part", "parts.reservations",
     InParts<[](const Lot& l) { return !l.reservations().empty(); }>},
    {"BT-736-Lot", "lots.reserved_execution",
     InLots<[](const Lot& l) { return l.reserved_execution() != 0; }>},
    {"BT-06-Lot", "lots.strategic_procurement",
     InLots<[](const Lot& l) { return !l.strategic_procurement().empty(); }>},
    {"BT-775-Lot", "lots.social_objectives",
     InLots<[](const Lot& l) { return !l.social_objectives().empty(); }>},
    {"BT-774-Lot", "lots.environmental_impacts",
     InLots<[](const Lot& l) { return !l.environmental_impacts().empty(); }>},
    {"BT-65-Lot", "lots.subcontracting.obligation",
     InLots<[](const Lot& l) { return !l.subcontracting().obligation().empty(); }>},
    {"BT-64-Lot", "lots.subcontracting.minimum_bp",
     InLots<[](const Lot& l) { return l.subcontracting().minimum_bp() != 0; }>},
    {"BT-729-Lot", "lots.subcontracting.maximum_bp",
     InLots<[](const Lot& l) { return l.subcontracting().maximum_bp() != 0; }>},
    {"BT-651-Lot", "lots.subcontracting.indications",
     InLots<[](const Lot& l) { return !l.subcontracting().indications().empty(); }>},
    {"BT-726-Lot", "lots.sme_suitable", InLots<[](const Lot& l) { return l.sme_suitable(); }>},
    {"BT-809-Lot", "lots.selection_criteria.code", InCriteria<IsNewCode>},
    {"BT-747-Lot", "lots.selection_criteria.code (to SDK 1.11)", InCriteria<IsOldCode>},
    {"BT-749-Lot", "lots.selection_criteria.names",
     InCriteria<[](const v1::SelectionCriterion& c) { return !c.names().empty(); }>},
    {"BT-750-Lot", "lots.selection_criteria.descriptions",
     InCriteria<[](const v1::SelectionCriterion& c) { return !c.descriptions().empty(); }>},
    {"BT-821-Lot", "lots.selection_criteria_sources",
     InLots<[](const Lot& l) { return !l.selection_criteria_sources().empty(); }>},
    {"BT-15-Lot", "lots.document_links",
     InLots<[](const Lot& l) { return !l.document_links().empty(); }>},
    {"OPT-300-Tenderer", "lots.awards.members",
     InAwards<[](const Award& a) { return !a.members().empty(); }>},
    {"OPT-170-Tenderer", "lots.awards.members.leader",
     InWinners<[](const AwardMember& m) { return m.leader(); }>},
    {"BT-165-Winner", "lots.awards.members.size",
     InWinners<[](const AwardMember& m) { return !m.size().empty(); }>},
    {"BT-720-Tender", "lots.awards.value", InAwards<[](const Award& a) { return a.has_value(); }>},
    {"OPT-301-Tenderer-SubCont", "lots.awards.subcontractors",
     InAwards<[](const Award& a) { return !a.subcontractors().empty(); }>},
};

}  // namespace

std::span<const Field> AllFields() { return kFields; }

}  // namespace sambyd::notice_fields
