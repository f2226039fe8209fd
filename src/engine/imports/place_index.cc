#include "engine/imports/place_index.h"

#include <array>

namespace firebreak::imports {

PlaceIndex::PlaceIndex(const registry::State& registry) {
  const registry::Places& places = registry.places();
  for (std::uint32_t i = 0; i < places.size(); ++i) add(places.name(PlaceId{i}), PlaceId{i});
}

void PlaceIndex::add(std::string_view name, PlaceId place) {
  by_name_[std::string(name)].push_back(place);
}

const std::vector<PlaceId>& PlaceIndex::named(std::string_view name) const {
  static const std::vector<PlaceId> none;
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? none : found->second;
}

PlaceId PlaceIndex::nearest(const registry::State& registry, std::string_view name,
                            UnitId home) const {
  using registry::UnitLevel;
  const std::vector<PlaceId>& all = named(name);
  if (all.size() == 1) return all.front();
  if (!home.known()) return PlaceId::none();
  const registry::UnitTree& units = registry.units();
  for (const UnitLevel level : {UnitLevel::subdistrict, UnitLevel::district}) {
    const UnitId area = units.ancestor_at(home, level);
    if (!area.known()) continue;
    PlaceId only;
    bool several = false;
    for (const PlaceId place : all) {
      if (!units.contains(area, registry.places().unit(place))) continue;
      several = only.known();
      only = place;
      if (several) break;
    }
    if (several) return PlaceId::none();
    if (only.known()) return only;
  }
  return PlaceId::none();
}

}  // namespace firebreak::imports
