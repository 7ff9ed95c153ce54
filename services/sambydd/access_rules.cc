#include "services/sambydd/access_rules.h"

namespace sambyd::server {
namespace {

using rpc::Role;
using rpc::Roles;

// Tenders, lots, profiles and who fits together, as the public may know them.
constexpr Roles kAnyReader = {Role::kReader, Role::kBuyer, Role::kRegistrar, Role::kEnterprise,
                              Role::kWorkforceReader};
constexpr Roles kNoticeSources = {Role::kBuyer, Role::kRegistrar};
constexpr Roles kProfileKeepers = {Role::kRegistrar, Role::kEnterprise};

constexpr rpc::AccessRule kRules[] = {
    {"TenderService.IngestNotice", kNoticeSources, ""},
    {"TenderService.IngestNotices", kNoticeSources, ""},
    {"TenderService.PreviewNotice", {Role::kReader, Role::kBuyer, Role::kRegistrar}, ""},
    {"TenderService.GetTender", kAnyReader, ""},
    {"TenderService.ListTenders", kAnyReader, ""},
    {"TenderService.GetLot", kAnyReader, ""},
    {"TenderService.ListLots", kAnyReader, ""},
    {"TenderService.ReviewLot", {Role::kBuyer}, ""},

    {"EnterpriseService.CreateEnterprise", {Role::kRegistrar}, ""},
    {"EnterpriseService.UpdateEnterprise", kProfileKeepers, "enterprise.name"},
    {"EnterpriseService.GetEnterprise", kAnyReader, ""},
    {"EnterpriseService.ListEnterprises", kAnyReader, ""},
    {"EnterpriseService.DeleteEnterprise", {Role::kRegistrar}, ""},
    {"EnterpriseService.ImportEnterprises", {Role::kRegistrar}, ""},
    {"EnterpriseService.SubmitWorkforceStatement", kProfileKeepers, "parent"},
    {"EnterpriseService.ConfirmProfile", kProfileKeepers, "name"},
    {"EnterpriseService.EraseContact", kProfileKeepers, "name"},

    {"ConsortiumService.FindConsortia", kAnyReader, ""},
    {"ConsortiumService.EvaluateConsortium", kAnyReader, ""},
    {"ConsortiumService.SuggestChanges", kAnyReader, ""},
    // The buyer's own question: what it weighs before it reserves a lot is no bidder's business.
    {"ConsortiumService.AssessReservation", {Role::kReader, Role::kBuyer, Role::kRegistrar}, ""},
    {"ConsortiumService.ReplaceMember", kAnyReader, ""},
    // A bidder's question: no buyer asks it.
    {"ConsortiumService.SuggestPartners",
     {Role::kReader, Role::kRegistrar, Role::kEnterprise},
     "enterprise"},

    {"AdminService.GetStatus", {Role::kOperator}, ""},
    {"AdminService.ReindexLots", {Role::kOperator}, ""},
    {"AdminService.CreateBackup", {Role::kOperator}, ""},
};

}  // namespace

std::span<const rpc::AccessRule> AccessRules() { return kRules; }

}  // namespace sambyd::server
