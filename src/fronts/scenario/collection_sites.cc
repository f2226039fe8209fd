#include "fronts/scenario/collection_sites.h"

#include <algorithm>

#include <fmt/format.h>

#include "domain/registry/area_count.h"

namespace firebreak::scenario {
namespace {

struct Opening {
  UnitId neighbourhood;
  std::uint32_t people;
  std::vector<core::Envelope> envelopes;
};

std::vector<Opening> plan(const core::State& state, const std::vector<UnitId>& neighbourhoods,
                          std::uint32_t people_per_site) {
  std::vector<Opening> openings;
  for (const UnitId unit : neighbourhoods) {
    const Bitmap& registered = state.registry.people().registered();
    const auto people = static_cast<std::uint32_t>(registry::count_area(
        state.registry, unit,
        [&](std::size_t word) { return registry::word_of(registered, word); }));
    Opening opening{.neighbourhood = unit, .people = people, .envelopes = {}};
    const std::uint32_t count =
        people == 0 ? 0 : std::max(1U, (people + people_per_site - 1) / people_per_site);
    for (std::uint32_t i = 0; i < count; ++i) {
      opening.envelopes.push_back(
          {.request = laboratory::Request(laboratory::OpenStation{
               .name = fmt::format("{}{}号采样点", state.registry.units().name(unit), i + 1),
               .unit = unit,
               .position = state.registry.units().position(unit)}),
           .actor = "district_health"});
    }
    openings.push_back(std::move(opening));
  }
  return openings;
}

}  // namespace

Result<void> CollectionSites::open(const Agenda& agenda, const std::vector<UnitId>& neighbourhoods,
                                   std::uint32_t people_per_site) {
  std::vector<UnitId> fresh;
  for (const UnitId unit : neighbourhoods) {
    if (!sites_.contains(unit)) fresh.push_back(unit);
  }
  std::vector<Opening> openings =
      agenda.look([&](const core::State& state) { return plan(state, fresh, people_per_site); });
  auto next = agenda.look([](const core::State& state) {
    return static_cast<std::uint32_t>(state.laboratory.stations().size());
  });
  std::vector<core::Envelope> envelopes;
  for (Opening& opening : openings) {
    const auto count = static_cast<std::uint32_t>(opening.envelopes.size());
    sites_[opening.neighbourhood] = {
        .first = StationId{next}, .count = count, .people = opening.people};
    for (core::Envelope& envelope : opening.envelopes) {
      neighbourhoods_[StationId{next++}] = opening.neighbourhood;
      envelopes.push_back(std::move(envelope));
    }
  }
  for (const service::Answer& answer : agenda.ask_all(std::move(envelopes))) {
    if (!answer) return answer.error();
  }
  return {};
}

const NeighbourhoodSites* CollectionSites::find(UnitId neighbourhood) const {
  const auto found = sites_.find(neighbourhood);
  return found == sites_.end() || found->second.count == 0 ? nullptr : &found->second;
}

}  // namespace firebreak::scenario
