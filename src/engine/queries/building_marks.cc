#include "engine/queries/building_marks.h"

#include <algorithm>

#include "domain/laboratory/reconciliation.h"
#include "engine/queries/unit_summary.h"

namespace firebreak::queries {
namespace {

using registry::UnitLevel;

bool inside(const GeoBox& box, registry::GeoPoint point) {
  return point.known() && point.longitude() >= box.west && point.longitude() <= box.east &&
         point.latitude() >= box.south && point.latitude() <= box.north;
}

}  // namespace

std::map<UnitId, std::uint64_t> held_by_building(const core::State& state) {
  std::map<UnitId, std::uint64_t> held;
  const registry::UnitTree& units = state.registry.units();
  for (const quarantine::Hold& hold : state.quarantine.holds()) {
    if (!hold.active()) continue;
    const UnitId building = units.ancestor_at(hold.unit, UnitLevel::building);
    ++held[building.known() ? building : hold.unit];
  }
  return held;
}

BuildingMarks buildings_in(const core::State& state, GeoBox box, RoundId round, Instant now,
                           std::size_t limit) {
  const registry::UnitTree& units = state.registry.units();
  std::vector<UnitId> found;
  if (units.size() > 0) {
    found = units_under(units, UnitId{0}, UnitLevel::building);
    std::erase_if(found, [&](UnitId unit) { return !inside(box, units.position(unit)); });
  }
  const std::vector<std::uint64_t> people = people_of_units(state.registry, found);
  std::vector<laboratory::UnitCounts> counts;
  if (round.known()) {
    counts = laboratory::reconcile_units(state.laboratory, state.registry, round, found, now);
  }
  const std::map<UnitId, std::uint64_t> held = held_by_building(state);
  BuildingMarks answer;
  answer.marks.reserve(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto held_here = held.find(found[i]);
    answer.marks.push_back({.building = found[i],
                            .position = units.position(found[i]),
                            .people = people[i],
                            .missing = counts.empty() ? 0 : counts[i].counts.missing,
                            .held = held_here == held.end() ? 0 : held_here->second});
  }
  limit = std::min(limit, kBuildingsMax);
  if (answer.marks.size() <= limit) return answer;
  answer.truncated = true;
  std::ranges::stable_sort(answer.marks, std::greater{}, [](const BuildingMark& mark) {
    return std::pair(mark.held > 0, mark.missing > 0);
  });
  answer.marks.resize(limit);
  return answer;
}

}  // namespace firebreak::queries
