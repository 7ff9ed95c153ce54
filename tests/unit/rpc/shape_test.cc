#include "lib/rpc/shape.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sambyd/v1/consortium_service.pb.h"
#include "sambyd/v1/enterprise_service.pb.h"

namespace sambyd::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ShapeTest, NamesFieldsAndCountsElementsAndBytes) {
  v1::FindConsortiaRequest request;
  request.set_lot("tenders/t/lots/LOT-0001");
  request.set_top(7);
  request.mutable_options()->add_certificates_all("ISO-9001");
  request.mutable_options()->add_certificates_all("ISO-14001");
  EXPECT_EQ(ShapeOf(request), "lot:23 options{certificates_all[2]} top");
}

TEST(ShapeTest, TheFirstElementStandsForAll) {
  v1::FindConsortiaRequest request;
  request.mutable_inline_lot()->add_leaves()->set_cpv("90911200");
  request.mutable_inline_lot()->add_leaves()->set_key("vinduer");
  EXPECT_EQ(ShapeOf(request), "inline_lot{leaves[2]{cpv:8}}");
}

TEST(ShapeTest, NothingSetIsNothing) { EXPECT_EQ(ShapeOf(v1::FindConsortiaRequest()), ""); }

TEST(ShapeTest, NoValueOfAnyFieldIsTold) {
  v1::SubmitWorkforceStatementRequest request;
  request.set_parent("enterprises/DK24256790");
  v1::WorkforceCount& count = *request.mutable_workforce_statement()->add_counts();
  count.set_category(v1::WORKFORCE_CATEGORY_FLEKSJOB);
  count.set_heads(4711);
  const std::string shape = ShapeOf(request);
  EXPECT_THAT(shape, HasSubstr("counts[1]{category heads}"));
  EXPECT_THAT(shape, Not(HasSubstr("24256790")));
  EXPECT_THAT(shape, Not(HasSubstr("4711")));
}

TEST(ShapeTest, ALargeRequestIsCutShort) {
  v1::ImportEnterprisesRequest request;
  v1::Enterprise& enterprise = *request.add_rows()->mutable_enterprise();
  enterprise.set_display_name(std::string(1 << 20, 'x'));
  for (int i = 0; i < 1000; ++i) request.add_rows();
  EXPECT_EQ(ShapeOf(request), "rows[1001]{enterprise{display_name:1048576}}");
}

}  // namespace
}  // namespace sambyd::rpc
