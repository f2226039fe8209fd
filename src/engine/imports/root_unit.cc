#include "engine/imports/root_unit.h"

namespace firebreak::imports {

Result<void> ensure_root(ImportDesk& desk, const std::string& city_name) {
  const bool empty =
      desk.read([](const core::State& state) { return state.registry.units().size() == 0; });
  if (!empty) return {};
  if (city_name.empty()) return Refusal{.code = "import.city_missing"};
  const service::Answer answer = desk.ask(registry::Request(registry::RegisterUnits{
      .first = UnitId{0},
      .units = {{.parent = UnitId{0}, .level = registry::UnitLevel::city, .name = city_name}}}));
  if (!answer) return answer.error();
  return {};
}

}  // namespace firebreak::imports
