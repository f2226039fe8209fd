// Small scenarios about one rule of a policy pack, which an epidemiologist reviews.
//
//   pack covid19_edition_9
//   case C1 onset 2022-03-10 specimen 2022-03-08 isolated 2022-03-12
//   expect infectious_period C1 = 2022-03-06..2022-03-12
//   case C2
//   refuse infectious_period C2 : case.no_anchor
//   expect pool_size lockdown = 1
//   expect clock isolate_close_contact = "8 h"
//
// What does not hold is a failure with its line; what cannot be read is refused, with file and
// line: scenario.verb, scenario.value, scenario.missing and what scenario_text.h refuses.
#pragma once

#include "fronts/scenario/story.h"

namespace firebreak::scenario {

struct RuleFailure {
  std::uint32_t line = 0;
  std::string expected;
  std::string actual;
};

struct RuleOutcome {
  std::uint32_t checked = 0;  // Lines with expect or refuse.
  std::vector<RuleFailure> failures{};
};

Result<RuleOutcome> check_rules(const ScenarioText& scenario, const ReadSource& read);

}  // namespace firebreak::scenario
