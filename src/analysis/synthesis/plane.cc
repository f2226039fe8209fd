#include "analysis/synthesis/plane.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace firebreak::synthesis {
namespace {

constexpr double kCornerLongitude = 119.5;
constexpr double kCornerLatitude = 31.1;
constexpr double kMetresPerDegreeNorth = 111'195.0;
constexpr double kMetresPerDegreeEast = 111'195.0 * 0.8520;  // cos 31.57 degrees.

// Twice the signed area and the moments of one ring.
struct Moments {
  double area_twice = 0;
  double east = 0;
  double north = 0;
};

Moments moments_of(const Ring& ring) {
  Moments sum;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const double cross = ring[i - 1].east * ring[i].north - ring[i].east * ring[i - 1].north;
    sum.area_twice += cross;
    sum.east += cross * (ring[i - 1].east + ring[i].east);
    sum.north += cross * (ring[i - 1].north + ring[i].north);
  }
  return sum;
}

}  // namespace

Point point_of(double longitude, double latitude) {
  return {.east = (longitude - kCornerLongitude) * kMetresPerDegreeEast,
          .north = (latitude - kCornerLatitude) * kMetresPerDegreeNorth};
}

registry::GeoPoint geo_point_of(Point point) {
  return registry::geo_point(kCornerLongitude + point.east / kMetresPerDegreeEast,
                             kCornerLatitude + point.north / kMetresPerDegreeNorth);
}

double distance_squared(Point a, Point b) {
  const double east = a.east - b.east;
  const double north = a.north - b.north;
  return east * east + north * north;
}

bool contains(const Ring& ring, Point point) {
  bool inside = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Point a = ring[i - 1];
    const Point b = ring[i];
    if ((a.north > point.north) == (b.north > point.north)) continue;
    const double east = a.east + (point.north - a.north) * (b.east - a.east) / (b.north - a.north);
    if (point.east < east) inside = !inside;
  }
  return inside;
}

bool contains(const Region& region, Point point) {
  return std::ranges::any_of(region.rings, [&](const Ring& ring) { return contains(ring, point); });
}

Box box_of(const Region& region) {
  CHECK(!region.rings.empty() && !region.rings.front().empty());
  Box box{.low = region.rings.front().front(), .high = region.rings.front().front()};
  for (const Ring& ring : region.rings) {
    for (const Point point : ring) {
      box.low.east = std::min(box.low.east, point.east);
      box.low.north = std::min(box.low.north, point.north);
      box.high.east = std::max(box.high.east, point.east);
      box.high.north = std::max(box.high.north, point.north);
    }
  }
  return box;
}

double area_square_metres(const Ring& ring) { return std::fabs(moments_of(ring).area_twice) / 2; }

Point centroid(const Region& region) {
  Moments sum;
  for (const Ring& ring : region.rings) {
    const Moments part = moments_of(ring);
    const double sign = part.area_twice < 0 ? -1 : 1;
    sum.area_twice += sign * part.area_twice;
    sum.east += sign * part.east;
    sum.north += sign * part.north;
  }
  if (sum.area_twice <= 0) return region.rings.front().front();
  return {.east = sum.east / (3 * sum.area_twice), .north = sum.north / (3 * sum.area_twice)};
}

// Drawn by hand: the Yixing shore, the south of Mashan, Meiliang Bay, the Xuelang peninsula, Gonghu
// Bay; the south and east sides lie outside of the city.
const Ring& lake_tai() {
  static const Ring ring = [] {
    constexpr double kShore[][2] = {
        {119.915, 31.100}, {119.915, 31.165}, {119.945, 31.225}, {119.985, 31.290},
        {120.022, 31.345}, {120.025, 31.362}, {120.050, 31.375}, {120.085, 31.372},
        {120.125, 31.390}, {120.150, 31.420}, {120.155, 31.445}, {120.140, 31.475},
        {120.155, 31.505}, {120.190, 31.530}, {120.215, 31.525}, {120.235, 31.495},
        {120.225, 31.460}, {120.225, 31.430}, {120.245, 31.405}, {120.275, 31.385},
        {120.300, 31.410}, {120.345, 31.435}, {120.420, 31.462}, {120.460, 31.420},
        {120.460, 31.100}, {119.915, 31.100}};
    Ring shore;
    for (const auto& corner : kShore) shore.push_back(point_of(corner[0], corner[1]));
    return shore;
  }();
  return ring;
}

}  // namespace firebreak::synthesis
