// The districts, subdistricts and neighbourhoods that a list names and the register lacks.
//
// A row is planned as a whole or not at all.
#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/registry/requests.h"

namespace firebreak::imports {

struct UnitName {  // As a list has it; both empty: the list skips this level.
  std::string code;
  std::string name;
};

struct NeighbourhoodRow {
  std::array<UnitName, 3> path;  // District, subdistrict, neighbourhood.
  registry::GeoPoint position{};
};

class UnitsPlan {
 public:
  explicit UnitsPlan(const registry::UnitTree& units);

  // Whether the neighbourhood is new. Refuses row.unit_elsewhere (the code is of a unit under
  // another parent or of another level), row.unit_code_differs, row.unit_name_differs.
  Result<bool> add(const NeighbourhoodRow& row);
  registry::RegisterUnits take() { return std::move(request_); }

 private:
  using Key = std::pair<std::uint32_t, std::string>;  // Parent and name.
  struct Found {
    UnitId unit{};
    bool is_new = false;
  };

  Result<Found> ensure(UnitId parent, registry::UnitLevel level, const UnitName& name);
  UnitId find_code(const std::string& code) const;
  UnitId find_child(UnitId parent, const std::string& name) const;
  registry::NewUnit row_of(UnitId unit) const;
  void undo(std::size_t units);

  const registry::UnitTree& units_;
  registry::RegisterUnits request_;
  std::map<std::string, UnitId> planned_codes_;
  std::map<Key, UnitId> planned_names_;
};

}  // namespace firebreak::imports
