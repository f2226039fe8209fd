#include "analysis/synthesis/partition.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace firebreak::synthesis {
namespace {

Ring rectangle(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

double area_of(const Region& region) {
  double area = 0;
  for (const Ring& ring : region.rings) area += area_square_metres(ring);
  return area;
}

// Oracle: each point belongs to the seed that is nearest.
TEST(Partition, GivesEachPointOfAConvexRegionToTheNearestSeed) {
  const Region square{.rings = {rectangle(0, 0, 1000, 1000)}};
  Random random(11);
  std::vector<Point> seeds;
  for (int i = 0; i < 17; ++i) seeds.push_back({random.unit() * 1000, random.unit() * 1000});
  const auto parts = partition(square, seeds);
  ASSERT_TRUE(parts);
  double sum = 0;
  for (const Region& part : *parts) sum += area_of(part);
  EXPECT_NEAR(sum, 1e6, 10);
  for (int i = 0; i < 500; ++i) {
    const Point point{random.unit() * 1000, random.unit() * 1000};
    std::size_t nearest = 0;
    for (std::size_t s = 1; s < seeds.size(); ++s) {
      if (distance_squared(point, seeds[s]) < distance_squared(point, seeds[nearest])) nearest = s;
    }
    std::size_t owners = 0;
    for (std::size_t s = 0; s < seeds.size(); ++s) owners += contains((*parts)[s], point) ? 1 : 0;
    if (owners == 1) {  // Else on a border.
      EXPECT_TRUE(contains((*parts)[nearest], point));
    }
    EXPECT_LE(owners, 1U);
  }
}

TEST(Partition, GivesACutOffPieceToItsNeighbour) {
  // A U: the far end of the right leg is nearest to the seed of the left leg's end, but cut off.
  const Region bent{.rings = {{{0, 0},
                               {300, 0},
                               {300, 1000},
                               {200, 1000},
                               {200, 100},
                               {100, 100},
                               {100, 1000},
                               {0, 1000},
                               {0, 0}}}};
  const auto parts = partition(bent, std::vector<Point>{{50, 900}, {250, 50}});
  ASSERT_TRUE(parts);
  EXPECT_EQ((*parts)[0].rings.size(), 1U);
  EXPECT_EQ((*parts)[1].rings.size(), 1U);
  EXPECT_TRUE(contains((*parts)[1], {250, 950}));
  EXPECT_NEAR(area_of((*parts)[0]) + area_of((*parts)[1]), area_of(bent), 5);
}

TEST(LandOf, LeavesOutTheLake) {
  const auto land = land_of(rectangle(0, 0, 1000, 1000), rectangle(400, -50, 2000, 600), 1);
  ASSERT_TRUE(land);
  EXPECT_NEAR(area_of(*land), 1e6 - 600.0 * 600.0, 10);
  EXPECT_FALSE(contains(*land, {700, 300}));
  EXPECT_TRUE(contains(*land, {200, 300}));
}

TEST(LandOf, IsAbsentWhenNothingIsDry) {
  EXPECT_FALSE(land_of(rectangle(0, 0, 100, 100), rectangle(-10, -10, 200, 200), 1));
}

}  // namespace
}  // namespace firebreak::synthesis
