#include "domain/duties/state.h"

#include "base/archive.h"
#include "base/memory_bytes.h"
#include "domain/duties/duties_fixture.h"

namespace firebreak::duties {
namespace {

class DutiesState : public DutiesFixture {};

TEST_F(DutiesState, KnowsHowLateADutyIsAndWas) {
  accept(retest(7));
  later(Duration::hours(8));
  EXPECT_FALSE(duty(0).overdue(now_));
  later(Duration::minutes(25));
  EXPECT_TRUE(duty(0).overdue(now_));
  EXPECT_EQ(duty(0).late_by(now_), Duration::minutes(25));
  accept(CompleteDuty{.duty = DutyId{0}, .evidence = "negative"});
  later(Duration::days(1));
  EXPECT_FALSE(duty(0).overdue(now_));
  EXPECT_EQ(duty(0).late_by(now_), Duration::minutes(25));  // As it was when done.
}

TEST_F(DutiesState, FindsTheLastDutyOfAKindForASubjectOnly) {
  accept(retest(7));
  const Subject person{.kind = SubjectKind::person, .id = 7};
  EXPECT_EQ(duties_.find(policy::DutyKind::single_retest, person), DutyId{0});
  EXPECT_FALSE(duties_.find(policy::DutyKind::antigen_test, person));
  EXPECT_FALSE(duties_.find(policy::DutyKind::single_retest, {.kind = SubjectKind::tube, .id = 7}));
  EXPECT_FALSE(
      duties_.find(policy::DutyKind::single_retest, {.kind = SubjectKind::person, .id = 8}));
}

// No two (kind, subject) pairs may share a place in the index.
TEST_F(DutiesState, KeepsEveryKindAndSubjectApart) {
  for (auto& clock : pack_.clocks) clock = {.kept = true, .limit = Duration::hours(1)};
  std::size_t opened = 0;
  for (std::uint32_t kind = 0; kind < policy::kDutyKindCount; ++kind) {
    for (std::uint32_t subject = 1; subject <= 6; ++subject) {
      for (std::uint32_t id : {0U, 1U, 2U, 255U, 256U, 257U, 65'536U, 0xfffffffeU}) {
        opened += accept(OpenDuty{.kind = static_cast<policy::DutyKind>(kind),
                                  .subject = {.kind = static_cast<SubjectKind>(subject), .id = id},
                                  .unit = UnitId{1}});
      }
    }
  }
  EXPECT_EQ(opened, policy::kDutyKindCount * 6U * 8U);
  EXPECT_EQ(duties_.open_count(), opened);
}

TEST_F(DutiesState, ColumnsSurviveTheRoundTrip) {
  for (std::uint32_t person = 0; person < 20; ++person) accept(retest(person));
  accept(CompleteDuty{.duty = DutyId{3}, .evidence = "negative"});
  accept(WithdrawDuty{.duty = DutyId{4}, .reason = "an error"});
  later(Duration::hours(10));
  accept(EscalateOverdue{});
  MemorySink sink;
  SaveArchive save(sink);
  duties_.columns(save);
  MemorySource source(sink.bytes());
  LoadArchive load(source);
  State loaded;
  loaded.columns(load);
  ASSERT_FALSE(load.failed());
  HashArchive before;
  duties_.columns(before);
  HashArchive after;
  loaded.columns(after);
  EXPECT_EQ(before.hex(), after.hex());
  EXPECT_EQ(loaded.open_count(), 18U);
  EXPECT_EQ(loaded.duty(DutyId{0}).escalation_level, 1);
}

}  // namespace
}  // namespace firebreak::duties
