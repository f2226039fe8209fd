// Who is who in a story: people of the register chosen by what they are, and the truth about them.
//
// The choice is the first in an order mixed from the story's seed among those who fit, so the same
// register and seed give the same people; nobody is chosen twice. Refuses scenario.nobody when
// nobody fits. Truth (infected since when) is an input of the story and never told to Firebreak.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "fronts/scenario/agenda.h"
#include "fronts/scenario/arguments.h"
#include "fronts/scenario/gazetteer.h"

namespace firebreak::scenario {

struct Infection {  // From when a specimen shows it.
  Instant pcr_from;
  Instant antigen_from;
};

class Cast {
 public:
  explicit Cast(std::uint64_t seed = 0) : seed_(seed) {}

  static constexpr Keys kPersonKeys{
      .subject = true,
      .known = "lives_in household_of colleague_of pupil_of age household_min staff visited kinds",
      .needed = {}};
  static constexpr Keys kStrangerKeys{
      .subject = true, .known = "home born sex", .needed = "home born"};
  static constexpr Keys kInfectedKeys{
      .subject = true, .known = "pcr_from antigen_from", .needed = "pcr_from"};

  void set_seed(std::uint64_t seed) { seed_ = seed; }
  Result<void> choose(Arguments& arguments, const Gazetteer& places, const Agenda& agenda);
  // Somebody who is not on the register: registered provisionally, by a request.
  Result<void> meet(Arguments& arguments, const Gazetteer& places, const Agenda& agenda);
  Result<void> infect(Arguments& arguments);

  // None, and a fault of `key`, for a name that nobody has.
  PersonId person(Arguments& arguments, std::string_view key, const std::string& name) const;
  bool knows(PersonId person) const { return names_.contains(person); }
  std::string_view name(PersonId person) const;  // "" for everybody else.
  bool infected(PersonId person) const { return infections_.contains(person); }
  bool positive_by_pcr(PersonId person, Instant collected_at) const;
  bool positive_by_antigen(PersonId person, Instant taken_at) const;

 private:
  Result<void> add(Arguments& arguments, PersonId person);

  std::uint64_t seed_;
  std::map<std::string, PersonId> people_;
  std::map<PersonId, std::string> names_;
  std::map<PersonId, Infection> infections_;
};

}  // namespace firebreak::scenario
