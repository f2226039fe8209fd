// A synthetic Wuxi: the real committees and boundaries, filled with invented people and places.
//
// Packed columns, indexes into each other, no identifiers of the register: whoever loads the city
// gives those. Invariants: units are in preorder (a parent before its children, everything below
// unit u is [u, end[u])); people are in the order of their households, so the people below u are
// [first_person[u], first_person[end[u]]); a class_group follows its school; the same sources and
// options give the same columns on any machine. Positions below the district are schematic.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/string_pool.h"
#include "domain/policy/place_kind.h"
#include "domain/registry/geo_point.h"
#include "domain/registry/unit_level.h"

namespace firebreak::synthesis {

inline constexpr std::uint32_t kNone = 0xffffffffU;      // "No parent", "no affiliation".
inline constexpr std::uint32_t kCityPeople = 7'462'135;  // Census of 1 November 2020.
inline constexpr std::uint32_t kPeopleMax = 10'000'000;
inline constexpr int kDaysMax = 60;

enum class Sex : std::uint8_t { female = 0, male = 1 };

// Bits of People::presence: four layers of evidence that somebody is here, kept apart.
inline constexpr std::uint8_t kHouseholdRegister = 1;  // 户籍 in Wuxi.
inline constexpr std::uint8_t kResidenceRegister = 2;  // 居住证, for those from elsewhere.
inline constexpr std::uint8_t kDeclaredPresent = 4;
inline constexpr std::uint8_t kSeenByScan = 8;  // Only these have stays.

// Bits of People::priority.
inline constexpr std::uint8_t kElderlyAlone = 1;
inline constexpr std::uint8_t kPregnant = 2;
inline constexpr std::uint8_t kDialysis = 4;
inline constexpr std::uint8_t kDisabled = 8;
inline constexpr std::uint8_t kChronic = 16;

struct Units {
  std::vector<registry::UnitLevel> level;
  std::vector<std::uint32_t> parent;  // kNone for the city, which is unit 0.
  std::vector<std::uint32_t> end;     // One past the last unit below this one.
  std::vector<std::uint32_t> name;    // Number in City::names; doors and "2单元" are shared.
  std::vector<std::uint64_t> code;    // 3202, 320205, 320205001, 320205001001; 0 for none.
  std::vector<std::int32_t> longitude_microdegrees;  // 0 for stairwells and households.
  std::vector<std::int32_t> latitude_microdegrees;
  std::vector<std::int8_t> floor;           // Of a household; 0 for other units.
  std::vector<std::uint8_t> collective;     // 1: a household in a dormitory, barrack or home.
  std::vector<std::uint32_t> first_person;  // One more entry than units.

  std::size_t size() const { return level.size(); }
  registry::GeoPoint point(std::uint32_t unit) const {
    return {longitude_microdegrees[unit], latitude_microdegrees[unit]};
  }
  template <class Archive>
  void columns(Archive& archive) {
    archive("level", level);
    archive("parent", parent);
    archive("end", end);
    archive("name", name);
    archive("code", code);
    archive("longitude_microdegrees", longitude_microdegrees);
    archive("latitude_microdegrees", latitude_microdegrees);
    archive("floor", floor);
    archive("collective", collective);
    archive("first_person", first_person);
  }
};

// Outlines of districts, streets and communities: rings of points, each ring an outer one (a unit
// cut by the lake has several). Closed: the last point repeats the first.
struct Boundaries {
  std::vector<std::uint32_t> unit;       // Of each ring, ascending.
  std::vector<std::uint32_t> point_end;  // Of each ring: one past its last point.
  std::vector<std::int32_t> longitude_microdegrees;
  std::vector<std::int32_t> latitude_microdegrees;

  template <class Archive>
  void columns(Archive& archive) {
    archive("unit", unit);
    archive("point_end", point_end);
    archive("longitude_microdegrees", longitude_microdegrees);
    archive("latitude_microdegrees", latitude_microdegrees);
  }
};

struct Places {
  std::vector<policy::PlaceKind> kind;
  std::vector<std::uint32_t> unit;    // The neighbourhood, or the building or campus, it lies in.
  std::vector<std::uint32_t> parent;  // The school of a class, the tower of an office; or kNone.
  std::vector<std::uint32_t> name;    // Number in City::names.
  std::vector<std::int32_t> longitude_microdegrees;
  std::vector<std::int32_t> latitude_microdegrees;
  std::vector<std::uint32_t> staff;       // Expected staff, or pupils of a class.
  std::vector<std::uint32_t> popularity;  // Relative draw on visitors; 0: not open to them.
  // Of a class_group: 1-3 kindergarten, 4-9 primary, 10-12 junior, 13-15 senior, 16-18 college.
  std::vector<std::uint8_t> grade;

  std::size_t size() const { return kind.size(); }
  registry::GeoPoint point(std::uint32_t place) const {
    return {longitude_microdegrees[place], latitude_microdegrees[place]};
  }
  template <class Archive>
  void columns(Archive& archive) {
    archive("kind", kind);
    archive("unit", unit);
    archive("parent", parent);
    archive("name", name);
    archive("longitude_microdegrees", longitude_microdegrees);
    archive("latitude_microdegrees", latitude_microdegrees);
    archive("staff", staff);
    archive("popularity", popularity);
    archive("grade", grade);
  }
};

struct People {
  std::vector<std::uint32_t> household;  // Unit.
  std::vector<std::int32_t> birth_day;   // Day::number.
  std::vector<Sex> sex;
  std::vector<std::uint32_t> affiliation;  // Place: employer or class_group; or kNone.
  std::vector<std::uint8_t> priority;
  std::vector<std::uint8_t> presence;

  std::size_t size() const { return household.size(); }
  template <class Archive>
  void columns(Archive& archive) {
    archive("household", household);
    archive("birth_day", birth_day);
    archive("sex", sex);
    archive("affiliation", affiliation);
    archive("priority", priority);
    archive("presence", presence);
  }
};

struct CityOptions {
  std::uint32_t people = kCityPeople / 10;
  std::uint64_t seed = 1;
  Day first_day{19'068};  // 2022-03-17, so that the fourteenth day is 30 March.
  int days = 14;          // Of stays.
};

struct City {
  CityOptions options;
  StringPool names;
  Units units;
  Boundaries boundaries;
  Places places;
  People people;
  std::vector<std::uint32_t> neighbourhoods;  // Their units, ascending.

  template <class Archive>
  void columns(Archive& archive) {
    archive("names", names);
    archive("units", units);
    archive("boundaries", boundaries);
    archive("places", places);
    archive("people", people);
    archive("neighbourhoods", neighbourhoods);
  }
  std::string hash() const;  // Of all columns: 32 hexadecimal digits.
};

// One day's scans at venues, ordered by household, person and time. A person's stays do not
// overlap. What people share at home, at work and in class is not here: household and affiliation
// say it.
struct Stays {
  std::vector<std::uint32_t> person;
  std::vector<std::uint32_t> place;
  std::vector<std::uint32_t> start_second;  // Since local midnight of the day.
  std::vector<std::uint16_t> duration_seconds;

  std::size_t size() const { return person.size(); }
  template <class Archive>
  void columns(Archive& archive) {
    archive("person", person);
    archive("place", place);
    archive("start_second", start_second);
    archive("duration_seconds", duration_seconds);
  }
};

}  // namespace firebreak::synthesis
