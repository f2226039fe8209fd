#include "analysis/synthesis/synthetic_city.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "analysis/synthesis/census.h"
#include "analysis/synthesis/city_fixture.h"
#include "analysis/synthesis/city_statistics.h"
#include "analysis/synthesis/plane.h"

namespace firebreak::synthesis {
namespace {

using policy::PlaceKind;
using registry::UnitLevel;

std::string name_of(const City& city, std::uint32_t unit) {
  return std::string(city.names[city.units.name[unit]]);
}

std::uint32_t unit_coded(const City& city, std::uint64_t code) {
  const auto found = std::ranges::find(city.units.code, code);
  return static_cast<std::uint32_t>(found - city.units.code.begin());
}

// The first unit of that name below the unit with that code, or kNone.
std::uint32_t below(const City& city, std::uint64_t code, const std::string& name) {
  const std::uint32_t top = unit_coded(city, code);
  for (std::uint32_t u = top; u < city.units.end[top]; ++u) {
    if (name_of(city, u) == name) return u;
  }
  return kNone;
}

std::uint32_t people_in(const City& city, std::uint32_t unit) {
  return city.units.first_person[city.units.end[unit]] - city.units.first_person[unit];
}

Point point_in(const City& city, std::uint32_t unit) {
  const auto point = city.units.point(unit);
  return point_of(point.longitude(), point.latitude());
}

void expect_preorder(const City& city) {
  const Units& units = city.units;
  ASSERT_EQ(units.parent[0], kNone);
  ASSERT_EQ(units.end[0], units.size());
  ASSERT_EQ(units.first_person.size(), units.size() + 1);
  for (std::uint32_t u = 1; u < units.size(); ++u) {
    const std::uint32_t parent = units.parent[u];
    ASSERT_LT(parent, u);
    ASSERT_LE(units.end[u], units.end[parent]);
    ASSERT_GT(units.end[u], u);
    ASSERT_LT(units.level[parent], units.level[u]);
    ASSERT_LE(units.first_person[u - 1], units.first_person[u]);
  }
  for (std::uint32_t p = 0; p < city.people.size(); ++p) {
    const std::uint32_t home = city.people.household[p];
    ASSERT_EQ(units.level[home], UnitLevel::household);
    ASSERT_GE(p, units.first_person[home]);
    ASSERT_LT(p, units.first_person[home + 1]);
  }
}

TEST(SyntheticCity, UnitsAreInPreorderAndPeopleInTheOrderOfTheirHouseholds) {
  expect_preorder(city_of(kTenth));
  expect_preorder(city_of(5'000));
}

TEST(SyntheticCity, HasTheRealGrid) {
  const City& city = city_of(kTenth);
  EXPECT_EQ(city.neighbourhoods.size(), 1'254U);
  EXPECT_EQ(std::ranges::count(city.units.level, UnitLevel::subdistrict), 88);
  EXPECT_EQ(std::ranges::count(city.units.level, UnitLevel::district), 7);
  EXPECT_EQ(name_of(city, unit_coded(city, 320205002001)), "吼山社区居民委员会");
}

TEST(SyntheticCity, HoldsExactlyThePeopleAskedFor) {
  for (const std::uint32_t people : {1U, 137U, 5'000U, kTenth}) {
    EXPECT_EQ(city_of(people).people.size(), people);
  }
}

TEST(SyntheticCity, FollowsTheCensus) {
  const CityStatistics figures = city_statistics(city_of(kTenth));
  EXPECT_NEAR(figures.people_per_family, census::kPeoplePerFamily, 0.03);
  EXPECT_NEAR(figures.collective_share, census::kCollectivePeople / census::kPeople, 0.001);
  EXPECT_NEAR(figures.share_under_15, census::kShareUnder15, 0.004);
  EXPECT_NEAR(figures.share_60_and_over, census::kShare60AndOver, 0.004);
  EXPECT_NEAR(figures.share_65_and_over, census::kShare65AndOver, 0.004);
  EXPECT_NEAR(figures.share_men, census::kMen / census::kPeople, 0.004);
  ASSERT_EQ(figures.districts.size(), census::kDistrictSizes.size());
  for (std::size_t i = 0; i < figures.districts.size(); ++i) {
    EXPECT_EQ(figures.districts[i].code, census::kDistrictSizes[i].code);
    EXPECT_NEAR(figures.districts[i].people, census::kDistrictSizes[i].people / 10, 2);
  }
  EXPECT_NEAR(figures.venues, census::kVenues / 10, 50);
}

TEST(SyntheticCity, InhabitsEveryCommunityAtATenth) {
  const CityStatistics figures = city_statistics(city_of(kTenth));
  EXPECT_EQ(figures.communities_inhabited, 1'254U);
}

TEST(SyntheticCity, SendsPupilsToTheirOwnStreetAndWorkersAcrossDistricts) {
  const CityStatistics figures = city_statistics(city_of(kTenth));
  EXPECT_EQ(figures.pupils_in_own_street_share, 1.0);
  EXPECT_GT(figures.pupils_per_class, 25);
  EXPECT_LT(figures.pupils_per_class, 46);
  EXPECT_GT(figures.commuters_crossing_districts_share, 0.08);
  EXPECT_LT(figures.commuters_crossing_districts_share, 0.4);
  EXPECT_GT(figures.commute_median_metres, 2'000);
  EXPECT_GT(figures.workplace_staff_max, 50 * figures.workplace_staff_median);
}

TEST(SyntheticCity, StandsInItsDistrictsAndOffTheLake) {
  const City& city = city_of(kTenth);
  const auto atlas = read_atlas(real_sources());
  ASSERT_TRUE(atlas);
  for (const District& district : atlas->districts) {
    const std::uint32_t top = unit_coded(city, district.code);
    for (std::uint32_t u = top; u < city.units.end[top]; ++u) {
      if (city.units.level[u] != UnitLevel::compound) continue;
      ASSERT_TRUE(contains(district.outline, point_in(city, u))) << name_of(city, u);
      ASSERT_FALSE(contains(lake_tai(), point_in(city, u))) << name_of(city, u);
    }
  }
}

TEST(SyntheticCity, DrawsEveryCommunityAroundItsCentre) {
  const City& city = city_of(5'000);
  const Boundaries& lines = city.boundaries;
  std::set<std::uint32_t> around;
  std::size_t first = 0;
  for (std::size_t i = 0; i < lines.unit.size(); ++i) {
    Ring ring;
    for (std::size_t p = first; p < lines.point_end[i]; ++p) {
      ring.push_back(
          point_of(lines.longitude_microdegrees[p] * 1e-6, lines.latitude_microdegrees[p] * 1e-6));
    }
    first = lines.point_end[i];
    ASSERT_EQ(ring.front().east, ring.back().east);
    if (contains(ring, point_in(city, lines.unit[i]))) around.insert(lines.unit[i]);
  }
  EXPECT_EQ(around.size(), 1'254U + 88U + 7U);
  EXPECT_LT(lines.longitude_microdegrees.size(), 40'000U);  // About 20 bytes each as GeoJSON.
}

TEST(SyntheticCity, HasTheLandmarksOfTheNight) {
  for (const std::uint32_t size : {kTenth, 100'000U}) {
    const City& city = city_of(size);
    const std::uint32_t changtai = below(city, 320205400, "长泰国际社区");
    ASSERT_NE(changtai, kNone);
    const std::uint32_t section = below(city, 320205400, "南A区");
    ASSERT_NE(section, kNone);
    EXPECT_EQ(city.units.parent[section], changtai);
    EXPECT_EQ(city.units.level[section], UnitLevel::section);
    EXPECT_GT(people_in(city, section), 0U);
    for (const auto& [street, name] :
         std::vector<std::pair<std::uint64_t, std::string>>{{320206003, "美林湖花园"},
                                                            {320206003, "春满园"},
                                                            {320206003007, "蒋巷"},
                                                            {320211001, "溪南新村"},
                                                            {320211001, "溪北新村"},
                                                            {320211004, "东顾巷家园"},
                                                            {320211008002, "袁家湾"}}) {
      const std::uint32_t unit = below(city, street, name);
      ASSERT_NE(unit, kNone) << name;
      EXPECT_EQ(city.units.level[unit], UnitLevel::compound) << name;
      EXPECT_GT(people_in(city, unit), 0U) << name;
    }
    const std::uint32_t apartments = below(city, 320211001, "万达公寓");
    ASSERT_NE(apartments, kNone);
    EXPECT_EQ(city.units.level[apartments], UnitLevel::building);
    const std::uint32_t tower = below(city, 320211001, "华邸国际大厦");
    ASSERT_NE(tower, kNone);
    EXPECT_EQ(people_in(city, tower), 0U);
    EXPECT_GE(std::ranges::count(city.places.unit, tower), 4);
  }
}

TEST(SyntheticCity, HasTheCollegeWithDormitoriesAndClasses) {
  const City& city = city_of(kTenth);
  const std::uint32_t campus = below(city, 320206003, "江苏信息职业技术学院");
  ASSERT_NE(campus, kNone);
  const std::uint32_t first = city.units.first_person[campus];
  EXPECT_GT(people_in(city, campus), 500U);
  std::uint32_t in_class = 0;
  for (std::uint32_t p = first; p < first + people_in(city, campus); ++p) {
    const std::uint32_t place = city.people.affiliation[p];
    EXPECT_EQ(city.units.collective[city.people.household[p]], 1);
    if (place == kNone) continue;
    ASSERT_EQ(city.places.kind[place], PlaceKind::class_group);
    EXPECT_EQ(city.places.unit[city.places.parent[place]], campus);
    ++in_class;
  }
  EXPECT_GT(in_class, people_in(city, campus) * 9 / 10);
}

TEST(SyntheticCity, HasTheSchoolAndTheBuildingOfApril) {
  const City& city = city_of(kTenth);
  const std::uint32_t campus = below(city, 320205002, "天一实验学校文景校区");
  ASSERT_NE(campus, kNone);
  std::set<int> grades;
  for (std::uint32_t place = 0; place < city.places.size(); ++place) {
    if (city.places.unit[place] != campus) continue;
    if (city.places.kind[place] != PlaceKind::class_group) continue;
    grades.insert(city.places.grade[place]);
    EXPECT_GT(city.places.staff[place], 0U);
    EXPECT_EQ(name_of(city, city.places.unit[city.places.parent[place]]), "天一实验学校文景校区");
  }
  EXPECT_EQ(grades, (std::set<int>{4, 5, 6, 7, 8, 9, 10, 11, 12}));
  const std::uint32_t compound = below(city, 320205002, "景湖美苑");
  ASSERT_NE(compound, kNone);
  const std::uint32_t building = below(city, 320205002009, "17号楼");
  ASSERT_NE(building, kNone);
  EXPECT_EQ(city.units.parent[building], compound);
  EXPECT_GT(people_in(city, building), 0U);
}

TEST(SyntheticCity, KeepsPresenceConsistent) {
  const City& city = city_of(kTenth);
  std::uint32_t locals = 0;
  std::uint32_t absent = 0;
  for (std::uint32_t p = 0; p < city.people.size(); ++p) {
    const std::uint8_t bits = city.people.presence[p];
    ASSERT_NE(bits, 0);
    // Nobody is on both registers, and who is away is neither seen nor employed.
    ASSERT_NE(bits & (kHouseholdRegister | kResidenceRegister),
              kHouseholdRegister | kResidenceRegister);
    locals += bits & kHouseholdRegister;
    if (bits != kHouseholdRegister) continue;
    ++absent;
    ASSERT_EQ(city.people.affiliation[p], kNone);
  }
  EXPECT_NEAR(locals, city.people.size() * 0.63, city.people.size() * 0.08);
  EXPECT_GT(absent, city.people.size() / 200);
  EXPECT_LT(absent, city.people.size() / 20);
}

TEST(SyntheticCity, IsTheSameFromTheSameSeedAndAnotherFromAnother) {
  const CityOptions options{.people = 20'000};
  const City once = make_synthetic_city(real_sources(), options).value();
  const City twice = make_synthetic_city(real_sources(), options).value();
  EXPECT_EQ(once.hash(), twice.hash());
  CityOptions other = options;
  other.seed = 2;
  EXPECT_NE(once.hash(), make_synthetic_city(real_sources(), other).value().hash());
}

TEST(SyntheticCity, RefusesSizesOutOfRange) {
  const auto none = make_synthetic_city(real_sources(), {.people = 0});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "synthesis.people_out_of_range");
  const auto days = make_synthetic_city(real_sources(), {.people = 10, .days = kDaysMax + 1});
  ASSERT_FALSE(days);
  EXPECT_EQ(days.error().code, "synthesis.days_out_of_range");
}

}  // namespace
}  // namespace firebreak::synthesis
