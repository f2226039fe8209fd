// A random small city for tests: households, workplaces, classes, shops, and stays in them.
//
// Everybody in it is invented. The same seed gives the same city.
#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "domain/policy/pack.h"
#include "domain/registry/facts.pb.h"
#include "domain/registry/state.h"
#include "domain/tracing/contact_search_oracle.h"
#include "domain/tracing/stay_store.h"

namespace firebreak::tracing {

inline constexpr Day kCityMonday{19079};  // 2022-03-28

struct SmallCitySize {
  std::uint32_t people = 60;
  std::uint32_t households = 20;
  std::uint32_t places = 8;
  int days = 6;  // From kCityMonday.
};

class SmallCity {
 public:
  SmallCity(std::uint64_t seed, SmallCitySize size) : random_(seed), size_(size) {
    add_units();
    add_places();
    for (std::uint32_t i = 0; i < size.people; ++i) add_person(PersonId{i});
    if (random_.chance(0.5)) renumber();
    if (random_.chance(0.5)) add_person(PersonId{size.people});
  }

  // A stay that may cross midnight, double another one, or touch one to the second.
  oracle::Stay random_stay() {
    const auto day = static_cast<std::int32_t>(random_.below(static_cast<unsigned>(size_.days)));
    const auto second = static_cast<LocalSecond>(
        random_.chance(0.5) ? random_.below(86'400 / 1800) * 1800 : random_.below(86'400));
    const LocalSecond from = start_of_day(kCityMonday.number + day) + second;
    const LocalSecond length =
        random_.chance(0.1) ? random_.between(1, kStaySecondsMax) : random_.between(1, 8) * 900;
    return {.person = static_cast<std::uint32_t>(random_.below(registry.people().ids_end())),
            .place = static_cast<std::uint32_t>(random_.below(size_.places)),
            .range = {.from = from, .until = from + length}};
  }

  // Records `count` stays in batches of random days, some of them late.
  void live(int count) {
    for (int i = 0; i < count; ++i) {
      const oracle::Stay stay = random_stay();
      record(stay);
      if (random_.chance(0.02)) record(stay);
    }
  }

  void record(const oracle::Stay& stay) {
    stays.push_back(stay);
    const std::int32_t day = day_number_of(stay.range.from);
    store.add(
        Day{day},
        {StayEntry{
            .place = stay.place,
            .person = stay.person,
            .start_second = static_cast<std::uint32_t>(stay.range.from - start_of_day(day)),
            .duration_seconds = static_cast<std::uint32_t>(stay.range.until - stay.range.from)}});
  }

  // Classes, rules and limits drawn at random, so that odd combinations meet.
  policy::Pack random_pack() {
    policy::Pack pack;
    pack.id = "random";
    const int classes = static_cast<int>(random_.between(1, 4));
    for (int c = 0; c < classes; ++c) {
      policy::ContactClass& contact_class = pack.contact_classes.emplace_back();
      contact_class.id = "class_" + std::to_string(c);
      contact_class.degree = c > 0 && random_.chance(0.4) ? 2 : 1;
      const std::int64_t rules = random_.between(1, 3);
      for (std::int64_t r = 0; r < rules; ++r) contact_class.rules.push_back(random_rule());
    }
    pack.second_degree = {.traced = random_.chance(0.8), .people_per_case_max = 0};
    return pack;
  }

  Random& random() { return random_; }

  registry::State registry;
  std::vector<oracle::Stay> stays;
  StayStore store;

 private:
  using PlaceKind = policy::PlaceKind;

  policy::ContactRule random_rule() {
    policy::ContactRule rule;
    constexpr std::array kKinds{PlaceKind::household, PlaceKind::workplace, PlaceKind::class_group,
                                PlaceKind::shop,      PlaceKind::school,    PlaceKind::restaurant};
    for (const PlaceKind kind : kKinds) {
      if (random_.chance(0.45)) rule.places.push_back(kind);
    }
    if (rule.places.empty()) rule.places.push_back(PlaceKind::shop);
    if (random_.chance(0.6)) rule.minutes_min = static_cast<int>(random_.between(1, 90));
    if (random_.chance(0.3)) rule.gap_minutes_max = random_.chance(0.5) ? 120 : 20;
    if (random_.chance(0.4)) rule.crowd_max = static_cast<int>(random_.between(1, 12));
    return rule;
  }

  void add_units() {
    registry::Fact fact;
    registry::UnitsRegistered& units = *fact.mutable_units_registered();
    const auto add = [&](std::uint32_t parent, registry::UnitLevel level) {
      units.add_parent(parent);
      units.add_level(static_cast<std::uint32_t>(level));
      units.add_name(std::to_string(units.name_size()));
    };
    add(0, registry::UnitLevel::city);
    add(0, registry::UnitLevel::building);
    for (std::uint32_t i = 0; i < size_.households; ++i) add(1, registry::UnitLevel::household);
    registry.apply(fact, FactHeader{});
  }

  void add_places() {
    constexpr std::array kKinds{PlaceKind::workplace, PlaceKind::class_group, PlaceKind::shop,
                                PlaceKind::restaurant, PlaceKind::school};
    registry::Fact fact;
    registry::PlacesRegistered& places = *fact.mutable_places_registered();
    for (std::uint32_t i = 0; i < size_.places; ++i) {
      places.add_kind(static_cast<std::uint32_t>(kKinds[random_.below(kKinds.size())]));
      places.add_unit(1);
      places.add_name(std::to_string(i));
      places.add_longitude_microdegrees(0);
      places.add_latitude_microdegrees(0);
    }
    registry.apply(fact, FactHeader{});
  }

  void add_person(PersonId person) {
    registry::Fact fact;
    registry::PeopleRegistered& people = *fact.mutable_people_registered();
    people.add_person(person.value);
    // Unit 1 is the building: the door of some people is not known.
    people.add_household(1 + static_cast<std::uint32_t>(random_.below(size_.households + 1)));
    people.add_birth_day(0);
    people.add_sex(1);
    people.add_presence(1);
    people.add_priority(0);
    const bool affiliated = random_.chance(0.4);
    people.add_affiliation(affiliated ? static_cast<std::uint32_t>(random_.below(size_.places))
                                      : PlaceId::kNone);
    registry.apply(fact, FactHeader{});
  }

  void renumber() {
    registry::Fact fact;
    fact.mutable_renumbered();
    registry.apply(fact, FactHeader{});
  }

  Random random_;
  SmallCitySize size_;
};

}  // namespace firebreak::tracing
