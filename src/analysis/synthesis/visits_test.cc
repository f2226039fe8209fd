#include "analysis/synthesis/visits.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "analysis/synthesis/census.h"
#include "analysis/synthesis/city_fixture.h"
#include "analysis/synthesis/city_statistics.h"
#include "analysis/synthesis/venues.h"
#include "base/archive.h"

namespace firebreak::synthesis {
namespace {

using policy::PlaceKind;

constexpr std::uint32_t kSecondsPerDay = 86'400;

std::string hash_of(Stays stays) {
  HashArchive archive;
  stays.columns(archive);
  return archive.hex();
}

TEST(Visits, MakeTheScansOfTheCensusWithAHeavyTail) {
  const City& city = city_of(kTenth);
  const VisitModel visits(city);
  const ScanStatistics figures = scan_statistics(city, visits, 0, city.options.days);
  EXPECT_NEAR(figures.per_person_day, census::kScansPerPersonDay, 0.03);
  EXPECT_GT(figures.top_percent_of_venues_share, 0.15);
  EXPECT_LT(figures.top_percent_of_venues_share, 0.50);
  // People shop nearer than they work, here less than half as far.
  EXPECT_LT(figures.shopping_median_metres, 2'000);
  EXPECT_LT(figures.shopping_median_metres * 2, city_statistics(city).commute_median_metres);
}

TEST(Visits, AreSortedByPersonAndNeverOverlap) {
  const City& city = city_of(kTenth);
  const VisitModel visits(city);
  for (const int day : {1, 2}) {  // A Friday and a Saturday.
    const Stays stays = visits.stays_of_day(day);
    ASSERT_EQ(stays.place.size(), stays.size());
    for (std::size_t i = 0; i < stays.size(); ++i) {
      const std::uint32_t end = stays.start_second[i] + stays.duration_seconds[i];
      ASSERT_LE(end, kSecondsPerDay);
      ASSERT_GE(stays.duration_seconds[i], 60);
      ASSERT_TRUE(is_venue(city.places.kind[stays.place[i]]));
      ASSERT_TRUE(city.people.presence[stays.person[i]] & kSeenByScan);
      if (i == 0) continue;
      ASSERT_LE(stays.person[i - 1], stays.person[i]);
      if (stays.person[i - 1] != stays.person[i]) continue;
      ASSERT_LE(stays.start_second[i - 1] + stays.duration_seconds[i - 1], stays.start_second[i]);
    }
  }
}

TEST(Visits, SomeHouseholdsGoOutTogetherAtTheWeekend) {
  const City& city = city_of(kTenth);
  const VisitModel visits(city);
  const auto together = [&](int day) {
    const Stays stays = visits.stays_of_day(day);
    std::size_t pairs = 0;
    for (std::size_t i = 1; i < stays.size(); ++i) {
      for (std::size_t j = i >= 8 ? i - 8 : 0; j < i; ++j) {
        const bool same_home =
            city.people.household[stays.person[i]] == city.people.household[stays.person[j]];
        pairs += same_home && stays.person[i] != stays.person[j] &&
                         stays.place[i] == stays.place[j] &&
                         stays.start_second[i] == stays.start_second[j]
                     ? 1
                     : 0;
      }
    }
    return pairs;
  };
  const std::size_t friday = together(1);
  EXPECT_GT(friday, 1'000U);
  EXPECT_GT(together(2), 2 * friday);
}

TEST(Visits, FollowTheRhythmOfTheDay) {
  const City& city = city_of(kTenth);
  const VisitModel visits(city);
  const Stays stays = visits.stays_of_day(0);  // A Thursday.
  std::map<PlaceKind, std::array<std::uint32_t, 24>> by_hour;
  for (std::size_t i = 0; i < stays.size(); ++i) {
    ++by_hour[city.places.kind[stays.place[i]]][stays.start_second[i] / 3600];
  }
  const auto& restaurants = by_hour[PlaceKind::restaurant];
  EXPECT_GT(restaurants[12], 2 * restaurants[9]);
  const auto& stations = by_hour[PlaceKind::transport];
  EXPECT_GT(stations[8], 3 * stations[12]);
  const auto& markets = by_hour[PlaceKind::market];
  EXPECT_GT(markets[7], markets[19]);
}

TEST(Visits, OfADayDoNotDependOnTheOthers) {
  const City& city = city_of(20'000);
  const VisitModel visits(city);
  const std::string third = hash_of(visits.stays_of_day(3));
  static_cast<void>(visits.stays_of_day(1));
  EXPECT_EQ(hash_of(visits.stays_of_day(3)), third);
  EXPECT_EQ(hash_of(VisitModel(city).stays_of_day(3)), third);
  EXPECT_NE(hash_of(visits.stays_of_day(4)), third);
}

TEST(Visits, WorkInATinyCity) {
  const City& city = city_of(137);
  const VisitModel visits(city);
  std::size_t stays = 0;
  for (int day = 0; day < city.options.days; ++day) stays += visits.stays_of_day(day).size();
  EXPECT_LT(stays, 137U * 14U * 2U);
}

}  // namespace
}  // namespace firebreak::synthesis
