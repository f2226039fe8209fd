#include "engine/queries/zone_people.h"

#include <algorithm>

#include "engine/queries/unit_summary.h"

namespace firebreak::queries {

std::vector<UnitId> outermost(const registry::UnitTree& units, std::vector<UnitId> areas) {
  std::ranges::sort(areas);
  const auto repeated = std::ranges::unique(areas);
  areas.erase(repeated.begin(), repeated.end());
  std::vector<UnitId> kept;
  for (const UnitId area : areas) {
    bool inside = false;
    for (UnitId at = area; !inside && units.parent(at) != at;) {
      at = units.parent(at);
      inside = std::ranges::binary_search(areas, at);
    }
    if (!inside) kept.push_back(area);
  }
  return kept;
}

std::uint64_t people_in(const registry::State& registry, const std::vector<UnitId>& areas) {
  std::uint64_t people = 0;
  for (const std::uint64_t count : people_of_units(registry, outermost(registry.units(), areas))) {
    people += count;
  }
  return people;
}

std::vector<UnitId> areas_in_force(const core::State& state, Instant now) {
  std::vector<UnitId> areas;
  for (const zoning::Zone& zone : state.zoning.zones()) {
    if (zone.level_at(now) == zoning::ZoneLevel::none) continue;
    for (const std::uint32_t unit : zone.units) areas.push_back(UnitId{unit});
  }
  return outermost(state.registry.units(), std::move(areas));
}

bool touches(const registry::UnitTree& units, const zoning::Zone& zone, UnitId area) {
  return std::ranges::any_of(zone.units, [&](std::uint32_t unit) {
    return units.contains(area, UnitId{unit}) || units.contains(UnitId{unit}, area);
  });
}

}  // namespace firebreak::queries
