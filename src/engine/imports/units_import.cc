#include "engine/imports/units_import.h"

#include <map>

#include "engine/imports/coordinates.h"
#include "engine/imports/import_sheet.h"
#include "engine/imports/root_unit.h"
#include "engine/imports/units_plan.h"

namespace firebreak::imports {
namespace {

constexpr std::size_t kRowsPerStep = 10'000;

enum Column : std::size_t {
  neighbourhood_code,
  neighbourhood,
  subdistrict_code,
  subdistrict,
  district_code,
  district,
  longitude,
  latitude,
};

std::span<const tables::KnownColumn> columns() {
  static const std::vector<tables::KnownColumn> known{
      {"neighbourhood_code", {"community code", "社区代码", "村居代码", "统计用区划代码"}},
      {"neighbourhood", {"community", "社区", "村居", "居委会", "村委会", "名称"}, true},
      {"subdistrict_code", {"street code", "街道代码", "乡镇代码"}},
      {"subdistrict", {"street", "town", "街道", "镇街", "乡镇"}},
      {"district_code", {"区代码", "县区代码"}},
      {"district", {"区", "县区", "区县"}},
      {"longitude", {"经度", "lon", "lng"}},
      {"latitude", {"纬度", "lat"}},
  };
  return known;
}

Result<NeighbourhoodRow> read_row(const RowCells& cells) {
  NeighbourhoodRow row;
  row.path = {{{cells.text(district_code), cells.text(district)},
               {cells.text(subdistrict_code), cells.text(subdistrict)},
               {cells.text(neighbourhood_code), cells.text(neighbourhood)}}};
  for (std::size_t i = 0; i < row.path.size(); ++i) {
    const UnitName& unit = row.path[i];
    const bool missing = unit.name.empty() && (i == 2 || !unit.code.empty());
    if (missing) return refusal_at("row.name_missing", columns()[district - 2 * i].name);
    if (unit.name.size() > registry::kNameBytesMax || unit.code.size() > registry::kNameBytesMax) {
      return refusal_at("row.unit_name_too_long", columns()[district - 2 * i].name);
    }
  }
  const auto position = read_coordinates(cells, longitude, latitude);
  if (!position) return position.error();
  row.position = *position;
  return row;
}

std::string key_of_row(const NeighbourhoodRow& row) {
  if (!row.path[2].code.empty()) return row.path[2].code;
  std::string key;
  for (const UnitName& unit : row.path) key += unit.name + "/";
  return key;
}

class UnitsImport {
 public:
  UnitsImport(ImportDesk& desk, ImportSheet& sheet) : desk_(desk), sheet_(sheet) {}

  Result<void> take(std::vector<SheetRow>& rows) {
    registry::RegisterUnits request = desk_.read([&](const core::State& state) {
      UnitsPlan plan(state.registry.units());
      for (SheetRow& row : rows) judge(plan, row);
      return plan.take();
    });
    const std::size_t count = request.units.size();
    if (count > 0) {
      const service::Answer answer = desk_.ask(registry::Request(std::move(request)));
      if (!answer) return answer.error();
      sheet_.note("units_created", count);
    }
    sheet_.account(rows);
    return {};
  }

 private:
  void judge(UnitsPlan& plan, SheetRow& row) {
    if (row.fate != Fate::undecided) return;
    const auto read = read_row(sheet_.cells(row));
    if (!read) return row.reject(read.error());
    const auto [earlier, first] = seen_.emplace(key_of_row(*read), row.line);
    if (!first) {
      return row.reject({.code = "row.repeated",
                         .field = "neighbourhood",
                         .values = {{.name = "line", .value = std::to_string(earlier->second)}}});
    }
    const auto added = plan.add(*read);
    if (added) {
      row.fate = *added ? Fate::created : Fate::updated;
    } else if (added.error().code == "row.unit_name_differs") {
      row.hold(added.error());  // Renamed, or a slip: a person must say.
    } else {
      row.reject(added.error());
    }
  }

  ImportDesk& desk_;
  ImportSheet& sheet_;
  std::map<std::string, std::uint64_t> seen_;
};

}  // namespace

Result<ImportOutcome> import_units(service::Service& service, const tables::TableInput& input,
                                   const ImportOptions& options) {
  auto sheet = ImportSheet::open(input, options, columns());
  if (!sheet) return sheet.error();
  ImportDesk desk(service, options.actor, options.dry_run);
  if (auto root = ensure_root(desk, options.city_name); !root) return root.error();
  UnitsImport import(desk, **sheet);
  while (true) {
    auto rows = (*sheet)->next(kRowsPerStep);
    if (!rows) return rows.error();
    if (rows->empty()) return (*sheet)->conclude(desk);
    if (auto taken = import.take(*rows); !taken) return taken.error();
  }
}

}  // namespace firebreak::imports
