#include "engine/queries/round_figures.h"

#include <algorithm>

#include "domain/laboratory/reconciliation.h"

namespace firebreak::queries {

Figures& Figures::operator+=(const Figures& other) {
  registered += other.registered;
  sampled += other.sampled;
  at_station += other.at_station;
  in_transit += other.in_transit;
  in_laboratory += other.in_laboratory;
  resulted += other.resulted;
  exempt += other.exempt;
  missing += other.missing;
  not_on_register += other.not_on_register;
  return *this;
}

RoundId current_round(const laboratory::State& laboratory, Instant now) {
  RoundId planned = RoundId::none();
  for (auto i = static_cast<std::uint32_t>(laboratory.round_count()); i-- > 0;) {
    const laboratory::Round& round = laboratory.round(RoundId{i});
    if (!round.open()) continue;
    if (round.opens_at <= now) return RoundId{i};
    if (!planned.known()) planned = RoundId{i};
  }
  return planned;
}

std::vector<Figures> figures_of_units(const core::State& state, RoundId round,
                                      const std::vector<UnitId>& units, Instant now) {
  const auto rows =
      laboratory::reconcile_units(state.laboratory, state.registry, round, units, now);
  const auto stations = laboratory::at_stations(state.laboratory, state.registry, round, units);
  std::vector<Figures> figures;
  figures.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const laboratory::AreaCounts& counts = rows[i].counts;
    figures.push_back({.registered = counts.registered,
                       .sampled = counts.sampled,
                       .at_station = stations[i],
                       .in_transit = counts.in_transit - stations[i],
                       .in_laboratory = counts.in_laboratory,
                       .resulted = counts.resulted,
                       .exempt = counts.exempt,
                       .missing = counts.missing,
                       .not_on_register = counts.not_on_register});
  }
  return figures;
}

Figures figures_of(const core::State& state, RoundId round, UnitId unit, Instant now) {
  return figures_of_units(state, round, {unit}, now).front();
}

Figures figures_of_round(const core::State& state, RoundId round, Instant now) {
  Figures total;
  for (const Figures& figures :
       figures_of_units(state, round, state.laboratory.round(round).units, now)) {
    total += figures;
  }
  return total;
}

MissingDoors missing_doors(const core::State& state, RoundId round, UnitId unit, Instant now,
                           laboratory::MissingPage page) {
  const std::size_t limit = std::min(page.limit, kDoorsMax);
  std::size_t ask = limit * 4 + 64;
  while (true) {
    ask = std::min(ask, laboratory::kMissingPageMax);
    const auto people = laboratory::missing_people(state.laboratory, state.registry, round, unit,
                                                   now, {.skip = page.skip, .limit = ask});
    const bool all = people.size() < ask;
    MissingDoors page_of;
    std::size_t taken = 0;
    while (taken < people.size() && page_of.doors.size() < limit) {
      MissingDoor door{.home = people[taken].home};
      std::size_t end = taken;
      while (end < people.size() && people[end].home == door.home)
        door.people.push_back(people[end++]);
      // The last door may go on beyond what was asked for: it belongs to the next page.
      if (end == people.size() && !all && !page_of.doors.empty()) break;
      page_of.doors.push_back(std::move(door));
      taken = end;
    }
    const bool cut = taken == people.size() && !all;
    if (cut && ask < laboratory::kMissingPageMax) {  // One door of very many people.
      ask *= 4;
      continue;
    }
    if (taken < people.size() || !all) page_of.next_skip = page.skip + taken;
    return page_of;
  }
}

}  // namespace firebreak::queries
