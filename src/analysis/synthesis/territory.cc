#include "analysis/synthesis/territory.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "analysis/synthesis/partition.h"

namespace firebreak::synthesis {
namespace {

constexpr double kSimplifyMetres = 25;
constexpr int kInsideTriesMax = 200;
constexpr int kCandidates = 12;

Point between(Point a, Point b, double share) {
  return {.east = a.east + (b.east - a.east) * share,
          .north = a.north + (b.north - a.north) * share};
}

// Some point in the region: `wish` itself, or the first inside on the way to its inside.
Point moved_inside(const Region& region, Point wish, Random& random) {
  if (contains(region, wish)) return wish;
  const Point middle = point_inside(region, centroid(region), 0.5, random);
  for (int step = 1; step < 40; ++step) {
    const Point point = between(wish, middle, step / 40.0);
    if (contains(region, point)) return point;
  }
  return middle;
}

double radius_of(const Region& region) {
  double area = 0;
  for (const Ring& ring : region.rings) area += area_square_metres(ring);
  return std::sqrt(area / std::numbers::pi);
}

// Seeds far from each other, the closer together the nearer to the centre (Mitchell's candidates).
std::vector<Point> scattered(const Region& region, Point centre, std::size_t count,
                             Random& random) {
  const double radius = radius_of(region);
  std::vector<Point> seeds{moved_inside(region, centre, random)};
  while (seeds.size() < count) {
    Point best;
    double best_score = -1;
    for (int i = 0; i < kCandidates; ++i) {
      const Point candidate = point_inside(region, centre, 0.45 * random.unit(), random);
      double nearest = 1e300;
      for (const Point seed : seeds) {
        nearest = std::min(nearest, distance_squared(seed, candidate));
      }
      const double scale = 0.3 * radius + std::sqrt(distance_squared(candidate, centre));
      const double score = std::sqrt(nearest) / scale;
      if (score > best_score) {
        best_score = score;
        best = candidate;
      }
    }
    seeds.push_back(best);
  }
  return seeds;
}

// One step of Lloyd's relaxation, half way, so that cells grow rounder but keep their density.
std::optional<std::vector<Region>> relaxed_partition(const Region& region,
                                                     std::vector<Point>& seeds) {
  auto cells = partition(region, seeds);
  if (!cells) return cells;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    const Point target = between(seeds[i], centroid((*cells)[i]), 0.5);
    if (contains(region, target)) seeds[i] = target;
  }
  return partition(region, seeds);
}

Refusal bad_ground(const std::string& name) {
  return Refusal{.code = "synthesis.bad_source",
                 .field = "districts.geojson",
                 .values = {{"file", "districts.geojson"},
                            {"line", "1"},
                            {"reason", "the outline of " + name + " cannot be divided"}}};
}

// Residents' committees take the inner seeds, villages the outer ones, in official order.
std::vector<std::size_t> seed_order(const Street& street, const std::vector<Point>& seeds,
                                    Point centre) {
  std::vector<std::size_t> inner_first(seeds.size());
  std::iota(inner_first.begin(), inner_first.end(), 0U);
  std::ranges::stable_sort(inner_first, {},
                           [&](std::size_t i) { return distance_squared(seeds[i], centre); });
  std::vector<std::size_t> committees(seeds.size());
  std::iota(committees.begin(), committees.end(), 0U);
  std::ranges::stable_sort(committees, {},
                           [&](std::size_t i) { return street.committees[i].village; });
  std::vector<std::size_t> order(seeds.size());
  for (std::size_t i = 0; i < seeds.size(); ++i) order[committees[i]] = inner_first[i];
  return order;
}

Result<StreetGround> divide_street(const Street& street, Region region, Point city_centre,
                                   Random random) {
  StreetGround ground{.region = std::move(region), .centre = {}, .communities = {}};
  ground.centre =
      moved_inside(ground.region, street.centre.value_or(centroid(ground.region)), random);
  std::vector<Point> seeds =
      scattered(ground.region, ground.centre, street.committees.size(), random);
  auto cells = relaxed_partition(ground.region, seeds);
  if (!cells) return bad_ground(street.name);
  const double street_radius = radius_of(ground.region);
  for (const std::size_t i : seed_order(street, seeds, ground.centre)) {
    CommunityGround community{.region = (*cells)[i], .centre = {}};
    community.centre = moved_inside(community.region, seeds[i], random);
    community.radius_metres = radius_of(community.region);
    const double from_street = distance_squared(community.centre, ground.centre);
    const double from_city = distance_squared(community.centre, city_centre);
    community.centrality = 0.5 / (1 + from_street / (street_radius * street_radius)) +
                           0.5 / (1 + from_city / (7000.0 * 7000.0));
    ground.communities.push_back(std::move(community));
  }
  return ground;
}

Result<DistrictGround> divide_district(const District& district, Random random) {
  auto land = land_of(district.outline, lake_tai(), kSimplifyMetres);
  if (!land) return bad_ground(district.name);
  DistrictGround ground{.region = std::move(*land), .streets = {}};
  std::vector<Point> seeds =
      scattered(ground.region, centroid(ground.region), district.streets.size(), random);
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    const auto& centre = district.streets[i].centre;
    if (centre) seeds[i] = moved_inside(ground.region, *centre, random);
  }
  auto cells = partition(ground.region, seeds);
  if (!cells) return bad_ground(district.name);
  // The heart of the district: where its most urban streets are.
  const Point heart = seeds.front();
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    auto street = divide_street(district.streets[i], std::move((*cells)[i]), heart, random.fork(i));
    if (!street) return street.error();
    ground.streets.push_back(std::move(*street));
  }
  return ground;
}

}  // namespace

Point point_inside(const Region& region, Point centre, double pull, Random& random) {
  const Box box = box_of(region);
  for (int i = 0; i < kInsideTriesMax; ++i) {
    const Point even{.east = box.low.east + (box.high.east - box.low.east) * random.unit(),
                     .north = box.low.north + (box.high.north - box.low.north) * random.unit()};
    if (!contains(region, even)) continue;
    const Point pulled = between(even, centre, pull);
    return contains(region, pulled) ? pulled : even;
  }
  const Ring& ring = region.rings.front();  // A splinter: the middle of a corner will do.
  return between(between(ring[0], ring[1], 0.5), ring[2], 0.34);
}

Result<Territory> divide_territory(const Atlas& atlas, std::uint64_t seed) {
  const Random random(seed);
  Territory territory;
  for (std::size_t i = 0; i < atlas.districts.size(); ++i) {
    auto ground = divide_district(atlas.districts[i], random.fork(i));
    if (!ground) return ground.error();
    territory.districts.push_back(std::move(*ground));
  }
  return territory;
}

}  // namespace firebreak::synthesis
