// Finds places by name: the one under the same subdistrict, else district, else the only one.
//
// Made of the register as it was; add() what an import registers since.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/registry/state.h"

namespace firebreak::imports {

class PlaceIndex {
 public:
  explicit PlaceIndex(const registry::State& registry);
  void add(std::string_view name, PlaceId place);

  // All of that name, in the order of their ids.
  const std::vector<PlaceId>& named(std::string_view name) const;
  // None when there is no such place, or several that are equally near to `home`. A home that is
  // not known is near to nothing: the name must then be the only one.
  PlaceId nearest(const registry::State& registry, std::string_view name, UnitId home) const;

 private:
  std::map<std::string, std::vector<PlaceId>, std::less<>> by_name_;
};

}  // namespace firebreak::imports
