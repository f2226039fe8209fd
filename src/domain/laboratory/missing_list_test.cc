#include "domain/laboratory/missing_list.h"

#include <gtest/gtest.h>

#include "domain/laboratory/random_intake.h"
#include "domain/laboratory/reconciliation_oracle.h"

namespace firebreak::laboratory {
namespace {

std::vector<MissingPerson> by_person(std::vector<MissingPerson> list) {
  std::ranges::sort(list, {}, &MissingPerson::person);
  return list;
}

TEST(MissingList, AgreesWithLookingAtOnePersonAfterAnother) {
  std::array<int, 6> reasons{};
  for (std::uint64_t seed = 30; seed < 38; ++seed) {
    SCOPED_TRACE(seed);
    RandomIntake intake(seed);
    for (int i = 0; i < 500; ++i) {
      intake.step();
      if (i % 20 != 0) continue;
      const State& state = intake.laboratory;
      const RoundId round{static_cast<std::uint32_t>(intake.random().below(state.round_count()))};
      const UnitId unit = intake.random_unit();
      const auto list = missing_people(state, intake.registry, round, unit, intake.now);
      ASSERT_EQ(by_person(list), oracle::missing(state, intake.registry, round, unit, intake.now));
      ASSERT_EQ(list.size(), reconcile(state, intake.registry, round, unit, intake.now).missing);
      for (const MissingPerson& person : list) ++reasons[static_cast<std::size_t>(person.reason)];
    }
  }
  for (const int times : reasons) EXPECT_GT(times, 0);
}

// Doors in preorder, whether somebody moved in since the last renumbering or not.
TEST(MissingList, IsInTheOrderOfDoors) {
  for (std::uint64_t seed = 50; seed < 54; ++seed) {
    RandomIntake intake(seed);
    for (int i = 0; i < 400; ++i) intake.step();
    std::vector<MissingPerson> list =
        missing_people(intake.laboratory, intake.registry, RoundId{0}, UnitId{0}, intake.now);
    const registry::UnitTree& units = intake.registry.units();
    std::erase_if(list, [&](const MissingPerson& p) { return units.late(p.home); });
    EXPECT_TRUE(std::ranges::is_sorted(list, {},
                                       [&](const MissingPerson& p) { return units.rank(p.home); }));
  }
}

TEST(MissingList, IsReadPageByPage) {
  RandomIntake intake(60);
  for (int i = 0; i < 400; ++i) intake.step();
  const auto page = [&](MissingPage wanted) {
    return missing_people(intake.laboratory, intake.registry, RoundId{0}, UnitId{0}, intake.now,
                          wanted);
  };
  const auto all = page({});
  ASSERT_GT(all.size(), 7U);
  std::vector<MissingPerson> joined;
  for (std::size_t skip = 0; skip < all.size(); skip += 7) {
    const auto part = page({.skip = skip, .limit = 7});
    joined.insert(joined.end(), part.begin(), part.end());
  }
  EXPECT_EQ(joined, all);
}

TEST(MissingList, SaysWhyPerhaps) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  const PersonId elsewhere = city.add_person(city.doors[0], false, 1);
  const auto list =
      missing_people(city.laboratory, city.registry, RoundId{0}, city.doors[0], city.now);
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].reason, MissingReason::others_at_door_sampled);
  EXPECT_EQ(list[2], (MissingPerson{.person = elsewhere,
                                    .home = city.doors[0],
                                    .reason = MissingReason::household_register_only}));
  EXPECT_EQ(code_of(list[2].reason), "household_register_only");
}

}  // namespace
}  // namespace firebreak::laboratory
