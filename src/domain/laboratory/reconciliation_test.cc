// Oracle: bitmaps over preorder ranges against one person after another, on random cities with
// moves, renumbering, late units, exemptions that end, voided tubes and provisional people.
#include "domain/laboratory/reconciliation.h"

#include <gtest/gtest.h>

#include "domain/laboratory/random_intake.h"
#include "domain/laboratory/reconciliation_oracle.h"

namespace firebreak::laboratory {
namespace {

void expect_laws(const AreaCounts& counts) {
  EXPECT_EQ(counts.registered, counts.sampled + counts.exempt + counts.missing);
  EXPECT_EQ(counts.sampled, counts.in_transit + counts.in_laboratory + counts.resulted);
}

void expect_rows(const RandomIntake& intake, RoundId round, const std::vector<UnitCounts>& rows) {
  for (const UnitCounts& row : rows) {
    const AreaCounts slow =
        oracle::reconcile(intake.laboratory, intake.registry, round, row.unit, intake.now);
    ASSERT_EQ(row.counts, slow) << "unit " << row.unit.value << " round " << round.value;
    expect_laws(row.counts);
  }
}

TEST(Reconciliation, AgreesWithCountingOnePersonAfterAnother) {
  AreaCounts reached;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(seed);
    RandomIntake intake(seed);
    for (int i = 0; i < 500; ++i) {
      intake.step();
      if (i % 10 != 0) continue;
      const State& state = intake.laboratory;
      const RoundId round{static_cast<std::uint32_t>(intake.random().below(state.round_count()))};
      const UnitId unit = intake.random_unit();
      expect_rows(intake, round,
                  {{unit, reconcile(state, intake.registry, round, unit, intake.now)}});
      expect_rows(intake, round,
                  reconcile_children(state, intake.registry, round, unit, intake.now));
      const auto level = static_cast<registry::UnitLevel>(intake.random().between(1, 11));
      const auto rows = reconcile_level(state, intake.registry, round, level, intake.now);
      expect_rows(intake, round, rows);
      std::size_t of_level = 0;
      for (std::uint32_t u = 0; u < intake.registry.units().size(); ++u) {
        of_level += intake.registry.units().level(UnitId{u}) == level ? 1 : 0;
      }
      ASSERT_EQ(rows.size(), of_level);
      if (testing::Test::HasFatalFailure()) FAIL() << "step " << i;
    }
    const AreaCounts all =
        reconcile(intake.laboratory, intake.registry, RoundId{0}, UnitId{0}, intake.now);
    reached.exempt += all.exempt;
    reached.not_on_register += all.not_on_register;
    reached.outside_area += all.outside_area;
    reached.in_laboratory += all.in_laboratory;
    reached.resulted += all.resulted;
  }
  EXPECT_GT(reached.exempt, 0U);  // The stories are not empty ones.
  EXPECT_GT(reached.not_on_register, 0U);
  EXPECT_GT(reached.outside_area, 0U);
  EXPECT_GT(reached.in_laboratory, 0U);
  EXPECT_GT(reached.resulted, 0U);
}

TEST(Reconciliation, FollowsOneTubeThroughItsHops) {
  TwoCompounds city;
  const auto counts = [&] {
    return reconcile(city.laboratory, city.registry, RoundId{0}, UnitId{0}, city.now);
  };
  EXPECT_EQ(counts(), (AreaCounts{.registered = 9, .missing = 9}));
  city.accept(city.binding("A", 0));
  city.accept(city.binding("A", 1));
  EXPECT_EQ(counts(), (AreaCounts{.registered = 9, .sampled = 2, .in_transit = 2, .missing = 7}));
  city.accept(city.receipt({"A"}));
  EXPECT_EQ(counts().in_laboratory, 2U);
  city.accept(city.result("A", Outcome::negative));
  EXPECT_EQ(counts().resulted, 2U);
  city.accept(city.binding("B", 2));
  city.accept(VoidTube{.tube_code = "B", .reason = "leaked"});
  EXPECT_EQ(counts().missing, 7U);
  city.accept(city.binding("C", 2));
  EXPECT_EQ(counts().missing, 6U);
}

// A past round keeps its figures: an exemption that lasted to the deadline does not end later.
TEST(Reconciliation, JudgesExemptionsNoLaterThanTheEndOfTheRound) {
  TwoCompounds city;
  city.accept(GrantExemption{.people = {PersonId{0}},
                             .round = RoundId{0},
                             .reason = "vaccinated",
                             .expires_at = kOpens + Duration::hours(2)});
  city.accept(GrantExemption{
      .people = {PersonId{1}}, .reason = "vaccinated", .expires_at = kOpens + Duration::hours(14)});
  const auto exempt = [&](Instant now) {
    return reconcile(city.laboratory, city.registry, RoundId{0}, UnitId{0}, now).exempt;
  };
  EXPECT_EQ(exempt(kOpens + Duration::hours(1)), 2U);
  EXPECT_EQ(exempt(kOpens + Duration::hours(3)), 1U);
  EXPECT_EQ(exempt(kOpens + Duration::days(30)), 1U);  // The other lasted to the deadline.
  city.accept(CloseRound{.round = RoundId{0}});
  EXPECT_EQ(exempt(kOpens + Duration::days(30)), 2U);  // Judged when it was closed, at one hour.
}

}  // namespace
}  // namespace firebreak::laboratory
