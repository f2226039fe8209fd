#include "domain/duties/duties_fixture.h"

namespace firebreak::duties {
namespace {

using policy::DutyKind;

class DutiesDecide : public DutiesFixture {};

// Each row has everything wrong that the rows below it have, and one thing more.
TEST_F(DutiesDecide, RefusesToOpenInThisOrder) {
  accept(retest(7));
  OpenDuty request = retest(7, UnitId{99});
  request.kind = DutyKind::release_test;
  has_pack_ = false;
  EXPECT_EQ(refusal(request), "pack.none");
  has_pack_ = true;
  EXPECT_EQ(refusal(request), "duty.kind_not_kept");
  request.kind = DutyKind::single_retest;
  EXPECT_EQ(refusal(request), "unit.unknown");
  EXPECT_EQ(refusal(retest(7)), "duty.already_open");
  EXPECT_EQ(refusal(retest(8)), "");
}

TEST_F(DutiesDecide, RefusesToEndInThisOrder) {
  accept(retest(7));
  scope_ = UnitId{2};
  EXPECT_EQ(refusal(CompleteDuty{.duty = DutyId{1}, .evidence = ""}), "duty.unknown");
  EXPECT_EQ(refusal(WithdrawDuty{.duty = DutyId{1}, .reason = ""}), "duty.unknown");
  EXPECT_EQ(refusal(CompleteDuty{.duty = DutyId{0}, .evidence = ""}), "scope.outside");
  scope_ = UnitId{1};
  EXPECT_EQ(refusal(CompleteDuty{.duty = DutyId{0}, .evidence = ""}), "duty.evidence");
  EXPECT_EQ(
      refusal(CompleteDuty{.duty = DutyId{0}, .evidence = std::string(kEvidenceBytesMax + 1, 'x')}),
      "duty.evidence");
  accept(CompleteDuty{.duty = DutyId{0}, .evidence = "result 42"});
  EXPECT_EQ(refusal(CompleteDuty{.duty = DutyId{0}, .evidence = ""}), "duty.ended");
  EXPECT_EQ(refusal(WithdrawDuty{.duty = DutyId{0}, .reason = "again"}), "duty.ended");
}

TEST_F(DutiesDecide, TakesItsClockFromThePackAndTheMomentItArose) {
  accept(retest(7));
  EXPECT_EQ(duty(0).opened_at, kNow);
  EXPECT_EQ(duty(0).due_at, kNow + Duration::hours(8));
  EXPECT_EQ(duty(0).escalate_at, kNow + Duration::hours(9));
  EXPECT_EQ(duty(0).party, policy::Party::department);
}

TEST_F(DutiesDecide, EscalatesOneLevelAtATimeUpToTheCity) {
  accept(retest(7));
  accept(retest(8));
  accept(CompleteDuty{.duty = DutyId{1}, .evidence = "negative"});
  later(Duration::hours(9));
  EXPECT_EQ(accept(EscalateOverdue{}), 0U);  // Not before the hour is past.
  later(Duration::minutes(1));
  EXPECT_EQ(accept(EscalateOverdue{}), 1U);  // The done one is left alone.
  EXPECT_EQ(duty(0).escalation_level, 1);
  EXPECT_EQ(accept(EscalateOverdue{}), 0U);  // Asked again at once: nothing new.
  for (int level = 2; level <= kEscalationLevelMax; ++level) {
    later(Duration::hours(8));  // Each further level waits as long as the work had.
    EXPECT_EQ(accept(EscalateOverdue{}), 1U);
    EXPECT_EQ(duty(0).escalation_level, level);
  }
  later(Duration::days(9));
  EXPECT_EQ(accept(EscalateOverdue{}), 0U);
}

TEST_F(DutiesDecide, AWithdrawnDutyMayAriseAgain) {
  accept(retest(7));
  accept(WithdrawDuty{.duty = DutyId{0}, .reason = "an error"});
  EXPECT_EQ(accept(retest(7)), 1U);
  EXPECT_EQ(duties_.find_open(DutyKind::single_retest, retest(7).subject), DutyId{1});
}

}  // namespace
}  // namespace firebreak::duties
