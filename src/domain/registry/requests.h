// What may be asked of the register.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "domain/registry/geo_point.h"
#include "domain/registry/person.h"
#include "domain/registry/places.h"
#include "domain/registry/state.h"
#include "domain/registry/unit_level.h"

namespace firebreak::registry {

inline constexpr std::size_t kRowsPerRequestMax = 200'000;
inline constexpr std::size_t kNameBytesMax = 300;

struct NewUnit {
  UnitId parent;
  UnitLevel level = UnitLevel::household;
  std::string name;
  std::string code{};
  GeoPoint position{};
  std::int8_t floor = 0;
};

struct RegisterUnits {
  UnitId first;  // The id that the first of them will have: refused if others came between.
  std::vector<NewUnit> units;
};

struct RecordBoundary {
  UnitId unit;
  Boundary rings;
  bool schematic = false;
};

struct NewPlace {
  PlaceKind kind = PlaceKind::other;
  UnitId unit;
  PlaceId parent{};
  std::string name;
  GeoPoint position{};
};

struct RegisterPlaces {
  PlaceId first;
  std::vector<NewPlace> places;
};

struct RegisterPeople {
  std::vector<PersonRow> people;  // Ids from the vault, not yet registered.
};

struct UpdatePerson {
  PersonRow row;  // As it shall be; a new household moves the person.
};

struct Renumber {};

struct ConcludeImport {
  std::string file_name;
  std::string file_hash;
  std::uint64_t rows_read = 0;
  std::uint64_t created = 0;
  std::uint64_t updated = 0;
  std::uint64_t held = 0;
  std::uint64_t rejected = 0;
};

using Request = std::variant<RegisterUnits, RecordBoundary, RegisterPlaces, RegisterPeople,
                             UpdatePerson, Renumber, ConcludeImport>;

}  // namespace firebreak::registry
