// The slow and obvious reconciliation: one person after another, walking up from the home.
#pragma once

#include <algorithm>

#include "domain/laboratory/missing_list.h"
#include "domain/laboratory/reconciliation.h"

namespace firebreak::laboratory::oracle {

inline bool lies_in(const registry::UnitTree& tree, UnitId unit, UnitId home) {
  while (home != unit && home.value != 0) home = tree.parent(home);
  return home == unit;
}

inline bool in_area(const registry::UnitTree& tree, const Round& round, UnitId home) {
  return std::ranges::any_of(round.units, [&](UnitId u) { return lies_in(tree, u, home); });
}

inline bool exempt(const State& state, RoundId id, PersonId person, Instant now) {
  const Round& round = state.round(id);
  Instant judged = std::min(now, round.deadline);
  if (!round.open()) judged = std::min(judged, round.closed_at);
  return std::ranges::any_of(state.exemptions().all(), [&](const Exemption& row) {
    return row.person == person && (!row.round.known() || row.round == id) &&
           (row.expires_at > judged || row.expires_at >= round.deadline) &&
           row.expires_at > round.opens_at;
  });
}

inline AreaCounts reconcile(const State& state, const registry::State& registry, RoundId id,
                            UnitId unit, Instant now) {
  AreaCounts counts;
  const registry::Population& people = registry.people();
  for (std::uint32_t i = 0; i < people.ids_end(); ++i) {
    const PersonId person{i};
    if (!people.has(person) || !lies_in(registry.units(), unit, people.household(person))) continue;
    const TubeId tube = state.tube_of(id, person);
    if (!in_area(registry.units(), state.round(id), people.household(person))) {
      counts.outside_area += tube.known() ? 1 : 0;
      continue;
    }
    if (people.provisional(person)) {
      counts.not_on_register += tube.known() ? 1 : 0;
      continue;
    }
    ++counts.registered;
    if (!tube.known()) {
      ++(exempt(state, id, person, now) ? counts.exempt : counts.missing);
      continue;
    }
    ++counts.sampled;
    const Custody custody = state.tubes().custody(tube);
    if (custody == Custody::resulted) {
      ++counts.resulted;
    } else {
      ++(custody == Custody::laboratory ? counts.in_laboratory : counts.in_transit);
    }
  }
  return counts;
}

inline MissingReason reason(const State& state, const registry::State& registry, RoundId id,
                            PersonId person) {
  const registry::Population& people = registry.people();
  const UnitId home = people.household(person);
  if (state.lost_tube_of(id, person).known()) return MissingReason::specimen_lost;
  for (const Exemption& row : state.exemptions().all()) {
    if (row.person == person && (!row.round.known() || row.round == id) &&
        row.expires_at > state.round(id).opens_at) {
      return MissingReason::exemption_ended;
    }
  }
  if (people.presence(person) == 1) return MissingReason::household_register_only;
  if (registry.units().level(home) != registry::UnitLevel::household) {
    return MissingReason::door_unknown;
  }
  for (std::uint32_t i = 0; i < people.ids_end(); ++i) {
    if (!people.has(PersonId{i}) || people.household(PersonId{i}) != home) continue;
    if (state.tube_of(id, PersonId{i}).known()) return MissingReason::others_at_door_sampled;
  }
  return MissingReason::nobody_at_door_sampled;
}

// By person: who is missing, where and why. The order of doors is not its concern.
inline std::vector<MissingPerson> missing(const State& state, const registry::State& registry,
                                          RoundId id, UnitId unit, Instant now) {
  std::vector<MissingPerson> found;
  const registry::Population& people = registry.people();
  for (std::uint32_t i = 0; i < people.ids_end(); ++i) {
    const PersonId person{i};
    if (!people.has(person) || people.provisional(person)) continue;
    const UnitId home = people.household(person);
    if (!lies_in(registry.units(), unit, home)) continue;
    if (!in_area(registry.units(), state.round(id), home)) continue;
    if (state.tube_of(id, person).known() || exempt(state, id, person, now)) continue;
    found.push_back(
        {.person = person, .home = home, .reason = reason(state, registry, id, person)});
  }
  return found;
}

}  // namespace firebreak::laboratory::oracle
