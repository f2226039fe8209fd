#include "engine/imports/home_plan.h"

#include <array>

namespace firebreak::imports {
namespace {

using registry::UnitLevel;

// Of RegisterRow::address from the fourth on.
constexpr std::size_t kFirstBelow = 3;
constexpr std::array kLevels{UnitLevel::grid,     UnitLevel::compound,  UnitLevel::section,
                             UnitLevel::building, UnitLevel::stairwell, UnitLevel::household};

}  // namespace

HomePlan::HomePlan(const registry::UnitTree& units) : units_(units) {
  request_.first = UnitId{static_cast<std::uint32_t>(units.size())};
}

Result<UnitId> HomePlan::find(UnitId neighbourhood, const RegisterRow& row) {
  UnitId at = neighbourhood;
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    const std::string& name = row.address[kFirstBelow + i];
    if (name.empty()) continue;
    std::optional<UnitId> below;
    UnitLevel level = kLevels[i];
    if (units_.has(at)) below = units_.find_child(at, name);
    if (below) {
      level = units_.level(*below);
    } else {
      const UnitId next{request_.first.value + static_cast<std::uint32_t>(request_.units.size())};
      const auto [planned, is_new] = planned_.emplace(Key(at.value, name), next);
      below = planned->second;
      if (is_new) {
        const int floor = level == UnitLevel::household ? row.floor : 0;
        request_.units.push_back(
            {.parent = at, .level = level, .name = name, .floor = static_cast<std::int8_t>(floor)});
      }
      level = request_.units[below->value - request_.first.value].level;
    }
    if (level != kLevels[i]) {
      return Refusal{.code = "row.unit_level_differs",
                     .field = std::string(registry::code_of(kLevels[i])),
                     .values = {{.name = "value", .value = name},
                                {.name = "level", .value = std::string(registry::code_of(level))}}};
    }
    at = *below;
  }
  return at;
}

}  // namespace firebreak::imports
