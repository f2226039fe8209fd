// What the map shows of buildings: their people, who of them is missing, who is held.
//
// Buildings of a box of degrees, in register order; where there are more than the limit, those
// with held people first, then those with missing ones. A building stands where it is recorded,
// else where its compound does.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "engine/core/state.h"

namespace firebreak::queries {

inline constexpr std::size_t kBuildingsMax = 5000;

struct GeoBox {  // Degrees; edges belong to it.
  double west = 0;
  double south = 0;
  double east = 0;
  double north = 0;
};

struct BuildingMark {
  UnitId building;
  registry::GeoPoint position;
  std::uint64_t people = 0;
  std::uint64_t missing = 0;
  std::uint64_t held = 0;
};

struct BuildingMarks {
  std::vector<BuildingMark> marks;
  bool truncated = false;
};

// `round` may be none: then nobody is missing.
BuildingMarks buildings_in(const core::State& state, GeoBox box, RoundId round, Instant now,
                           std::size_t limit);

// People held now by the building where they are, or by the unit itself where it has none.
std::map<UnitId, std::uint64_t> held_by_building(const core::State& state);

}  // namespace firebreak::queries
