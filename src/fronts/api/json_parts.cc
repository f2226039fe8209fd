#include "fronts/api/json_parts.h"

#include <charconv>

#include <boost/json.hpp>

#include "engine/queries/unit_summary.h"

namespace firebreak::api {

namespace json = boost::json;

namespace {

std::string_view code_of(registry::Sex sex) {
  if (sex == registry::Sex::male) return "male";
  return sex == registry::Sex::female ? "female" : "unknown";
}

}  // namespace

json::object unit_ref(const registry::UnitTree& units, UnitId unit) {
  return {{"id", unit.value},
          {"level", registry::code_of(units.level(unit))},
          {"name", units.name(unit)}};
}

json::array path_json(const registry::UnitTree& units, UnitId unit) {
  json::array path;
  for (const UnitId step : units.path(unit)) {
    const bool above_city = units.level(step) < registry::UnitLevel::city && step != unit;
    if (!above_city) path.emplace_back(unit_ref(units, step));
  }
  return path;
}

json::object text_json(const policy::Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

json::value point_json(registry::GeoPoint point) {
  if (!point.known()) return nullptr;
  return json::object{{"longitude", point.longitude()}, {"latitude", point.latitude()}};
}

json::array coordinates_json(registry::GeoPoint point) {
  return {point.longitude(), point.latitude()};
}

json::object point_geometry(registry::GeoPoint point) {
  return {{"type", "Point"}, {"coordinates", coordinates_json(point)}};
}

json::value time_json(std::optional<Instant> instant) {
  return instant ? json::value(to_text(*instant)) : json::value(nullptr);
}

void put_person(json::object& object, const core::State& state, PersonId person, Instant now) {
  const registry::PersonRow row = state.registry.people().row(person);
  const std::optional<int> age = queries::age_years(row.birth_day, day_of(now));
  object["person"] = person.value;
  object["sex"] = code_of(row.sex);
  object["age_years"] = age ? json::value(*age) : json::value(nullptr);
}

json::object round_ref(const laboratory::State& laboratory, RoundId id) {
  const laboratory::Round& round = laboratory.round(id);
  return {{"id", id.value}, {"name", round.name}, {"due_at", to_text(round.deadline)}};
}

json::object figures_json(const queries::Figures& figures) {
  return {{"registered", figures.registered},
          {"sampled", figures.sampled},
          {"at_station", figures.at_station},
          {"in_transit", figures.in_transit},
          {"in_laboratory", figures.in_laboratory},
          {"resulted", figures.resulted},
          {"exempt", figures.exempt},
          {"missing", figures.missing},
          {"not_on_register", figures.not_on_register}};
}

json::value unit_or_none(UnitId unit) {
  return unit.known() ? json::value(unit.value) : json::value(nullptr);
}

Result<std::optional<std::uint64_t>> read_cursor(const Parameters& parameters, char list) {
  const std::string text = parameters.text("cursor");
  if (text.empty()) return std::optional<std::uint64_t>{};
  std::uint64_t number = 0;
  const char* first = text.data() + 1;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(first, last, number);
  if (text.front() != list || error != std::errc{} || end != last) {
    return Refusal{.code = "cursor.unknown", .field = "cursor"};
  }
  return std::optional(number);
}

json::value write_cursor(char list, std::optional<std::uint64_t> number) {
  if (!number) return nullptr;
  return json::value(list + std::to_string(*number));
}

Result<UnitId> unit_or(const core::State& state, const Parameters& parameters,
                       std::string_view name, UnitId otherwise) {
  if (!parameters.has(name)) return otherwise;
  const auto unit = parameters.id<UnitId>(name);
  if (!unit) return unit.error();
  if (!state.registry.units().has(*unit)) {
    return Refusal{.code = "unit.unknown", .field = std::string(name)};
  }
  return *unit;
}

Result<RoundId> round_in(const core::State& state, const Parameters& parameters,
                         std::string_view name) {
  const auto round = parameters.id<RoundId>(name);
  if (!round) return round.error();
  if (!state.laboratory.has(*round)) {
    return Refusal{.code = "round.unknown", .field = std::string(name)};
  }
  return *round;
}

}  // namespace firebreak::api
