// The places that a scenario names: units of the register, found by official code and name.
//
//   place xibei code 320211001013 name 溪北新村
//   place changtai_south code 320205400012 name 长泰国际社区 part 南A区
//   place three_districts codes 320205,320206,320211
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/state.h"
#include "fronts/scenario/arguments.h"

namespace firebreak::scenario {

class Gazetteer {
 public:
  static constexpr Keys kKeys{.subject = true, .known = "code codes name part"};

  // Refuses scenario.value for a place that is not in the register.
  Result<void> add(Arguments& arguments, const core::State& state);
  Result<void> put(Arguments& arguments, std::vector<UnitId> units);  // By the subject's name.
  // The units of all these names, ascending; a name that nobody gave is a fault of `key`.
  std::vector<UnitId> units(Arguments& arguments, std::string_view key,
                            const std::vector<std::string>& names) const;
  // The neighbourhoods that hold, or lie in, these units.
  static std::vector<UnitId> neighbourhoods(const core::State& state,
                                            const std::vector<UnitId>& units);

 private:
  std::map<std::string, std::vector<UnitId>> places_;
};

}  // namespace firebreak::scenario
