// Dividing a region among seeds: each gets what is nearest to it, in one piece where possible.
//
// Voronoi cells clipped to the region; a piece that the region's shape cuts off from its cell goes
// to the neighbour that it shares most border with. Corners are rounded to 0.01 m, so that the last
// bits of the geometry library do not show. Absent when the region is no polygon.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/synthesis/plane.h"

namespace firebreak::synthesis {

inline constexpr std::size_t kSeedsMax = 1000;

// The valid part of `ring` outside of `lake`, simplified by at most `tolerance_metres`.
std::optional<Region> land_of(const Ring& ring, const Ring& lake, double tolerance_metres);

// One region per seed, in their order. Every seed lies in the region; there is at least one.
std::optional<std::vector<Region>> partition(const Region& region, std::span<const Point> seeds);

}  // namespace firebreak::synthesis
