#include "engine/imports/places_import.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "domain/registry/requests.h"
#include "engine/imports/coordinates.h"
#include "engine/imports/import_sheet.h"
#include "engine/imports/neighbourhood_index.h"
#include "engine/imports/place_index.h"

namespace firebreak::imports {
namespace {

using policy::PlaceKind;

constexpr std::size_t kRowsPerStep = 10'000;

enum Column : std::size_t {
  name,
  kind,
  neighbourhood_code,
  district,
  subdistrict,
  neighbourhood,
  longitude,
  latitude,
  parent,
};

std::span<const tables::KnownColumn> columns() {
  static const std::vector<tables::KnownColumn> known{
      {"name", {"名称", "场所名称", "单位名称", "place"}, true},
      {"kind", {"类型", "场所类型", "place kind", "type"}, true},
      {"neighbourhood_code", {"community code", "社区代码", "村居代码"}},
      {"district", {"区", "县区", "区县"}},
      {"subdistrict", {"street", "town", "街道", "镇街", "乡镇"}},
      {"neighbourhood", {"community", "社区", "村居", "居委会"}},
      {"longitude", {"经度", "lon", "lng"}},
      {"latitude", {"纬度", "lat"}},
      {"parent", {"parent name", "所属", "上级", "所属学校"}},
  };
  return known;
}

struct KindWord {
  std::string_view word;
  PlaceKind kind;
};
constexpr std::array kKindWords{KindWord{"单位", PlaceKind::workplace},
                                KindWord{"企业", PlaceKind::workplace},
                                KindWord{"工厂", PlaceKind::workplace},
                                KindWord{"学校", PlaceKind::school},
                                KindWord{"幼儿园", PlaceKind::school},
                                KindWord{"班级", PlaceKind::class_group},
                                KindWord{"商店", PlaceKind::shop},
                                KindWord{"超市", PlaceKind::supermarket},
                                KindWord{"农贸市场", PlaceKind::market},
                                KindWord{"餐厅", PlaceKind::restaurant},
                                KindWord{"餐饮", PlaceKind::restaurant},
                                KindWord{"医院", PlaceKind::hospital},
                                KindWord{"药店", PlaceKind::pharmacy},
                                KindWord{"车站", PlaceKind::transport},
                                KindWord{"车辆", PlaceKind::vehicle},
                                KindWord{"娱乐场所", PlaceKind::entertainment},
                                KindWord{"宗教场所", PlaceKind::worship},
                                KindWord{"公园", PlaceKind::park},
                                KindWord{"写字楼", PlaceKind::office_building},
                                KindWord{"酒店", PlaceKind::hotel},
                                KindWord{"宾馆", PlaceKind::hotel},
                                KindWord{"其他", PlaceKind::other}};

std::optional<PlaceKind> read_kind(const std::string& text) {
  const auto known = std::ranges::find(kKindWords, text, &KindWord::word);
  if (known != kKindWords.end()) return known->kind;
  const auto kind = policy::place_kind_of(text);
  if (kind == PlaceKind::household) return std::nullopt;  // Never a place of its own.
  return kind;
}

class PlacesImport {
 public:
  PlacesImport(ImportDesk& desk, ImportSheet& sheet) : desk_(desk), sheet_(sheet) {
    desk_.read([&](const core::State& state) {
      neighbourhoods_ = std::make_unique<NeighbourhoodIndex>(state.registry.units());
      places_ = std::make_unique<PlaceIndex>(state.registry);
      return true;
    });
  }

  Result<void> take(std::vector<SheetRow>& rows) {
    for (SheetRow& row : rows) {
      if (row.fate != Fate::undecided) continue;
      auto place = read_row(sheet_.cells(row));
      if (!place && place.error().code == "row.place_parent" && !request_.places.empty()) {
        // The parent may be a row above, not yet recorded.
        if (auto recorded = record(); !recorded) return recorded;
        place = read_row(sheet_.cells(row));
      }
      if (place) {
        judge(row, std::move(*place));
      } else {
        row.reject(place.error());
      }
    }
    if (auto recorded = record(); !recorded) return recorded;
    sheet_.account(rows);
    return {};
  }

 private:
  using Identity = std::tuple<std::string, PlaceKind, std::uint32_t>;

