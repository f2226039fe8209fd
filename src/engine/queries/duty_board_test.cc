#include "engine/queries/duty_board.h"

#include <gtest/gtest.h>

#include "engine/core/response_fixture.h"

namespace firebreak::queries {
namespace {

using core::SmallResponse;
using policy::DutyKind;

class DutyBoard : public testing::Test {
 protected:
  // Three people of a positive pool: 3 notifications (30 min), 3 holds and 3 antigen tests (2 h),
  // 3 re-tests (8 h).
  DutyBoard() { city_.pool("T1", 3, laboratory::Outcome::positive); }

  DutyPage page(const DutyFilter& filter, std::size_t limit = 100) const {
    return duties_page(city_.state, filter, city_.now, std::nullopt, limit);
  }

  SmallResponse city_;
};

TEST_F(DutyBoard, ShowsEscalatedThenOverdueThenByTimeLeft) {
  city_.later(60);  // Past the notifications and their escalation, and nothing else.
  city_.accept(duties::Request(duties::EscalateOverdue{}));
  city_.later(70);  // Past holds and antigen tests.
  const DutyPage all = page({});
  ASSERT_EQ(all.duties.size(), 12U);
  EXPECT_EQ(all.total, 12U);
  EXPECT_FALSE(all.more);
  for (std::size_t i = 0; i < 12; ++i) {
    const DutyState expected = i < 3   ? DutyState::escalated
                               : i < 9 ? DutyState::overdue
                                       : DutyState::open;
    EXPECT_EQ(all.duties[i].state, expected) << i;
  }
  EXPECT_TRUE(std::ranges::is_sorted(all.duties));
  EXPECT_EQ(page({.state = DutyState::overdue}).total, 6U);
  EXPECT_EQ(page({.kind = DutyKind::single_retest}).total, 3U);
  EXPECT_EQ(page({.party = policy::Party::department}).total, 6U);
  EXPECT_EQ(page({.unit = city_.other_building}).total, 0U);
  EXPECT_EQ(page({.state = DutyState::done}).total, 0U);
}

TEST_F(DutyBoard, PagesHoldEveryDutyOnce) {
  for (std::size_t limit : {1U, 4U, 5U, 12U}) {
    std::vector<DutyPlace> seen;
    std::optional<DutyPlace> after;
    bool more = true;
    while (more) {
      const DutyPage part = duties_page(city_.state, {}, city_.now, after, limit);
      EXPECT_EQ(part.total, 12U);
      ASSERT_FALSE(part.duties.empty());
      seen.insert(seen.end(), part.duties.begin(), part.duties.end());
      after = part.duties.back();
      more = part.more;
    }
    EXPECT_EQ(seen, page({}).duties);
  }
}

TEST_F(DutyBoard, ADoneDutyLeavesTheBoardAndAWithdrawnOneTheCounts) {
  city_.accept(duties::Request(duties::CompleteDuty{.duty = DutyId{0}, .evidence = "told"}));
  city_.accept(duties::Request(duties::WithdrawDuty{.duty = DutyId{1}, .reason = "an error"}));
  EXPECT_EQ(page({}).total, 10U);
  EXPECT_EQ(page({.state = DutyState::done}).total, 1U);
  const DutySummary summary = duty_summary(city_.state, UnitId::none(), city_.now);
  EXPECT_EQ(summary.total, (DutyCounts{.open = 10, .done = 1}));
  DutyCounts added;
  for (const auto& [kind, counts] : summary.by_kind) {
    added.open += counts.open;
    added.done += counts.done;
  }
  EXPECT_EQ(added, summary.total);
}

TEST_F(DutyBoard, OwnersAreNamesThatPeopleKnow) {
  const auto owner = [&](DutyKind kind) {
    for (const duties::Duty& duty : city_.state.duties.duties()) {
      if (duty.kind == kind) return owner_name(city_.state.registry.units(), duty);
    }
    return std::string{};
  };
  EXPECT_EQ(owner(DutyKind::hold_pool_member), "invented community");
  EXPECT_EQ(owner(DutyKind::notify_police), "invented district公安");
  EXPECT_EQ(page({.owner = "invented community"}).total, 4U);  // Three holds, and to be told.
}

TEST_F(DutyBoard, WhatIsLateIsOneLineForEachKindAndOwner) {
  EXPECT_TRUE(late_lines(city_.state, city_.now).empty());
  city_.later(125);
  const std::vector<LateLine> lines = late_lines(city_.state, city_.now);
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[0].late_minutes_max, 95);  // A notification.
  EXPECT_EQ(lines[0].count, 1U);
  std::size_t count = 0;
  for (const LateLine& line : lines) count += line.count;
  EXPECT_EQ(count, 9U);
  EXPECT_EQ(lines[4].late_minutes_max, 5);
  EXPECT_EQ(lines[4].count, 3U);
  EXPECT_FALSE(lines[4].unit.known());  // Of several doors.
}

}  // namespace
}  // namespace firebreak::queries
