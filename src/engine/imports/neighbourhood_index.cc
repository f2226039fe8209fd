#include "engine/imports/neighbourhood_index.h"

#include <array>

namespace firebreak::imports {
namespace {

using registry::UnitLevel;

constexpr std::array<std::string_view, 6> kCommittees{"居民委员会", "村民委员会", "居委会",
                                                      "村委会",     "委员会",     "居会"};

Refusal refuse(std::string code, std::string_view value) {
  return {.code = std::move(code),
          .field = "neighbourhood",
          .values = {{.name = "value", .value = std::string(value)}}};
}

bool lies_under(const registry::UnitTree& units, UnitId unit, UnitLevel level,
                std::string_view name) {
  if (name.empty()) return true;
  const UnitId above = units.ancestor_at(unit, level);
  return above.known() && units.name(above) == name;
}

}  // namespace

std::string without_committee(std::string_view neighbourhood) {
  for (const std::string_view committee : kCommittees) {
    if (neighbourhood.size() > committee.size() && neighbourhood.ends_with(committee)) {
      neighbourhood.remove_suffix(committee.size());
      break;
    }
  }
  return std::string(neighbourhood);
}

NeighbourhoodIndex::NeighbourhoodIndex(const registry::UnitTree& units) {
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    const UnitId unit{i};
    if (units.level(unit) != UnitLevel::neighbourhood) continue;
    by_name_[without_committee(units.name(unit))].push_back(unit);
  }
}

Result<UnitId> NeighbourhoodIndex::find(const registry::UnitTree& units,
                                        const NeighbourhoodName& name) const {
  if (!name.code.empty()) {
    const auto unit = units.find_code(name.code);
    if (unit && units.level(*unit) == UnitLevel::neighbourhood) return *unit;
    return refuse("row.neighbourhood_unknown", name.code);
  }
  if (name.neighbourhood.empty()) {
    return Refusal{.code = "row.address_missing", .field = "neighbourhood"};
  }
  const auto found = by_name_.find(without_committee(name.neighbourhood));
  UnitId only;
  if (found != by_name_.end()) {
    for (const UnitId unit : found->second) {
      if (!lies_under(units, unit, UnitLevel::district, name.district) ||
          !lies_under(units, unit, UnitLevel::subdistrict, name.subdistrict)) {
        continue;
      }
      if (only.known()) return refuse("row.neighbourhood_ambiguous", name.neighbourhood);
      only = unit;
    }
  }
  if (!only.known()) return refuse("row.neighbourhood_unknown", name.neighbourhood);
  return only;
}

}  // namespace firebreak::imports
