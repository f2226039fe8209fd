// Adds places to a city's columns.
#pragma once

#include <cstdint>

#include "analysis/synthesis/city.h"

namespace firebreak::synthesis {

struct NewPlace {
  policy::PlaceKind kind;
  std::uint32_t unit;
  std::uint32_t name;
  registry::GeoPoint point;
  std::uint32_t parent = kNone;
  std::uint32_t popularity = 0;
  std::uint8_t grade = 0;
};

std::uint32_t add_place(Places& places, const NewPlace& place);  // Its index.

}  // namespace firebreak::synthesis
