#include <algorithm>
#include <array>
#include <charconv>

#include <boost/json.hpp>

#include "engine/queries/building_marks.h"
#include "engine/queries/tube_view.h"
#include "engine/queries/unit_summary.h"
#include "fronts/api/json_parts.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;
using registry::UnitLevel;

constexpr std::size_t kBuildingsUsual = 2000;

json::object feature(json::object geometry, json::object properties) {
  return {{"type", "Feature"},
          {"geometry", std::move(geometry)},
          {"properties", std::move(properties)}};
}

json::object collection(json::array features) {
  return {{"type", "FeatureCollection"}, {"features", std::move(features)}};
}

json::object area_geometry(const registry::Boundary& boundary) {
  json::array rings;
  for (const std::vector<registry::GeoPoint>& ring : boundary) {
    json::array points;
    points.reserve(ring.size());
    for (const registry::GeoPoint point : ring) points.emplace_back(coordinates_json(point));
    rings.emplace_back(std::move(points));
  }
  return {{"type", "Polygon"}, {"coordinates", std::move(rings)}};
}

json::object boundary_feature(const registry::UnitTree& units, UnitId unit, std::uint64_t people,
                              const registry::Boundary& boundary) {
  json::object properties{{"id", unit.value},
                          {"parent", units.parent(unit).value},
                          {"name", units.name(unit)},
                          {"people", people}};
  const registry::GeoPoint label = units.position(unit);
  if (label.known()) {
    properties["label_longitude"] = label.longitude();
    properties["label_latitude"] = label.latitude();
  }
  json::object made = feature(area_geometry(boundary), std::move(properties));
  made["id"] = unit.value;
  return made;
}

Answer boundaries(const Shown& shown, const Parameters& parameters) {
  if (!parameters.has("level")) return Refusal{.code = "request.missing", .field = "level"};
  const auto level = registry::unit_level_of(parameters.text("level"));
  if (!level || *level < UnitLevel::district || *level > UnitLevel::neighbourhood) {
    return Refusal{.code = "request.word", .field = "level"};
  }
  const registry::State& registry = shown.state.registry;
  const registry::UnitTree& units = registry.units();
  std::vector<UnitId> listed;
  if (units.size() > 0) listed = queries::units_under(units, UnitId{0}, *level);
  std::erase_if(listed, [&](UnitId unit) { return registry.boundary(unit) == nullptr; });
  const std::vector<std::uint64_t> people = queries::people_of_units(registry, listed);
  bool schematic = false;
  json::array features;
  features.reserve(listed.size());
  for (std::size_t i = 0; i < listed.size(); ++i) {
    schematic = schematic || registry.boundary_is_schematic(listed[i]);
    features.emplace_back(
        boundary_feature(units, listed[i], people[i], *registry.boundary(listed[i])));
  }
  json::object answer = collection(std::move(features));
  answer["schematic"] = schematic;
  return answer;
}

Result<queries::GeoBox> read_box(const Parameters& parameters) {
  const Refusal fault{.code = "request.bounds", .field = "bbox"};
  const std::string text = parameters.text("bbox");
  if (text.empty()) return Refusal{.code = "request.missing", .field = "bbox"};
  std::array<double, 4> edges{};
  const char* at = text.data();
  const char* const last = text.data() + text.size();
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const auto [end, error] = std::from_chars(at, last, edges[i]);
    const bool separated = i + 1 == edges.size() ? end == last : end != last && *end == ',';
    if (error != std::errc{} || !separated) return fault;
    at = end == last ? end : end + 1;
  }
  const queries::GeoBox box{
      .west = edges[0], .south = edges[1], .east = edges[2], .north = edges[3]};
  if (!(box.west < box.east) || !(box.south < box.north)) return fault;  // Also of NaN.
  return box;
}

std::string building_name(const registry::UnitTree& units, UnitId building) {
  std::string name(units.name(building));
  const UnitId compound = units.ancestor_at(building, UnitLevel::compound);
  if (compound.known() && compound != building) {
    name = std::string(units.name(compound)) + " " + name;
  }
  return name;
}

