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

std::string neighbourhood_stem(std::string_view neighbourhood) {
  std::string stem = without_committee(neighbourhood);
  for (const std::string_view word : {std::string_view("社区"), std::string_view("村")}) {
    if (stem.size() > word.size() && stem.ends_with(word)) {
      stem.resize(stem.size() - word.size());
      break;
    }
  }
  return stem;
}

NeighbourhoodIndex::NeighbourhoodIndex(const registry::UnitTree& units) {
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    const UnitId unit{i};
    if (units.level(unit) != UnitLevel::neighbourhood) continue;
    by_stem_[neighbourhood_stem(units.name(unit))].push_back(unit);
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
  const std::string full = without_committee(name.neighbourhood);
  const auto found = by_stem_.find(neighbourhood_stem(name.neighbourhood));
  UnitId only;
  bool only_is_exact = false;
  bool several = false;
  if (found != by_stem_.end()) {
    for (const UnitId unit : found->second) {
      if (!lies_under(units, unit, UnitLevel::district, name.district) ||
          !lies_under(units, unit, UnitLevel::subdistrict, name.subdistrict)) {
        continue;
      }
      const bool exact = without_committee(units.name(unit)) == full;
      if (only.known() && exact == only_is_exact) several = true;
      if (!only.known() || (exact && !only_is_exact)) {
        several = false;
        only = unit;
        only_is_exact = exact;
      }
    }
  }
  if (several) return refuse("row.neighbourhood_ambiguous", name.neighbourhood);
  if (!only.known()) return refuse("row.neighbourhood_unknown", name.neighbourhood);
  return only;
}

}  // namespace firebreak::imports
