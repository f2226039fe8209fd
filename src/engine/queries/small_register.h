// A register of two neighbourhoods for the tests of this room, one door of it not renumbered.
#pragma once

#include <string>

#include "domain/registry/facts.pb.h"
#include "domain/registry/state.h"

namespace firebreak::queries {

class SmallRegister {
 public:
  using Level = registry::UnitLevel;

  SmallRegister() {
    city = add_unit(UnitId{0}, Level::province, "省");
    city = add_unit(city, Level::city, "试验市");
    east = add_unit(city, Level::neighbourhood, "东社区");
    west = add_unit(city, Level::neighbourhood, "西东社区");
    compound = add_unit(east, Level::compound, "东");
    building = add_unit(compound, Level::building, "东1号楼");
    for (const UnitId home : {building, west, building}) add_person(home);
    renumber();
  }

  UnitId add_unit(UnitId parent, Level level, const std::string& name) {
    registry::Fact fact;
    registry::UnitsRegistered& units = *fact.mutable_units_registered();
    const auto id = static_cast<std::uint32_t>(state.units().size());
    units.set_first_unit(id);
    units.add_parent(parent.value);
    units.add_level(static_cast<std::uint32_t>(level));
    units.add_name(name);
    state.apply(fact, {});
    return UnitId{id};
  }

  void add_person(UnitId home, bool provisional = false) {
    registry::Fact fact;
    registry::PeopleRegistered& people = *fact.mutable_people_registered();
    people.add_person(next_person_++);
    people.add_household(home.value);
    people.add_birth_day(9000);
    people.add_sex(1);
    people.add_presence(1);
    people.add_priority(0);
    people.add_affiliation(PlaceId::kNone);
    people.set_provisional(provisional);
    state.apply(fact, {});
  }

  void add_place(const std::string& name) {
    registry::Fact fact;
    registry::PlacesRegistered& places = *fact.mutable_places_registered();
    places.set_first_place(static_cast<std::uint32_t>(state.places().size()));
    places.add_kind(static_cast<std::uint32_t>(registry::PlaceKind::shop));
    places.add_unit(compound.value);
    places.add_name(name);
    places.add_longitude_microdegrees(0);
    places.add_latitude_microdegrees(0);
    state.apply(fact, {});
  }

  void renumber() {
    registry::Fact fact;
    fact.mutable_renumbered();
    state.apply(fact, {});
  }

  registry::State state;
  UnitId city;
  UnitId east;
  UnitId west;
  UnitId compound;
  UnitId building;

 private:
  std::uint32_t next_person_ = 0;
};

}  // namespace firebreak::queries
