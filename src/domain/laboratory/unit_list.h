// A list of units, none under another, that finds the one a home lies in.
//
// Ranked units by binary search over their ranks, units younger than the last renumbering by
// walking up from the home. Valid until the register changes.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/ids.h"
#include "domain/registry/unit_tree.h"

namespace firebreak::laboratory {

class UnitList {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  UnitList(const registry::UnitTree& tree, const std::vector<UnitId>& units);
  std::uint32_t find(UnitId home) const;  // The index in `units`, or kNone.
  bool covers(UnitId home) const { return find(home) != kNone; }
  // Indices of the units that lie under this one (itself too).
  std::vector<std::uint32_t> under(UnitId unit) const;

 private:
  struct Entry {
    std::uint32_t first_rank;
    std::uint32_t last_rank;  // Exclusive.
    std::uint32_t index;
  };
  const registry::UnitTree& tree_;
  std::vector<Entry> ranked_;                    // By rank.
  std::map<std::uint32_t, std::uint32_t> late_;  // UnitId -> index.
};

// All units of a level: in preorder, then the late ones by id. Skips what lies below the level, so
// the cost is the number of units at or above it.
std::vector<UnitId> units_at(const registry::UnitTree& tree, registry::UnitLevel level);

}  // namespace firebreak::laboratory
