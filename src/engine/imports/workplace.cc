#include "engine/imports/workplace.h"

namespace firebreak::imports {
namespace {

PlaceId find_workplace(const registry::State& registry) {
  const registry::Places& places = registry.places();
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const PlaceId place{i};
    if (places.kind(place) == policy::PlaceKind::workplace && places.unit(place) == UnitId{0} &&
        places.name(place) == registry.units().name(UnitId{0})) {
      return place;
    }
  }
  return PlaceId::none();
}

}  // namespace

Result<PlaceId> ensure_workplace(ImportDesk& desk) {
  registry::RegisterPlaces request;
  const auto found = desk.read([&](const core::State& state) -> Result<PlaceId> {
    if (state.registry.units().size() == 0) return Refusal{.code = "import.no_units"};
    request.first = PlaceId{static_cast<std::uint32_t>(state.registry.places().size())};
    request.places.push_back({.kind = policy::PlaceKind::workplace,
                              .unit = UnitId{0},
                              .name = std::string(state.registry.units().name(UnitId{0}))});
    return find_workplace(state.registry);
  });
  if (!found || found->known()) return found;
  const PlaceId made = request.first;
  const service::Answer answer = desk.ask(registry::Request(std::move(request)));
  if (!answer) return answer.error();
  return made;
}

}  // namespace firebreak::imports
