#include "engine/queries/unit_summary.h"

#include <gtest/gtest.h>

#include "engine/queries/small_register.h"

namespace firebreak::queries {
namespace {

using registry::UnitLevel;

TEST(UnitSummary, TheCityIsWhereTheOneWayEnds) {
  SmallRegister small;
  EXPECT_EQ(city_unit(small.state.units()), small.city);
  EXPECT_FALSE(city_unit(registry::State{}.units()).known());
}

TEST(UnitSummary, CountsManyUnitsAsItCountsOne) {
  SmallRegister small;
  small.add_person(small.west);  // In the overflow, as the next.
  const UnitId late = small.add_unit(small.building, UnitLevel::household, "101");
  small.add_person(late);
  small.add_person(late, true);  // Not on the register.
  const std::vector<UnitId> units{small.west, small.east};
  EXPECT_EQ(people_of_units(small.state, units), (std::vector<std::uint64_t>{2, 3}));
  EXPECT_EQ(people_of(small.state, small.west), 2U);
  EXPECT_EQ(people_of(small.state, small.east), 3U);
  EXPECT_EQ(people_of(small.state, late), 1U);
  EXPECT_EQ(people_of_units(small.state, {late}), (std::vector<std::uint64_t>{1}));
}

TEST(UnitSummary, ListsALevelWithTheLateOnesLast) {
  SmallRegister small;
  const UnitId late = small.add_unit(small.east, UnitLevel::building, "新楼");
  const registry::UnitTree& units = small.state.units();
  EXPECT_EQ(units_under(units, small.city, UnitLevel::building),
            (std::vector<UnitId>{small.building, late}));
  EXPECT_EQ(units_under(units, small.west, UnitLevel::building), std::vector<UnitId>{});
  EXPECT_EQ(units_under(units, late, UnitLevel::building), std::vector<UnitId>{late});
}

TEST(UnitSummary, AYearIsFullOnTheBirthday) {
  const Day born = *make_day(1980, 3, 31);
  EXPECT_EQ(age_years(born, *make_day(2022, 3, 30)), 41);
  EXPECT_EQ(age_years(born, *make_day(2022, 3, 31)), 42);
  EXPECT_EQ(age_years(Day{}, born), std::nullopt);
  EXPECT_EQ(age_years(*make_day(2022, 4, 1), *make_day(2022, 3, 31)), std::nullopt);
}

}  // namespace
}  // namespace firebreak::queries
