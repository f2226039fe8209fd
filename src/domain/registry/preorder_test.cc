// Oracle: preorder ranges and area counts against walking up from every person, on random
// registers that grow, move and are renumbered.
#include <gtest/gtest.h>

#include "base/random.h"
#include "domain/registry/area_count.h"
#include "domain/registry/facts.pb.h"

namespace firebreak::registry {
namespace {

class GrowingRegister {
 public:
  explicit GrowingRegister(std::uint64_t seed) : random_(seed) {
    Fact fact;
    UnitsRegistered& root = *fact.mutable_units_registered();
    root.add_parent(0);
    root.add_level(static_cast<std::uint32_t>(UnitLevel::province));
    root.add_name("root");
    apply(fact);
  }

  void add_unit() {
    const UnitId parent = random_unit();
    const int above = static_cast<int>(state.units().level(parent));
    if (above >= static_cast<int>(kDeepestLevel)) return;
    Fact fact;
    UnitsRegistered& columns = *fact.mutable_units_registered();
    columns.set_first_unit(static_cast<std::uint32_t>(state.units().size()));
    columns.add_parent(parent.value);
    columns.add_level(
        static_cast<std::uint32_t>(random_.between(above + 1, static_cast<int>(kDeepestLevel))));
    columns.add_name(std::to_string(state.units().size()));
    apply(fact);
  }

  void add_person() {
    Fact fact;
    PeopleRegistered& columns = *fact.mutable_people_registered();
    next_person_ += 1 + static_cast<std::uint32_t>(random_.below(2));  // Ids may have gaps.
    columns.add_person(next_person_);
    columns.add_household(random_unit().value);
    columns.add_birth_day(0);
    columns.add_sex(1);
    columns.add_presence(1);
    columns.add_priority(0);
    columns.add_affiliation(PlaceId::kNone);
    columns.set_provisional(random_.chance(0.1));
    apply(fact);
  }

  void move_person() {
    const PersonId person{static_cast<std::uint32_t>(random_.below(next_person_ + 1))};
    if (!state.people().has(person)) return;
    Fact fact;
    fact.mutable_person_moved()->set_person(person.value);
    fact.mutable_person_moved()->set_household(random_unit().value);
    apply(fact);
  }

  void renumber() {
    Fact fact;
    fact.mutable_renumbered();
    apply(fact);
  }

  void step() {
    const std::uint64_t dice = random_.below(100);
    if (dice < 30) {
      add_unit();
    } else if (dice < 80) {
      add_person();
    } else if (dice < 98) {
      move_person();
    } else {
      renumber();
    }
  }

  UnitId random_unit() {
    return UnitId{static_cast<std::uint32_t>(random_.below(state.units().size()))};
  }

  State state;

 private:
  void apply(const Fact& fact) { state.apply(fact, FactHeader{}); }
  Random random_;
  std::uint32_t next_person_ = 0;
};

bool lives_under(const State& state, UnitId unit, PersonId person) {
  UnitId at = state.people().household(person);
  while (at != unit && at.value != 0) at = state.units().parent(at);
  return at == unit;
}

std::vector<std::uint32_t> people_under(const State& state, UnitId unit) {
  std::vector<std::uint32_t> people;
  for (std::uint32_t id = 0; id < state.people().ids_end(); ++id) {
    if (!state.people().has(PersonId{id}) || state.people().provisional(PersonId{id})) continue;
    if (lives_under(state, unit, PersonId{id})) people.push_back(id);
  }
  return people;
}

TEST(Preorder, CountsAsWalkingUpDoes) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    GrowingRegister city(seed);
    for (int step = 0; step < 3000; ++step) {
      city.step();
      if (step % 97 != 0) continue;
      const UnitId unit = city.random_unit();
      const auto mask = [&](std::size_t word) {
        return word_of(city.state.people().registered(), word);
      };
      std::vector<std::uint32_t> found;
      for_each_person(city.state, unit, mask,
                      [&](PersonId person) { found.push_back(person.value); });
      std::ranges::sort(found);
      ASSERT_EQ(found, people_under(city.state, unit)) << "seed " << seed << " step " << step;
      ASSERT_EQ(count_area(city.state, unit, mask), found.size());
    }
  }
}

TEST(Preorder, ChildrenAndContainmentSurviveRenumbering) {
  GrowingRegister city(3);
  for (int step = 0; step < 600; ++step) city.step();
  const UnitTree before = city.state.units();
  city.renumber();
  const UnitTree& after = city.state.units();
  for (std::uint32_t a = 0; a < before.size(); ++a) {
    EXPECT_EQ(before.children(UnitId{a}), after.children(UnitId{a}));
    for (std::uint32_t b = 0; b < before.size(); b += 7) {
      EXPECT_EQ(before.contains(UnitId{a}, UnitId{b}), after.contains(UnitId{a}, UnitId{b}));
    }
  }
}

}  // namespace
}  // namespace firebreak::registry
