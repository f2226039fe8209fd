// The city as a flat map: metres east and north of a fixed corner, and polygons on it.
//
// One scale factor for the whole city (its latitude spans 0.9 degrees: off by at most 0.5 %), so
// that positions come from exact arithmetic only and are the same on every machine.
#pragma once

#include <vector>

#include "domain/registry/geo_point.h"

namespace firebreak::synthesis {

struct Point {
  double east = 0;  // Metres.
  double north = 0;
};

using Ring = std::vector<Point>;  // Closed: the last point repeats the first.

struct Region {
  std::vector<Ring> rings;  // Outer rings only.
};

struct Box {
  Point low;
  Point high;
};

Point point_of(double longitude, double latitude);
registry::GeoPoint geo_point_of(Point point);
double distance_squared(Point a, Point b);
bool contains(const Ring& ring, Point point);  // Even-odd; points on the line may go either way.
bool contains(const Region& region, Point point);
Box box_of(const Region& region);  // The region is not empty.
double area_square_metres(const Ring& ring);
Point centroid(const Region& region);  // May lie outside of a bent region.

const Ring& lake_tai();  // Where nobody lives: a coarse outline of the lake's northern half.

}  // namespace firebreak::synthesis
