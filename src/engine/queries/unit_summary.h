// What a list of units shows of each: its people and how many units it has; and ages of people.
//
// People of many units are counted in one pass over the register's overflow, so asking for all
// neighbourhoods costs little more than asking for one. Refuses nothing: units must exist.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/registry/state.h"

namespace firebreak::queries {

// The unit that everything lies under: down from the root while there is one way only, at most to
// the city. None in an empty register.
UnitId city_unit(const registry::UnitTree& units);

// Registered people of each unit, in the order given. No unit may lie under another of them.
std::vector<std::uint64_t> people_of_units(const registry::State& registry,
                                           const std::vector<UnitId>& units);
std::uint64_t people_of(const registry::State& registry, UnitId unit);

// All units of a level under a unit (itself too): in preorder, then the late ones by id.
std::vector<UnitId> units_under(const registry::UnitTree& tree, UnitId unit,
                                registry::UnitLevel level);

// Whole years at the day; absent where the birth day is not known, which the register writes as
// 1970-01-01.
std::optional<int> age_years(Day birth_day, Day today);

}  // namespace firebreak::queries
