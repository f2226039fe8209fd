// People of areas that may overlap: each counts once.
#pragma once

#include <vector>

#include "engine/core/state.h"

namespace firebreak::queries {

// Without units that lie within another (or are named twice), ascending.
std::vector<UnitId> outermost(const registry::UnitTree& units, std::vector<UnitId> areas);

std::uint64_t people_in(const registry::State& registry, const std::vector<UnitId>& areas);

// The units of all zones in force at an instant, outermost only.
std::vector<UnitId> areas_in_force(const core::State& state, Instant now);

// Whether one of the zone's units lies in the area, or the area in one of them.
bool touches(const registry::UnitTree& units, const zoning::Zone& zone, UnitId area);

}  // namespace firebreak::queries
