#include "domain/registry/state.h"

#include "base/check.h"
#include "domain/registry/facts.pb.h"

namespace firebreak::registry {
namespace {

void add_units(const UnitsRegistered& fact, UnitTree& units) {
  CHECK(fact.first_unit() == units.size());
  for (int i = 0; i < fact.parent_size(); ++i) {
    UnitRow row{.parent = UnitId{fact.parent(i)},
                .level = static_cast<UnitLevel>(fact.level(i)),
                .name = fact.name(i)};
    if (fact.code_size() > 0) row.code = fact.code(i);
    if (fact.longitude_microdegrees_size() > 0) {
      row.position = {.longitude_microdegrees = fact.longitude_microdegrees(i),
                      .latitude_microdegrees = fact.latitude_microdegrees(i)};
    }
    if (fact.floor_size() > 0) row.floor = static_cast<std::int8_t>(fact.floor(i));
    units.add(row);
  }
}

void add_places(const PlacesRegistered& fact, Places& places) {
  CHECK(fact.first_place() == places.size());
  for (int i = 0; i < fact.kind_size(); ++i) {
    places.add({.kind = static_cast<PlaceKind>(fact.kind(i)),
                .unit = UnitId{fact.unit(i)},
                .parent = fact.parent_size() > 0 ? PlaceId{fact.parent(i)} : PlaceId::none(),
                .name = fact.name(i),
                .position = {.longitude_microdegrees = fact.longitude_microdegrees(i),
                             .latitude_microdegrees = fact.latitude_microdegrees(i)}});
  }
}

void add_people(const PeopleRegistered& fact, Population& people) {
  for (int i = 0; i < fact.person_size(); ++i) {
    people.add({.person = PersonId{fact.person(i)},
                .household = UnitId{fact.household(i)},
                .birth_day = Day{fact.birth_day(i)},
                .sex = static_cast<Sex>(fact.sex(i)),
                .presence = static_cast<std::uint8_t>(fact.presence(i)),
                .priority = static_cast<std::uint8_t>(fact.priority(i)),
                .affiliation = PlaceId{fact.affiliation(i)},
                .provisional = fact.provisional()});
  }
}

Boundary read_boundary(const BoundaryRecorded& fact) {
  Boundary boundary;
  for (const Ring& ring : fact.rings()) {
    std::vector<GeoPoint>& points = boundary.emplace_back();
    GeoPoint point;
    for (int i = 0; i < ring.longitude_deltas_size(); ++i) {
      point.longitude_microdegrees += ring.longitude_deltas(i);
      point.latitude_microdegrees += ring.latitude_deltas(i);
      points.push_back(point);
    }
  }
  return boundary;
}

}  // namespace

const Boundary* State::boundary(UnitId unit) const {
  const auto found = boundaries_.find(unit.value);
  return found == boundaries_.end() ? nullptr : &found->second;
}

void State::record_boundary(const BoundaryRecorded& fact) {
  boundaries_[fact.unit()] = read_boundary(fact);
  schematic_.clear(fact.unit());
  if (fact.schematic()) schematic_.set(fact.unit());
}

PositionChanges State::apply(const Fact& fact, const FactHeader& header) {
  PositionChanges changes;
  switch (fact.fact_case()) {
    case Fact::kUnitsRegistered:
      add_units(fact.units_registered(), units_);
      break;
    case Fact::kBoundaryRecorded:
      record_boundary(fact.boundary_recorded());
      break;
    case Fact::kPlacesRegistered:
      add_places(fact.places_registered(), places_);
      break;
    case Fact::kPeopleRegistered:
      add_people(fact.people_registered(), people_);
      break;
    case Fact::kPersonMoved:
      changes.moved.push_back(people_.move(PersonId{fact.person_moved().person()},
                                           UnitId{fact.person_moved().household()}));
      break;
    case Fact::kPersonUpdated: {
      const PersonUpdated& updated = fact.person_updated();
      people_.update({.person = PersonId{updated.person()},
                      .household = people_.household(PersonId{updated.person()}),
                      .birth_day = Day{updated.birth_day()},
                      .sex = static_cast<Sex>(updated.sex()),
                      .presence = static_cast<std::uint8_t>(updated.presence()),
                      .priority = static_cast<std::uint8_t>(updated.priority()),
                      .affiliation = PlaceId{updated.affiliation()},
                      .provisional = updated.provisional()});
      break;
    }
    case Fact::kRenumbered:
      units_.renumber();
      people_.renumber(units_);
      changes.renumbered = true;
      break;
    case Fact::kImportConcluded: {
      const ImportConcluded& import = fact.import_concluded();
      imports_.push_back({.file_name = import.file_name(),
                          .file_hash = import.file_hash(),
                          .concluded_at = header.recorded_at,
                          .rows_read = import.rows_read(),
                          .created = import.created(),
                          .updated = import.updated(),
                          .held = import.held(),
                          .rejected = import.rejected()});
      break;
    }
    case Fact::FACT_NOT_SET:
      break;
  }
  return changes;
}

}  // namespace firebreak::registry
