// The levels of the register, from province to household.
//
// A unit's parent has a smaller level; levels may be skipped (a village has no compounds).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace firebreak::registry {

enum class UnitLevel : std::uint8_t {
  province = 1,
  city = 2,
  district = 3,
  subdistrict = 4,    // 街道, 镇
  neighbourhood = 5,  // 社区, 村
  grid = 6,           // 网格
  compound = 7,       // 小区, a village group, a campus
  section = 8,        // A named part of a compound: 南A区
  building = 9,       // 楼栋
  stairwell = 10,     // 单元
  household = 11,     // A door; also one collective household (dormitory, staff quarters).
};

inline constexpr UnitLevel kDeepestLevel = UnitLevel::household;

struct UnitLevelName {
  UnitLevel level;
  std::string_view code;  // In API paths, files and URLs.
};

inline constexpr std::array kUnitLevelNames{
    UnitLevelName{UnitLevel::province, "province"},
    UnitLevelName{UnitLevel::city, "city"},
    UnitLevelName{UnitLevel::district, "district"},
    UnitLevelName{UnitLevel::subdistrict, "subdistrict"},
    UnitLevelName{UnitLevel::neighbourhood, "neighbourhood"},
    UnitLevelName{UnitLevel::grid, "grid"},
    UnitLevelName{UnitLevel::compound, "compound"},
    UnitLevelName{UnitLevel::section, "section"},
    UnitLevelName{UnitLevel::building, "building"},
    UnitLevelName{UnitLevel::stairwell, "stairwell"},
    UnitLevelName{UnitLevel::household, "household"},
};

std::string_view code_of(UnitLevel level);
std::optional<UnitLevel> unit_level_of(std::string_view code);

}  // namespace firebreak::registry
