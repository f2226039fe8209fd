// Writes units and people of a city in preorder: open a unit, fill it, close it.
//
// Keeps the invariants of City: a parent before its children, ends and first_person right, people
// in the order of their households.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/synthesis/city.h"
#include "analysis/synthesis/families.h"
#include "analysis/synthesis/naming.h"
#include "analysis/synthesis/plane.h"

namespace firebreak::synthesis {

class CityWriter {
 public:
  explicit CityWriter(City& city) : city_(city), names_(city.names) {}

  NameBook& names() { return names_; }
  std::uint32_t open(registry::UnitLevel level, std::uint32_t name, std::uint64_t code = 0);
  std::uint32_t open_at(registry::UnitLevel level, std::uint32_t name, Point point,
                        std::uint64_t code = 0);
  void close();
  void household(std::uint32_t name, int floor, std::span<const Member> members, bool collective);
  std::uint32_t people() const { return static_cast<std::uint32_t>(city_.people.size()); }
  void finish();  // After the last unit is closed.

 private:
  City& city_;
  NameBook names_;
  std::vector<std::uint32_t> open_;
};

}  // namespace firebreak::synthesis
