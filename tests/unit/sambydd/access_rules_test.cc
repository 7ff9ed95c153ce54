// Every method that the server serves has a rule, every rule is about a method that exists, and
// docs/security.md tells the same.
#include "services/sambydd/access_rules.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor_database.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "sambyd/v1/enterprise_service.pb.h"
#include "tests/support/status_matchers.h"

namespace sambyd::server {
namespace {

using google::protobuf::MethodDescriptor;
using rpc::Identity;
using rpc::Role;
using rpc::Roles;
using testing_support::IsError;
using testing_support::IsOk;

constexpr char kOwn[] = "enterprises/DK24256790";
constexpr char kOther[] = "enterprises/DK29189846";

// Every method of sambyd.v1 that is linked into the program, as "TenderService.GetTender".
std::map<std::string, const MethodDescriptor*> Methods() {
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  std::vector<std::string> files;
  google::protobuf::DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  std::map<std::string, const MethodDescriptor*> methods;
  for (const std::string& name : files) {
    const auto* file = pool->FindFileByName(name);
    if (file->package() != "sambyd.v1") continue;
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const MethodDescriptor* method = file->service(s)->method(m);
        methods[file->service(s)->name() + "." + method->name()] = method;
      }
    }
  }
  return methods;
}

Identity With(Roles roles) {
  Identity identity;
  identity.roles = roles;
  if (roles.Has(Role::kEnterprise)) identity.enterprise = kOwn;
  return identity;
}

TEST(AccessRulesTest, EveryMethodHasOneRuleAndEveryRuleAMethod) {
  std::set<std::string> ruled;
  for (const rpc::AccessRule& rule : AccessRules()) {
    EXPECT_TRUE(ruled.insert(std::string(rule.method)).second) << rule.method << " has two rules";
    EXPECT_FALSE(rule.roles.empty()) << rule.method;
  }
  std::set<std::string> served;
  for (const auto& [name, method] : Methods()) served.insert(name);
  EXPECT_GE(served.size(), 24U);
  EXPECT_EQ(ruled, served);
}

TEST(AccessRulesTest, EveryOwnEnterpriseIsATextOfAUnaryRequest) {
  const auto methods = Methods();
  for (const rpc::AccessRule& rule : AccessRules()) {
    if (rule.own_enterprise.empty()) continue;
    const MethodDescriptor* method = methods.at(std::string(rule.method));
    EXPECT_FALSE(method->client_streaming()) << rule.method;
    const auto* message = method->input_type();
    std::stringstream path{std::string(rule.own_enterprise)};
    const google::protobuf::FieldDescriptor* field = nullptr;
    for (std::string part; std::getline(path, part, '.');) {
      if (field != nullptr) message = field->message_type();
      ASSERT_NE(message, nullptr) << rule.method;
      field = message->FindFieldByName(part);
      ASSERT_NE(field, nullptr) << rule.method << ' ' << part;
    }
    EXPECT_EQ(field->type(), google::protobuf::FieldDescriptor::TYPE_STRING) << rule.method;
  }
}

// "| `TenderService.GetTender` | reader, buyer | `name` |" as a rule's text.
std::string RowOf(const rpc::AccessRule& rule) {
  const std::pair<Role, const char*> names[] = {{Role::kReader, "reader"},
                                                {Role::kBuyer, "buyer"},
                                                {Role::kRegistrar, "registrar"},
                                                {Role::kEnterprise, "enterprise"},
                                                {Role::kWorkforceReader, "workforce.reader"},
                                                {Role::kOperator, "operator"}};
  std::string roles;
  for (const auto& [role, name] : names) {
    if (rule.roles.Has(role)) roles += (roles.empty() ? "" : ", ") + std::string(name);
  }
  return "| `" + std::string(rule.method) + "` | " + roles + " | " +
         (rule.own_enterprise.empty() ? "" : "`" + std::string(rule.own_enterprise) + "` ") + "|";
}

