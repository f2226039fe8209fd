// The verbs of a scenario: what each is called, whether it has a time, what it takes, what it does.
//
// The list for people who write scenarios is docs/formats/scenario.md.
#pragma once

#include <span>
#include <string_view>

#include "fronts/scenario/story.h"

namespace firebreak::scenario {

struct Verb {
  std::string_view name;
  bool timed;
  Keys keys;
  Result<void> (*act)(Story&, Arguments&);
};

std::span<const Verb> setting_verbs();   // Who, where, by which pack: before anything happens.
std::span<const Verb> round_verbs();     // Rounds, arrivals, tubes.
std::span<const Verb> response_verbs();  // Cases, contacts, zones, roll calls, figures.
const Verb* find_verb(std::string_view name);

}  // namespace firebreak::scenario
