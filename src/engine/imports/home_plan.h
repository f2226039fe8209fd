// The doors, buildings and what else lies below a neighbourhood that an import still has to make.
//
// find() walks a row's address down the register and plans what is missing, each unit once. Made
// against one State; when others make units in between, plan again.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "base/result.h"
#include "domain/registry/requests.h"
#include "engine/imports/register_row.h"

namespace firebreak::imports {

class HomePlan {
 public:
  explicit HomePlan(const registry::UnitTree& units);

  // The id that the deepest unit of the address has or will have. Refuses row.unit_level_differs:
  // that name is taken by a unit of another level.
  Result<UnitId> find(UnitId neighbourhood, const RegisterRow& row);
  registry::RegisterUnits take() { return std::move(request_); }

 private:
  using Key = std::pair<std::uint32_t, std::string>;  // Parent and name.

  const registry::UnitTree& units_;
  registry::RegisterUnits request_;
  std::map<Key, UnitId> planned_;
};

}  // namespace firebreak::imports
