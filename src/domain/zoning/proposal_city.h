// A random city for tests of proposals: districts down to doors, some levels skipped, people,
// places, cases and their contact lists. Everybody in it is invented; the same seed gives the same
// city.
#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "domain/registry/facts.pb.h"
#include "domain/registry/state.h"
#include "domain/tracing/facts.pb.h"
#include "domain/tracing/state.h"

namespace firebreak::zoning {

struct ListedContact {
  PersonId person;
  PlaceId place{};
  std::uint32_t minutes = 30;
  std::uint32_t degree = 1;
};

class ProposalCity {
 public:
  UnitId add_unit(UnitId parent, registry::UnitLevel level, const std::string& name) {
    const auto id = static_cast<std::uint32_t>(registry.units().size());
    registry::Fact fact;
    registry::UnitsRegistered& columns = *fact.mutable_units_registered();
    columns.set_first_unit(id);
    columns.add_parent(parent.value);
    columns.add_level(static_cast<std::uint32_t>(level));
    columns.add_name(name);
    registry.apply(fact, {});
    return UnitId{id};
  }
  PersonId add_person(UnitId home, std::uint32_t priority = 0) {
    registry::Fact fact;
    registry::PeopleRegistered& columns = *fact.mutable_people_registered();
    columns.add_person(people);
    columns.add_household(home.value);
    columns.add_birth_day(0);
    columns.add_sex(1);
    columns.add_presence(1);
    columns.add_priority(priority);
    columns.add_affiliation(PlaceId::kNone);
    registry.apply(fact, {});
    return PersonId{people++};
  }
  PlaceId add_place(policy::PlaceKind kind, UnitId unit) {
    const auto id = static_cast<std::uint32_t>(registry.places().size());
    registry::Fact fact;
    registry::PlacesRegistered& columns = *fact.mutable_places_registered();
    columns.set_first_place(id);
    columns.add_kind(static_cast<std::uint32_t>(kind));
    columns.add_unit(unit.value);
    columns.add_name("place " + std::to_string(id));
    columns.add_longitude_microdegrees(0);
    columns.add_latitude_microdegrees(0);
    registry.apply(fact, {});
    return PlaceId{id};
  }
  void renumber() {
    registry::Fact fact;
    fact.mutable_renumbered();
    registry.apply(fact, {});
  }
  CaseId add_case(PersonId person, const std::vector<ListedContact>& contacts) {
    const auto id = static_cast<std::uint32_t>(tracing.case_count());
    tracing::Fact opened;
    opened.mutable_case_opened()->set_case_id(id);
    opened.mutable_case_opened()->set_person(person.value);
    opened.mutable_case_opened()->set_classification(2);
    opened.mutable_case_opened()->set_tube(TubeId::kNone);
    tracing.apply(opened, {});
    tracing::Fact fact;
    tracing::ContactsListed& listed = *fact.mutable_contacts_listed();
    listed.set_case_id(id);
    for (const ListedContact& contact : contacts) {
      listed.add_person(contact.person.value);
      listed.add_class_index(0);
      listed.add_rule_index(0);
      listed.add_degree(contact.degree);
      listed.add_via(PersonId::kNone);
      listed.add_place(contact.place.value);
      listed.add_first_second(0);
      listed.add_last_second(0);
      listed.add_minutes(contact.minutes);
      listed.add_rules_held(1);
    }
    tracing.apply(fact, {});
    return CaseId{id};
  }
  void discard(CaseId id) {
    tracing::Fact fact;
    fact.mutable_case_updated()->set_case_id(id.value);
    fact.mutable_case_updated()->set_classification(
        static_cast<std::uint32_t>(tracing::CaseClassification::discarded));
    tracing.apply(fact, {});
  }
  std::vector<CaseId> cases() const {
    std::vector<CaseId> ids;
    for (std::uint32_t i = 0; i < tracing.case_count(); ++i) ids.push_back(CaseId{i});
    return ids;
  }

  registry::State registry;
  tracing::State tracing;
  std::uint32_t people = 0;
};

// Levels skipped at random (villages without buildings, towers without compounds), late arrivals.
inline ProposalCity random_city(std::uint64_t seed) {
  using registry::UnitLevel;
  Random random(seed);
  ProposalCity city;
  std::vector<UnitId> leaves{city.add_unit(UnitId{0}, UnitLevel::city, "city")};
  for (const UnitLevel level :
       {UnitLevel::district, UnitLevel::subdistrict, UnitLevel::neighbourhood, UnitLevel::compound,
        UnitLevel::section, UnitLevel::building, UnitLevel::stairwell, UnitLevel::household}) {
    std::vector<UnitId> next;
    for (const UnitId parent : leaves) {
      if (level > UnitLevel::neighbourhood && random.chance(0.25)) {
        next.push_back(parent);  // This level is skipped here.
        continue;
      }
      const std::int64_t count = random.between(1, 2);
      for (std::int64_t i = 0; i < count; ++i) {
        next.push_back(city.add_unit(parent, level, "unit"));
      }
    }
    leaves = next;
  }
  for (const UnitId leaf : leaves) city.add_person(leaf, random.chance(0.2) ? 16 : 0);
  if (random.chance(0.7)) city.renumber();
  for (int i = 0; i < 20; ++i) city.add_person(leaves[random.below(leaves.size())]);
  const auto any_unit = [&] {
    return UnitId{static_cast<std::uint32_t>(random.below(city.registry.units().size()))};
  };
  for (int i = 0; i < 6; ++i) {
    city.add_place(random.chance(0.8) ? policy::PlaceKind::workplace : policy::PlaceKind::vehicle,
                   any_unit());
  }
  const std::int64_t cases = random.between(1, 6);
  for (std::int64_t c = 0; c < cases; ++c) {
    std::vector<ListedContact> contacts;
    const std::uint64_t count = random.below(25);
    for (std::uint64_t i = 0; i < count; ++i) {
      contacts.push_back({.person = PersonId{static_cast<std::uint32_t>(random.below(city.people))},
                          .place = random.chance(0.8)
                                       ? PlaceId{static_cast<std::uint32_t>(random.below(6))}
                                       : PlaceId::none(),
                          .minutes = static_cast<std::uint32_t>(random.below(300)),
                          .degree = random.chance(0.8) ? 1U : 2U});
    }
    city.add_case(PersonId{static_cast<std::uint32_t>(random.below(city.people))}, contacts);
  }
  return city;
}

}  // namespace firebreak::zoning
