#include "engine/queries/timeline_marks.h"

#include <gtest/gtest.h>

#include "domain/laboratory/tube.h"
#include "engine/core/fact.pb.h"

namespace firebreak::queries {
namespace {

using core::MilestoneKind;

TEST(TimelineMarks, TheWeightiestAreKeptInTheOrderOfTheJournal) {
  core::Milestones milestones;
  core::Fact tube;
  tube.mutable_laboratory()->mutable_result_reported()->set_outcome(
      static_cast<std::uint32_t>(laboratory::Outcome::positive));
  core::Fact call;
  call.mutable_engine()->mutable_roll_call_held();
  core::Fact negative;
  negative.mutable_laboratory()->mutable_result_reported()->set_outcome(
      static_cast<std::uint32_t>(laboratory::Outcome::negative));
  for (core::Position position = 1; position <= 40; ++position) {
    const core::Fact& fact = position % 20 == 0 ? call : position % 2 == 0 ? negative : tube;
    milestones.note(fact, position, Instant{static_cast<std::int64_t>(position)});
  }
  EXPECT_EQ(timeline_marks(milestones).size(), 22U);
  const auto marks = timeline_marks(milestones, 4);
  ASSERT_EQ(marks.size(), 4U);
  EXPECT_EQ(marks[0].position, 1U);
  EXPECT_EQ(marks[1].position, 3U);
  EXPECT_EQ(marks[2].kind, MilestoneKind::roll_call);
  EXPECT_EQ(marks[2].subject, 0U);
  EXPECT_EQ(marks[3].position, 40U);
  EXPECT_EQ(marks[3].subject, 1U);
  EXPECT_EQ(milestones.began_at(), Instant{1});
}

}  // namespace
}  // namespace firebreak::queries