  Result<registry::NewPlace> read_row(const RowCells& cells) const {
    registry::NewPlace place{.name = cells.text(name)};
    if (place.name.empty()) return refusal_at("row.name_missing", "name");
    if (place.name.size() > registry::kNameBytesMax) {
      return refusal_at("row.unit_name_too_long", "name");
    }
    const auto known_kind = read_kind(cells.text(kind));
    if (!known_kind) return refusal_at("row.place_kind", "kind", cells.text(kind));
    place.kind = *known_kind;
    const auto position = read_coordinates(cells, longitude, latitude);
    if (!position) return position.error();
    place.position = *position;
    if (auto located = locate(cells, place); !located) return located.error();
    return place;
  }

  Result<void> locate(const RowCells& cells, registry::NewPlace& place) const {
    const std::string parent_name = cells.text(parent);
    const std::string texts[] = {cells.text(neighbourhood_code), cells.text(district),
                                 cells.text(subdistrict), cells.text(neighbourhood)};
    return desk_.read([&](const core::State& state) -> Result<void> {
      const bool told = !texts[0].empty() || !texts[3].empty();
      if (told || parent_name.empty()) {
        const auto unit =
            neighbourhoods_->find(state.registry.units(), {.code = texts[0],
                                                           .district = texts[1],
                                                           .subdistrict = texts[2],
                                                           .neighbourhood = texts[3]});
        if (!unit) return unit.error();
        place.unit = *unit;
      }
      if (parent_name.empty()) return {};
      place.parent = places_->nearest(state.registry, parent_name, place.unit);
      if (!place.parent.known()) return refusal_at("row.place_parent", "parent", parent_name);
      if (!told) place.unit = state.registry.places().unit(place.parent);
      return {};
    });
  }

  void judge(SheetRow& row, registry::NewPlace place) {
    const auto [earlier, first] =
        seen_.emplace(Identity(place.name, place.kind, place.unit.value), row.line);
    if (!first) {
      return row.reject({.code = "row.repeated",
                         .field = "name",
                         .values = {{.name = "line", .value = std::to_string(earlier->second)}}});
    }
    const bool there = desk_.read([&](const core::State& state) {
      return std::ranges::any_of(places_->named(place.name), [&](PlaceId known) {
        const registry::PlaceRow is = state.registry.places().row(known);
        return is.kind == place.kind && is.unit == place.unit;
      });
    });
    row.fate = there ? Fate::updated : Fate::created;
    if (!there) request_.places.push_back(std::move(place));
  }

  Result<void> record() {
    if (request_.places.empty()) return {};
    request_.first = desk_.read([](const core::State& state) {
      return PlaceId{static_cast<std::uint32_t>(state.registry.places().size())};
    });
    for (std::size_t i = 0; i < request_.places.size(); ++i) {
      places_->add(request_.places[i].name,
                   PlaceId{request_.first.value + static_cast<std::uint32_t>(i)});
    }
    const service::Answer answer = desk_.ask(registry::Request(std::move(request_)));
    request_ = {};
    if (!answer) return answer.error();
    return {};
  }

  ImportDesk& desk_;
  ImportSheet& sheet_;
  std::unique_ptr<NeighbourhoodIndex> neighbourhoods_;
  std::unique_ptr<PlaceIndex> places_;
  registry::RegisterPlaces request_;
  std::map<Identity, std::uint64_t> seen_;
};

}  // namespace

Result<ImportOutcome> import_places(service::Service& service, const tables::TableInput& input,
                                    const ImportOptions& options) {
  auto sheet = ImportSheet::open(input, options, columns());
  if (!sheet) return sheet.error();
  ImportDesk desk(service, options.actor, options.dry_run);
  const bool empty =
      desk.read([](const core::State& state) { return state.registry.units().size() == 0; });
  if (empty) return Refusal{.code = "import.no_units"};
  PlacesImport import(desk, **sheet);
  while (true) {
    auto rows = (*sheet)->next(kRowsPerStep);
    if (!rows) return rows.error();
    if (rows->empty()) return (*sheet)->conclude(desk);
    if (auto taken = import.take(*rows); !taken) return taken.error();
  }
}

}  // namespace firebreak::imports
