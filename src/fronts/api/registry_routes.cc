#include <algorithm>

#include <boost/json.hpp>

#include "engine/queries/unit_search.h"
#include "engine/queries/unit_summary.h"
#include "fronts/api/json_parts.h"
#include "fronts/api/problem.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;
using registry::PresenceLayer;

constexpr std::size_t kReasonCharactersMin = 4;
constexpr std::size_t kSearchBytesMax = 400;  // 100 characters of any script.

json::object unit_json(const registry::UnitTree& units, UnitId unit, std::uint64_t people) {
  json::object object = unit_ref(units, unit);
  object["code"] = units.code(unit);
  object["people"] = people;
  object["children"] = units.children(unit).size();
  object["point"] = point_json(units.position(unit));
  return object;
}

Answer list_units(const Shown& shown, const Parameters& parameters) {
  const registry::UnitTree& units = shown.state.registry.units();
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const auto cursor = read_cursor(parameters, 'u');
  if (!cursor) return cursor.error();
  const auto parent = unit_or(shown.state, parameters, "parent", UnitId::none());
  if (!parent) return parent.error();
  std::vector<UnitId> children;
  if (parent->known()) {
    children = units.children(*parent);
  } else if (units.size() > 0) {
    children = {queries::city_unit(units)};
  }
  auto first = children.begin();
  if (*cursor) {
    first = std::ranges::find(children, UnitId{static_cast<std::uint32_t>(**cursor)});
    if (first == children.end()) return Refusal{.code = "cursor.unknown", .field = "cursor"};
    ++first;
  }
  const std::size_t left = static_cast<std::size_t>(children.end() - first);
  const std::vector<UnitId> page(first,
                                 first + static_cast<std::ptrdiff_t>(std::min(*limit, left)));
  const std::vector<std::uint64_t> people = queries::people_of_units(shown.state.registry, page);
  json::array items;
  for (std::size_t i = 0; i < page.size(); ++i) {
    items.emplace_back(unit_json(units, page[i], people[i]));
  }
  std::optional<std::uint64_t> next;
  if (left > page.size()) next = page.back().value;
  return json::object{{"items", std::move(items)}, {"next_cursor", write_cursor('u', next)}};
}

Answer one_unit(const Shown& shown, const Parameters& parameters) {
  const registry::UnitTree& units = shown.state.registry.units();
  const auto unit = parameters.id<UnitId>("id");
  if (!unit) return unit.error();
  if (!units.has(*unit)) return Refusal{.code = "unit.unknown", .field = "id"};
  const std::uint64_t people = queries::people_of(shown.state.registry, *unit);
  return json::object{{"unit", unit_json(units, *unit, people)}, {"path", path_json(units, *unit)}};
}

json::object found_json(const registry::State& registry, queries::Found found) {
  const registry::UnitTree& units = registry.units();
  if (found.unit.known()) {
    return {{"what", "unit"},
            {"id", found.unit.value},
            {"name", units.name(found.unit)},
            {"level", registry::code_of(units.level(found.unit))},
            {"path", path_json(units, found.unit)},
            {"point", point_json(units.position(found.unit))}};
  }
  const registry::PlaceRow place = registry.places().row(found.place);
  const registry::GeoPoint here =
      place.position.known() ? place.position : units.position(place.unit);
  return {{"what", "place"},
          {"id", found.place.value},
          {"name", place.name},
          {"place_kind", policy::code_of(place.kind)},
          {"path", path_json(units, place.unit)},
          {"point", point_json(here)}};
}

Answer search(const Shown& shown, const Parameters& parameters) {
  const auto limit = parameters.limit(queries::kFoundMax, queries::kFoundMax);
  if (!limit) return limit.error();
  const std::string words = parameters.text("q");
  if (words.empty()) return Refusal{.code = "request.missing", .field = "q"};
  if (words.size() > kSearchBytesMax) {
    return Refusal{.code = "text.length",
                   .field = "q",
                   .values = {{.name = "limit", .value = std::to_string(kSearchBytesMax)}}};
  }
  json::array items;
  for (const queries::Found found : queries::search_names(shown.state.registry, words, *limit)) {
    items.emplace_back(found_json(shown.state.registry, found));
  }
  return json::object{{"items", std::move(items)}};
}