TEST(AccessRulesTest, TheGuideTellsTheSame) {
  std::ifstream guide(SAMBYD_SECURITY_GUIDE);
  ASSERT_TRUE(guide) << SAMBYD_SECURITY_GUIDE;
  std::vector<std::string> told;
  for (std::string line; std::getline(guide, line);) {
    if (line.starts_with("| `") && line.find("Service.") != std::string::npos) told.push_back(line);
  }
  std::vector<std::string> rows;
  for (const rpc::AccessRule& rule : AccessRules()) rows.push_back(RowOf(rule));
  EXPECT_EQ(told, rows);
}

TEST(AccessRulesTest, AMethodWithoutARuleIsClosedToAll) {
  const Identity anyone = rpc::AnonymousIdentity(true);
  EXPECT_THAT(rpc::CheckAccess(AccessRules(), anyone, "TenderService.DropTender", nullptr),
              IsError(absl::StatusCode::kPermissionDenied, Reason::kRoleMissing));
}

TEST(AccessRulesTest, WithoutARoleNothingMayBeCalled) {
  for (const rpc::AccessRule& rule : AccessRules()) {
    EXPECT_THAT(rpc::CheckAccess(AccessRules(), With({}), rule.method, nullptr),
                IsError(absl::StatusCode::kPermissionDenied, Reason::kRoleMissing))
        << rule.method;
  }
}

TEST(AccessRulesTest, WhoeverReachesAServerWithoutAuthenticationMayCallEverything) {
  for (const rpc::AccessRule& rule : AccessRules()) {
    EXPECT_THAT(
        rpc::CheckAccess(AccessRules(), rpc::AnonymousIdentity(false), rule.method, nullptr),
        IsOk())
        << rule.method;
  }
}

TEST(AccessRulesTest, AnEnterpriseChangesItsOwnProfileAlone) {
  const Identity enterprise = With({Role::kEnterprise});
  v1::UpdateEnterpriseRequest update;
  update.mutable_enterprise()->set_name(kOwn);
  v1::ConfirmProfileRequest confirm;
  confirm.set_name(kOwn);
  v1::SubmitWorkforceStatementRequest submit;
  submit.set_parent(kOwn);
  const auto check = [&](const char* method, const google::protobuf::Message& request) {
    return rpc::CheckAccess(AccessRules(), enterprise, method, &request);
  };
  EXPECT_THAT(check("EnterpriseService.UpdateEnterprise", update), IsOk());
  EXPECT_THAT(check("EnterpriseService.ConfirmProfile", confirm), IsOk());
  EXPECT_THAT(check("EnterpriseService.SubmitWorkforceStatement", submit), IsOk());

  update.mutable_enterprise()->set_name(kOther);
  confirm.set_name(kOther);
  submit.set_parent(kOther);
  const auto refused = IsError(absl::StatusCode::kPermissionDenied, Reason::kNotYours);
  EXPECT_THAT(check("EnterpriseService.UpdateEnterprise", update), refused);
  EXPECT_THAT(check("EnterpriseService.ConfirmProfile", confirm), refused);
  EXPECT_THAT(check("EnterpriseService.SubmitWorkforceStatement", submit), refused);
  EXPECT_THAT(check("EnterpriseService.ConfirmProfile", v1::ConfirmProfileRequest()), refused);
}

TEST(AccessRulesTest, AnotherRoleOfAnEnterpriseDoesNotWidenWhatItMayChange) {
  v1::ConfirmProfileRequest confirm;
  confirm.set_name(kOther);
  EXPECT_THAT(rpc::CheckAccess(AccessRules(), With({Role::kEnterprise, Role::kReader}),
                               "EnterpriseService.ConfirmProfile", &confirm),
              IsError(absl::StatusCode::kPermissionDenied, Reason::kNotYours));
}

}  // namespace
}  // namespace sambyd::server
