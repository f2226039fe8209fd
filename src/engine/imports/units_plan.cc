#include "engine/imports/units_plan.h"

namespace firebreak::imports {
namespace {

using registry::UnitLevel;

constexpr std::array kLevels{UnitLevel::district, UnitLevel::subdistrict, UnitLevel::neighbourhood};

Refusal refuse(std::string code, UnitLevel level, const UnitName& asked,
               const registry::NewUnit& there) {
  return {.code = std::move(code),
          .field = std::string(registry::code_of(level)),
          .values = {{.name = "name", .value = asked.name},
                     {.name = "code", .value = asked.code},
                     {.name = "there_name", .value = there.name},
                     {.name = "there_code", .value = there.code}}};
}

}  // namespace

UnitsPlan::UnitsPlan(const registry::UnitTree& units) : units_(units) {
  request_.first = UnitId{static_cast<std::uint32_t>(units.size())};
}

UnitId UnitsPlan::find_code(const std::string& code) const {
  if (code.empty()) return {};
  if (const auto unit = units_.find_code(code)) return *unit;
  const auto planned = planned_codes_.find(code);
  return planned == planned_codes_.end() ? UnitId{} : planned->second;
}

UnitId UnitsPlan::find_child(UnitId parent, const std::string& name) const {
  if (units_.has(parent)) {
    if (const auto unit = units_.find_child(parent, name)) return *unit;
  }
  const auto planned = planned_names_.find(Key(parent.value, name));
  return planned == planned_names_.end() ? UnitId{} : planned->second;
}

registry::NewUnit UnitsPlan::row_of(UnitId unit) const {
  if (!units_.has(unit)) return request_.units[unit.value - request_.first.value];
  return {.parent = units_.parent(unit),
          .level = units_.level(unit),
          .name = std::string(units_.name(unit)),
          .code = std::string(units_.code(unit))};
}

Result<UnitsPlan::Found> UnitsPlan::ensure(UnitId parent, UnitLevel level, const UnitName& name) {
  if (const UnitId unit = find_code(name.code); unit.known()) {
    const registry::NewUnit there = row_of(unit);
    if (there.level != level || there.parent != parent) {
      return refuse("row.unit_elsewhere", level, name, there);
    }
    if (!name.name.empty() && there.name != name.name) {
      return refuse("row.unit_name_differs", level, name, there);
    }
    return Found{.unit = unit};
  }
  if (const UnitId unit = find_child(parent, name.name); unit.known()) {
    const registry::NewUnit there = row_of(unit);
    if (there.level != level) return refuse("row.unit_elsewhere", level, name, there);
    if (!name.code.empty() && !there.code.empty()) {
      return refuse("row.unit_code_differs", level, name, there);
    }
    return Found{.unit = unit};
  }
  const UnitId next{request_.first.value + static_cast<std::uint32_t>(request_.units.size())};
  request_.units.push_back(
      {.parent = parent, .level = level, .name = name.name, .code = name.code});
  if (!name.code.empty()) planned_codes_.emplace(name.code, next);
  planned_names_.emplace(Key(parent.value, name.name), next);
  return Found{.unit = next, .is_new = true};
}

Result<bool> UnitsPlan::add(const NeighbourhoodRow& row) {
  const std::size_t before = request_.units.size();
  Found at{.unit = UnitId{0}};
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    const UnitName& name = row.path[i];
    if (name.name.empty() && name.code.empty()) continue;
    auto found = ensure(at.unit, kLevels[i], name);
    if (!found) {
      undo(before);
      return found.error();
    }
    at = *found;
  }
  if (at.is_new) request_.units.back().position = row.position;
  return at.is_new;
}

void UnitsPlan::undo(std::size_t units) {
  for (; request_.units.size() > units; request_.units.pop_back()) {
    const registry::NewUnit& last = request_.units.back();
    planned_codes_.erase(last.code);
    planned_names_.erase(Key(last.parent.value, last.name));
  }
}

}  // namespace firebreak::imports