json::array roles_json(const core::State& state, PersonId person) {
  json::array roles;
  if (state.tracing.open_case_of(person)) roles.emplace_back("case");
  const auto role = state.tracing.roles().current(person);
  if (role && !role->is_case()) {
    roles.emplace_back(role->degree > 1 ? "contact_of_contact" : "contact");
  }
  if (const quarantine::Hold* hold = state.quarantine.active(person)) {
    roles.emplace_back("held");
    if (hold->reason == quarantine::HoldReason::pool_member) roles.emplace_back("pool_member");
  }
  return roles;
}

// The register keeps one home a person, and which layers say that it is so.
json::object presence_json(const registry::Population& people, PersonId person) {
  const auto layer = [&](PresenceLayer which) -> json::value {
    const bool says_so = (people.presence(person) & static_cast<std::uint8_t>(which)) != 0;
    return says_so ? json::value(people.household(person).value) : json::value(nullptr);
  };
  return {{"household_register", layer(PresenceLayer::household_register)},
          {"residence_register", layer(PresenceLayer::residence_register)},
          {"declared_present", layer(PresenceLayer::declared_present)},
          {"seen_by_scan", layer(PresenceLayer::seen_by_scan)}};
}

// The fields of `reveal`, or why they cannot be shown.
Result<vault::Fields> fields_of(const Parameters& parameters) {
  vault::Fields fields;
  std::string_view rest;
  const std::string text = parameters.text("reveal");
  for (rest = text; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view word = rest.substr(0, comma);
    if (word == "name") {
      fields = fields | vault::Field::name;
    } else if (word == "phone") {
      fields = fields | vault::Field::phone;
    } else if (word == "document") {
      fields = fields | vault::Field::document;
    } else if (word == "address") {
      fields = fields | vault::Field::address;
    } else {
      return Refusal{.code = "person.reveal",
                     .field = "reveal",
                     .values = {{.name = "value", .value = std::string(word)}}};
    }
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  const std::string reason = parameters.text("reason");
  const auto characters = std::ranges::count_if(
      reason, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  if (static_cast<std::size_t>(characters) < kReasonCharactersMin ||
      reason.size() > vault::kReasonBytesMax) {
    return Refusal{.code = "person.reason_needed", .field = "reason"};
  }
  return fields;
}

Answer person(const Shown& shown, const Parameters& parameters) {
  const registry::Population& people = shown.state.registry.people();
  const auto id = parameters.id<PersonId>("id");
  if (!id) return id.error();
  if (!people.has(*id)) return Refusal{.code = "person.unknown", .field = "id"};
  if (parameters.has("reveal")) {
    if (const auto fields = fields_of(parameters); !fields) return fields.error();
  }
  json::object answer;
  put_person(answer, shown.state, *id, shown.now);
  answer["path"] = path_json(shown.state.registry.units(), people.household(*id));
  answer["roles"] = roles_json(shown.state, *id);
  answer["presence"] = presence_json(people, *id);
  return answer;
}

// The vault records who reads and why before it opens anything.
std::optional<Reply> reveal(const Surroundings& surroundings, const Parameters& parameters,
                            json::object& answer) {
  if (!parameters.has("reveal")) return std::nullopt;
  if (surroundings.vault == nullptr) {
    return problem(Refusal{.code = "vault.failed", .field = "reveal"});
  }
  const auto fields = fields_of(parameters);
  const auto subject = parameters.id<PersonId>("id");
  if (!fields || !subject) return problem(Refusal{.code = "request.word", .field = "reveal"});
  const std::string reason = parameters.text("reason");
  const auto reading = surroundings.vault->read(
      *subject, *fields,
      {.when = surroundings.service.now(), .actor = parameters.call().actor, .reason = reason});
  if (!reading) return problem(reading.error());
  json::object revealed;
  const auto put = [&](const char* name, const vault::FieldText& field) {
    if (field.state == vault::FieldState::present) revealed[name] = field.text;
  };
  put("name", reading->name);
  put("phone", reading->phone);
  put("document", reading->document_number);
  put("address", reading->address);
  answer["revealed"] = std::move(revealed);
  return std::nullopt;
}

}  // namespace

void add_registry_routes(Router& router) {
  router.get("/registry/units", list_units);
  router.get("/registry/units/{id}", one_unit);
  router.get("/registry/search", search);
  router.get("/registry/people/{id}", person, {.finish = reveal});
}

}  // namespace firebreak::api
