#include "domain/registry/unit_level.h"

#include "base/check.h"

namespace firebreak::registry {

std::string_view code_of(UnitLevel level) {
  for (const UnitLevelName& entry : kUnitLevelNames) {
    if (entry.level == level) return entry.code;
  }
  CHECK(false);
}

std::optional<UnitLevel> unit_level_of(std::string_view code) {
  for (const UnitLevelName& entry : kUnitLevelNames) {
    if (entry.code == code) return entry.level;
  }
  return std::nullopt;
}

}  // namespace firebreak::registry
