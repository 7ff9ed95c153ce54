#include "lib/application/tender_fold.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sambyd::application {
namespace {

using Reference = v1::NoticeReference;

v1::Notice NoticeOf(Reference::FormType form, const std::string& id, int day,
                    const std::string& title) {
  v1::Notice notice;
  notice.set_procedure_id("procedure");
  notice.mutable_reference()->set_notice_id(id);
  notice.mutable_reference()->set_form_type(form);
  notice.mutable_reference()->mutable_dispatch_time()->set_seconds(day * 86'400);
  notice.mutable_tender()->add_titles()->set_text(title);
  return notice;
}

v1::Lot& AddLot(v1::Notice& notice, const std::string& id) {
  v1::Lot& lot = *notice.add_lots();
  lot.set_name(id);
  return lot;
}

std::vector<v1::Notice> WholeProcedure() {
  auto planning = NoticeOf(Reference::FORM_TYPE_PLANNING, "a", 1, "planning");
  planning.add_parts()->set_name("PAR-0001");
  auto competition = NoticeOf(Reference::FORM_TYPE_COMPETITION, "b", 2, "competition");
  AddLot(competition, "LOT-0001").set_main_cpv("90910000");
  AddLot(competition, "LOT-0002").add_reservations(v1::RESERVATION_SHELTERED_WORKSHOP);
  auto change = NoticeOf(Reference::FORM_TYPE_CHANGE, "c", 3, "change");
  AddLot(change, "LOT-0001").set_main_cpv("90911000");
  AddLot(change, "LOT-0002").add_reservations(v1::RESERVATION_SHELTERED_WORKSHOP);
  auto result = NoticeOf(Reference::FORM_TYPE_RESULT, "d", 9, "result");
  AddLot(result, "LOT-0001").add_awards()->add_members()->set_display_name("Vinder");
  AddLot(result, "LOT-0002");
  return {planning, competition, change, result};
}

TEST(TenderFoldTest, ContentIsThatOfTheLatestCompetitionOrChange) {
  const FoldedTender folded = FoldNotices(WholeProcedure());
  EXPECT_EQ(folded.tender.titles(0).text(), "change");
  EXPECT_EQ(folded.tender.state(), v1::Tender::STATE_AWARDED);
  EXPECT_EQ(folded.tender.notices_size(), 4);
  ASSERT_EQ(folded.lots.size(), 2U);
  EXPECT_EQ(folded.lots[0].name(), "tenders/procedure/lots/LOT-0001");
  EXPECT_EQ(folded.lots[0].main_cpv(), "90911000");
  ASSERT_EQ(folded.tender.reservations_size(), 1);
  EXPECT_EQ(folded.tender.reservations(0), v1::RESERVATION_SHELTERED_WORKSHOP);
}

TEST(TenderFoldTest, AwardsComeFromTheResult) {
  const FoldedTender folded = FoldNotices(WholeProcedure());
  ASSERT_EQ(folded.lots[0].awards_size(), 1);
  EXPECT_EQ(folded.lots[0].awards(0).members(0).display_name(), "Vinder");
  EXPECT_EQ(folded.lots[1].awards_size(), 0);
}

TEST(TenderFoldTest, TheOrderOfArrivalChangesNothing) {
  std::vector<v1::Notice> notices = WholeProcedure();
  const auto key = [](const v1::Notice& notice) { return notice.reference().notice_id(); };
  const FoldedTender expected = FoldNotices(notices);
  do {
    const FoldedTender folded = FoldNotices(notices);
    EXPECT_EQ(folded.tender.SerializeAsString(), expected.tender.SerializeAsString());
    ASSERT_EQ(folded.lots.size(), expected.lots.size());
    for (std::size_t i = 0; i < folded.lots.size(); ++i) {
      EXPECT_EQ(folded.lots[i].SerializeAsString(), expected.lots[i].SerializeAsString());
    }
  } while (std::ranges::next_permutation(notices, {}, key).found);
}

TEST(TenderFoldTest, APlanningNoticeAloneHasPartsAndIsPlanned) {
  const FoldedTender folded = FoldNotices({WholeProcedure()[0]});
  EXPECT_EQ(folded.tender.state(), v1::Tender::STATE_PLANNED);
  EXPECT_EQ(folded.tender.part_count(), 1);
  ASSERT_EQ(folded.lots.size(), 1U);
  EXPECT_EQ(folded.lots[0].origin(), v1::Lot::ORIGIN_PART);
}

TEST(TenderFoldTest, ANoticeWithoutProcedureIsItsOwnTender) {
  v1::Notice notice = WholeProcedure()[0];
  notice.clear_procedure_id();
  EXPECT_EQ(TenderIdOf(notice), "a");
}

}  // namespace
}  // namespace sambyd::application
