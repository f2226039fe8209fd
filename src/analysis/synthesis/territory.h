// Where streets and communities lie: a schematic division of the real districts.
//
// Streets are grown around rough centres, communities around seeds that are denser near the centre
// of their street, residents' committees inside and villages outside. Nothing lies in Lake Tai.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/synthesis/atlas.h"
#include "analysis/synthesis/plane.h"
#include "base/random.h"
#include "base/result.h"

namespace firebreak::synthesis {

struct CommunityGround {
  Region region;
  Point centre;           // Inside.
  double centrality = 0;  // 0: the rim of its street in the outermost street; 1: the city's heart.
  double radius_metres = 0;  // Of a disc of the same area.
};

struct StreetGround {
  Region region;
  Point centre;
  std::vector<CommunityGround> communities;  // As in the atlas.
};

struct DistrictGround {
  Region region;
  std::vector<StreetGround> streets;
};

struct Territory {
  std::vector<DistrictGround> districts;
};

Result<Territory> divide_territory(const Atlas& atlas, std::uint64_t seed);

// A point in the region, the nearer to `centre` the larger `pull` (0: evenly; 1: at the centre).
Point point_inside(const Region& region, Point centre, double pull, Random& random);

}  // namespace firebreak::synthesis
