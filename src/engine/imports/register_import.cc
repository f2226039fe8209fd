#include "engine/imports/register_import.h"

#include "engine/imports/register_step.h"

namespace firebreak::imports {
namespace {

constexpr std::size_t kRowsPerStep = 10'000;

RegisterMemory memory_of(const ImportDesk& desk, const ImportSheet& sheet) {
  return desk.read([&](const core::State& state) {
    RegisterMemory memory;
    memory.neighbourhoods = std::make_unique<NeighbourhoodIndex>(state.registry.units());
    if (sheet.has_column(static_cast<std::size_t>(RegisterColumn::workplace))) {
      memory.places = std::make_unique<PlaceIndex>(state.registry);
    }
    return memory;
  });
}

}  // namespace

Result<ImportOutcome> import_register(service::Service& service, vault::Vault& vault,
                                      const tables::TableInput& input,
                                      const ImportOptions& options) {
  auto sheet = ImportSheet::open(input, options, register_columns());
  if (!sheet) return sheet.error();
  ImportDesk desk(service, options.actor, options.dry_run);
  const bool empty =
      desk.read([](const core::State& state) { return state.registry.units().size() == 0; });
  if (empty) return Refusal{.code = "import.no_units"};
  RegisterMemory memory = memory_of(desk, **sheet);
  const Day today = day_of(desk.now());
  while (true) {
    auto rows = (*sheet)->next(kRowsPerStep);
    if (!rows) return rows.error();
    if (rows->empty()) return (*sheet)->conclude(desk);
    RegisterStep step(desk, vault, memory, today);
    for (SheetRow& row : *rows) {
      if (row.fate != Fate::undecided) continue;
      auto read = read_register_row((*sheet)->cells(row), today);
      if (read) {
        step.add(row, std::move(*read));
      } else {
        row.reject(read.error());
      }
    }
    if (auto judged = step.judge(); !judged) return judged.error();
    if (auto recorded = step.record(); !recorded) return recorded.error();
    (*sheet)->account(*rows);
    if (step.units_created() > 0) (*sheet)->note("units_created", step.units_created());
    if (step.workplaces_unknown() > 0)
      (*sheet)->note("workplace_unknown", step.workplaces_unknown());
  }
}

}  // namespace firebreak::imports