Answer buildings(const Shown& shown, const Parameters& parameters) {
  const auto box = read_box(parameters);
  if (!box) return box.error();
  const auto limit = parameters.limit(kBuildingsUsual, queries::kBuildingsMax);
  if (!limit) return limit.error();
  RoundId round = queries::current_round(shown.state.laboratory, shown.now);
  if (parameters.has("round")) {
    const auto wanted = round_in(shown.state, parameters, "round");
    if (!wanted) return wanted.error();
    round = *wanted;
  }
  const queries::BuildingMarks found =
      queries::buildings_in(shown.state, *box, round, shown.now, *limit);
  json::array items;
  items.reserve(found.marks.size());
  for (const queries::BuildingMark& mark : found.marks) {
    items.emplace_back(
        json::object{{"id", mark.building.value},
                     {"name", building_name(shown.state.registry.units(), mark.building)},
                     {"longitude", mark.position.longitude()},
                     {"latitude", mark.position.latitude()},
                     {"people", mark.people},
                     {"missing", mark.missing},
                     {"held", mark.held}});
  }
  return json::object{{"truncated", found.truncated}, {"items", std::move(items)}};
}

json::object case_marks(const core::State& state) {
  json::array features;
  for (std::uint32_t i = 0; i < state.tracing.case_count(); ++i) {
    const tracing::CaseRecord record = state.tracing.case_record(CaseId{i});
    if (!record.person.known() || !state.registry.people().has(record.person)) continue;
    if (record.classification == tracing::CaseClassification::discarded) continue;
    const UnitId home = state.registry.people().household(record.person);
    const registry::GeoPoint point = state.registry.units().position(home);
    if (!point.known()) continue;
    json::object made = feature(point_geometry(point),
                                {{"case", i},
                                 {"label", "病例 " + std::to_string(i + 1)},
                                 {"classification", tracing::code_of(record.classification)},
                                 {"held", state.quarantine.active(record.person) != nullptr}});
    made["id"] = i;
    features.emplace_back(std::move(made));
  }
  return collection(std::move(features));
}

json::object held_marks(const core::State& state) {
  const registry::UnitTree& units = state.registry.units();
  json::array features;
  for (const auto& [unit, people] : queries::held_by_building(state)) {
    const registry::GeoPoint point = units.position(unit);
    if (!point.known()) continue;
    json::object made =
        feature(point_geometry(point),
                {{"unit", unit.value}, {"name", building_name(units, unit)}, {"people", people}});
    made["id"] = unit.value;
    features.emplace_back(std::move(made));
  }
  return collection(std::move(features));
}

json::object tube_marks(const core::State& state) {
  const laboratory::Tubes& tubes = state.laboratory.tubes();
  const laboratory::Stations& stations = state.laboratory.stations();
  json::array features;
  for (std::uint32_t i = 0; i < tubes.size(); ++i) {
    const TubeId tube{i};
    if (tubes.outcome(tube) != laboratory::Outcome::positive) continue;
    const StationId station = tubes.station(tube);
    if (!station.known()) continue;
    registry::GeoPoint point = stations.position(station);
    if (!point.known()) point = state.registry.units().position(stations.unit(station));
    if (!point.known()) continue;
    json::object properties{{"tube", tubes.code(tube)},
                            {"people", tubes.members(tube).size()},
                            {"outcome", queries::outcome_code(state, tube)}};
    if (const auto at = tubes.resulted_at(tube)) properties["resulted_at"] = to_text(*at);
    features.emplace_back(feature(point_geometry(point), std::move(properties)));
  }
  return collection(std::move(features));
}

json::object zone_marks(const core::State& state, Instant now) {
  const registry::UnitTree& units = state.registry.units();
  json::array features;
  for (std::uint32_t i = 0; i < state.zoning.zones().size(); ++i) {
    const zoning::Zone& zone = state.zoning.zone(ZoneId{i});
    const zoning::ZoneLevel level = zone.level_at(now);
    if (level == zoning::ZoneLevel::none) continue;
    for (const std::uint32_t id : zone.units) {
      const UnitId unit{id};
      const registry::Boundary* boundary = state.registry.boundary(unit);
      const registry::GeoPoint point = units.position(unit);
      if (boundary == nullptr && !point.known()) continue;
      features.emplace_back(
          feature(boundary != nullptr ? area_geometry(*boundary) : point_geometry(point),
                  {{"zone", i},
                   {"name", zone.name},
                   {"level", policy::code_of(level)},
                   {"unit", id},
                   {"unit_name", units.name(unit)},
                   {"people", queries::people_of(state.registry, unit)}}));
    }
  }
  return collection(std::move(features));
}

Answer marks(const Shown& shown, const Parameters& /*parameters*/) {
  return json::object{{"cases", case_marks(shown.state)},
                      {"held", held_marks(shown.state)},
                      {"tubes", tube_marks(shown.state)},
                      {"zones", zone_marks(shown.state, shown.now)}};
}

}  // namespace

void add_map_routes(Router& router) {
  router.get("/map/boundaries", boundaries, {.tagged = true});
  router.get("/map/buildings", buildings);
  router.get("/map/marks", marks);
}

}  // namespace firebreak::api
