#include "fronts/scenario/gazetteer.h"

#include <algorithm>
#include <deque>
#include <set>

namespace firebreak::scenario {
namespace {

using registry::UnitLevel;
using registry::UnitTree;

// The nearest unit of that name below `top`: breadth first, never into a building.
std::optional<UnitId> below(const UnitTree& units, UnitId top, std::string_view name) {
  std::deque<UnitId> left{top};
  while (!left.empty()) {
    const UnitId unit = left.front();
    left.pop_front();
    for (const UnitId child : units.children(unit)) {
      if (units.name(child) == name) return child;
      if (units.level(child) < UnitLevel::building) left.push_back(child);
    }
  }
  return std::nullopt;
}

}  // namespace

Result<void> Gazetteer::add(Arguments& arguments, const core::State& state) {
  const UnitTree& tree = state.registry.units();
  std::vector<std::string> codes = arguments.list("codes");
  if (arguments.has("code")) codes.push_back(arguments.text("code"));
  arguments.expect(!codes.empty(), "code", "an official code of a unit");
  std::vector<UnitId> found;
  for (const std::string& code : codes) {
    std::optional<UnitId> unit = tree.find_code(code);
    for (const std::string_view key : {"name", "part"}) {
      if (unit && arguments.has(key)) unit = below(tree, *unit, arguments.text(key));
    }
    arguments.expect(unit.has_value(), arguments.has("code") ? "code" : "codes",
                     "the code and name of a unit of the register");
    if (unit) found.push_back(*unit);
  }
  return put(arguments, std::move(found));
}

Result<void> Gazetteer::put(Arguments& arguments, std::vector<UnitId> units) {
  if (arguments.fault()) return *arguments.fault();
  std::ranges::sort(units);
  const auto repeated = std::ranges::unique(units);
  units.erase(repeated.begin(), repeated.end());
  const bool fresh = places_.emplace(arguments.subject(), std::move(units)).second;
  arguments.expect(fresh, "", "a name that is not taken");
  if (arguments.fault()) return *arguments.fault();
  return {};
}

std::vector<UnitId> Gazetteer::units(Arguments& arguments, std::string_view key,
                                     const std::vector<std::string>& names) const {
  std::set<UnitId> units;
  for (const std::string& name : names) {
    const auto place = places_.find(name);
    if (place == places_.end()) {
      arguments.unknown(key);
    } else {
      units.insert(place->second.begin(), place->second.end());
    }
  }
  return {units.begin(), units.end()};
}

std::vector<UnitId> Gazetteer::neighbourhoods(const core::State& state,
                                              const std::vector<UnitId>& units) {
  const UnitTree& tree = state.registry.units();
  std::set<UnitId> found;
  std::deque<UnitId> left(units.begin(), units.end());
  while (!left.empty()) {
    const UnitId unit = left.front();
    left.pop_front();
    const UnitId above = tree.ancestor_at(unit, UnitLevel::neighbourhood);
    if (above.known()) {
      found.insert(above);
    } else if (tree.level(unit) < UnitLevel::neighbourhood) {
      for (const UnitId child : tree.children(unit)) left.push_back(child);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace firebreak::scenario
