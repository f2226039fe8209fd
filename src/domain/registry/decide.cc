#include "domain/registry/decide.h"

#include <set>
#include <string_view>

#include <fmt/format.h>

namespace firebreak::registry {
namespace {

using Facts = Result<std::vector<Fact>>;

constexpr int kAgeYearsMax = 130;
constexpr std::uint32_t kOverflowMin = 20'000;  // Late people below this never force a layout.

Refusal at_row(std::string code, std::string field, std::size_t row) {
  return {.code = std::move(code),
          .field = std::move(field),
          .values = {{.name = "row", .value = std::to_string(row)}}};
}

Refusal too_many_rows(std::size_t rows) {
  return {.code = "registry.too_many_rows",
          .values = {{.name = "rows", .value = std::to_string(rows)},
                     {.name = "limit", .value = std::to_string(kRowsPerRequestMax)}}};
}

bool name_is_sound(std::string_view name) { return !name.empty() && name.size() <= kNameBytesMax; }

Facts decide_units(const State& state, const RegisterUnits& request) {
  const UnitTree& units = state.units();
  if (request.units.size() > kRowsPerRequestMax) return too_many_rows(request.units.size());
  if (request.first.value != units.size()) {
    return Refusal{.code = "registry.moved_on", .field = "first"};
  }
  std::set<std::string_view> codes;
  Fact fact;
  UnitsRegistered& columns = *fact.mutable_units_registered();
  columns.set_first_unit(request.first.value);
  for (std::size_t i = 0; i < request.units.size(); ++i) {
    const NewUnit& unit = request.units[i];
    const std::size_t id = request.first.value + i;
    const bool root = id == 0;
    if (!name_is_sound(unit.name)) return at_row("unit.name", "name", i);
    if (root ? unit.parent.value != 0 : unit.parent.value >= id) {
      return at_row("unit.unknown", "parent", i);
    }
    const UnitLevel above = unit.parent.value < units.size()
                                ? units.level(unit.parent)
                                : request.units[unit.parent.value - request.first.value].level;
    if (!root && unit.level <= above) return at_row("unit.level_order", "level", i);
    if (!unit.code.empty() &&
        (units.find_code(unit.code).has_value() || !codes.insert(unit.code).second)) {
      return at_row("unit.code_taken", "code", i);
    }
    columns.add_parent(unit.parent.value);
    columns.add_level(static_cast<std::uint32_t>(unit.level));
    columns.add_name(unit.name);
    columns.add_code(unit.code);
    columns.add_longitude_microdegrees(unit.position.longitude_microdegrees);
    columns.add_latitude_microdegrees(unit.position.latitude_microdegrees);
    columns.add_floor(unit.floor);
  }
  if (codes.empty()) columns.clear_code();
  return std::vector<Fact>{std::move(fact)};
}

Facts decide_boundary(const State& state, const RecordBoundary& request) {
  if (!state.units().has(request.unit)) {
    return Refusal{.code = "unit.unknown", .field = "unit"};
  }
  Fact fact;
  BoundaryRecorded& recorded = *fact.mutable_boundary_recorded();
  recorded.set_unit(request.unit.value);
  recorded.set_schematic(request.schematic);
  for (const std::vector<GeoPoint>& points : request.rings) {
    Ring& ring = *recorded.add_rings();
    GeoPoint last;
    for (const GeoPoint point : points) {
      ring.add_longitude_deltas(point.longitude_microdegrees - last.longitude_microdegrees);
      ring.add_latitude_deltas(point.latitude_microdegrees - last.latitude_microdegrees);
      last = point;
    }
  }
  return std::vector<Fact>{std::move(fact)};
}

Facts decide_places(const State& state, const RegisterPlaces& request) {
  if (request.places.size() > kRowsPerRequestMax) return too_many_rows(request.places.size());
  if (request.first.value != state.places().size()) {
    return Refusal{.code = "registry.moved_on", .field = "first"};
  }
  Fact fact;
  PlacesRegistered& columns = *fact.mutable_places_registered();
  columns.set_first_place(request.first.value);
  for (std::size_t i = 0; i < request.places.size(); ++i) {
    const NewPlace& place = request.places[i];
    if (!name_is_sound(place.name)) return at_row("place.name", "name", i);
    if (!state.units().has(place.unit)) return at_row("unit.unknown", "unit", i);
    if (place.parent.known() && place.parent.value >= request.first.value + i) {
      return at_row("place.unknown", "parent", i);
    }
    columns.add_kind(static_cast<std::uint32_t>(place.kind));
    columns.add_unit(place.unit.value);
    columns.add_parent(place.parent.value);
    columns.add_name(place.name);
    columns.add_longitude_microdegrees(place.position.longitude_microdegrees);
    columns.add_latitude_microdegrees(place.position.latitude_microdegrees);
  }
  return std::vector<Fact>{std::move(fact)};
}

// What is wrong with a person's row as such, empty when nothing is.
std::string fault_of(const State& state, const PersonRow& row, const RequestContext& context) {
  if (!state.units().has(row.household)) return "unit.unknown";
  if (context.scope.value != 0 && !state.units().contains(context.scope, row.household)) {
    return "scope.outside";
  }
  const Day today = day_of(context.now);
  if (row.birth_day > today || today - row.birth_day > kAgeYearsMax * 366) {
    return "person.birth_day";
  }
  if (row.affiliation.known() && !state.places().has(row.affiliation)) return "place.unknown";
  return {};
}

Facts decide_people(const State& state, const RegisterPeople& request,
                    const RequestContext& context) {
  if (request.people.size() > kRowsPerRequestMax) return too_many_rows(request.people.size());
  // Registered people and those met while sampling are two facts, since the flag is of a fact.
  std::vector<Fact> facts;
  std::set<std::uint32_t> ids;
  for (const bool provisional : {false, true}) {
    PeopleRegistered columns;
    columns.set_provisional(provisional);
    for (std::size_t i = 0; i < request.people.size(); ++i) {
      const PersonRow& row = request.people[i];
      if (row.provisional != provisional) continue;
      if (row.person.value >= kPeopleMax) return at_row("person.unknown", "person", i);
      if (state.people().has(row.person) || !ids.insert(row.person.value).second) {
        return at_row("person.registered", "person", i);
      }
      if (std::string fault = fault_of(state, row, context); !fault.empty()) {
        return at_row(std::move(fault), "people", i);
      }
      columns.add_person(row.person.value);
      columns.add_household(row.household.value);
      columns.add_birth_day(row.birth_day.number);
      columns.add_sex(static_cast<std::uint32_t>(row.sex));
      columns.add_presence(row.presence & kAllPresenceLayers);
      columns.add_priority(row.priority);
      columns.add_affiliation(row.affiliation.value);
    }
    if (columns.person_size() > 0) *facts.emplace_back().mutable_people_registered() = columns;
  }
  return facts;
}

Facts decide_update(const State& state, const UpdatePerson& request,
                    const RequestContext& context) {
  const PersonRow& row = request.row;
  if (!state.people().has(row.person)) {
    return Refusal{.code = "person.unknown", .field = "person"};
  }
  if (std::string fault = fault_of(state, row, context); !fault.empty()) {
    return at_row(std::move(fault), "person", 0);
  }
  const PersonRow before = state.people().row(row.person);
  std::vector<Fact> facts;
  if (before.household != row.household) {
    PersonMoved& moved = *facts.emplace_back().mutable_person_moved();
    moved.set_person(row.person.value);
    moved.set_household(row.household.value);
  }
  if (before.birth_day != row.birth_day || before.sex != row.sex ||
      before.presence != row.presence || before.priority != row.priority ||
      before.affiliation != row.affiliation || before.provisional != row.provisional) {
    PersonUpdated& updated = *facts.emplace_back().mutable_person_updated();
    updated.set_person(row.person.value);
    updated.set_birth_day(row.birth_day.number);
    updated.set_sex(static_cast<std::uint32_t>(row.sex));
    updated.set_presence(row.presence & kAllPresenceLayers);
    updated.set_priority(row.priority);
    updated.set_affiliation(row.affiliation.value);
    updated.set_provisional(row.provisional);
  }
  return facts;
}

Facts decide_import(const ConcludeImport& request) {
  if (request.rows_read != request.created + request.updated + request.held + request.rejected) {
    return Refusal{.code = "import.unbalanced", .field = "rows_read"};
  }
  Fact fact;
  ImportConcluded& concluded = *fact.mutable_import_concluded();
  concluded.set_file_name(request.file_name);
  concluded.set_file_hash(request.file_hash);
  concluded.set_rows_read(request.rows_read);
  concluded.set_created(request.created);
  concluded.set_updated(request.updated);
  concluded.set_held(request.held);
  concluded.set_rejected(request.rejected);
  return std::vector<Fact>{std::move(fact)};
}

}  // namespace

Facts decide(const State& state, const Request& request, const RequestContext& context) {
  struct Visitor {
    const State& state;
    const RequestContext& context;
    Facts operator()(const RegisterUnits& r) const { return decide_units(state, r); }
    Facts operator()(const RecordBoundary& r) const { return decide_boundary(state, r); }
    Facts operator()(const RegisterPlaces& r) const { return decide_places(state, r); }
    Facts operator()(const RegisterPeople& r) const { return decide_people(state, r, context); }
    Facts operator()(const UpdatePerson& r) const { return decide_update(state, r, context); }
    Facts operator()(const Renumber&) const {
      Fact fact;
      fact.mutable_renumbered();
      return std::vector<Fact>{std::move(fact)};
    }
    Facts operator()(const ConcludeImport& r) const { return decide_import(r); }
  };
  return std::visit(Visitor{state, context}, request);
}

bool renumbering_due(const State& state) {
  const std::uint32_t late = state.people().positions() - state.people().laid_out();
  return late > kOverflowMin && late > state.people().laid_out() / 50;
}

}  // namespace firebreak::registry
