// Rounds, their figures by unit, and who is missing.
#include <algorithm>

#include <boost/json.hpp>

#include "engine/queries/round_figures.h"
#include "engine/queries/unit_summary.h"
#include "fronts/api/json_parts.h"
#include "fronts/api/laboratory_routes.h"
#include "fronts/api/problem.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kRowsMax = 2000;
constexpr std::size_t kSortedUnitsMax = 20'000;  // Sorting asks for the figures of all of them.

json::object round_json(const core::State& state, RoundId id, const queries::Figures& figures,
                        Instant now) {
  const laboratory::Round& round = state.laboratory.round(id);
  json::array units;
  for (const UnitId unit : round.units) {
    units.emplace_back(unit_ref(state.registry.units(), unit));
  }
  const char* begun = round.opens_at > now ? "planned" : "open";
  return {{"id", id.value},
          {"name", round.name},
          {"state", round.open() ? begun : "closed"},
          {"units", std::move(units)},
          {"opened_at", to_text(round.opens_at)},
          {"due_at", to_text(round.deadline)},
          {"pool_size", round.pool_size},
          {"figures", figures_json(figures)},
          {"change", nullptr}};
}

Answer rounds(const Shown& shown, const Parameters& parameters) {
  const core::State& state = shown.state;
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const auto cursor = read_cursor(parameters, 'r');
  if (!cursor) return cursor.error();
  const auto count = static_cast<std::uint64_t>(state.laboratory.round_count());
  std::uint64_t below = std::min(cursor->value_or(count), count);
  json::array items;
  for (; below > 0 && items.size() < *limit; --below) {
    const RoundId round{static_cast<std::uint32_t>(below - 1)};
    items.emplace_back(
        round_json(state, round, queries::figures_of_round(state, round, shown.now), shown.now));
  }
  const auto next = below > 0 ? std::optional(below) : std::nullopt;
  return json::object{{"items", std::move(items)}, {"next_cursor", write_cursor('r', next)}};
}

Result<queries::Figures> figures_asked(const core::State& state, RoundId round,
                                       const Parameters& parameters, Instant now) {
  const auto unit = unit_or(state, parameters, "unit", UnitId::none());
  if (!unit) return unit.error();
  return unit->known() ? queries::figures_of(state, round, *unit, now)
                       : queries::figures_of_round(state, round, now);
}

Answer one_round(const Shown& shown, const Parameters& parameters) {
  const auto round = round_in(shown.state, parameters, "id");
  if (!round) return round.error();
  const auto figures = figures_asked(shown.state, *round, parameters, shown.now);
  if (!figures) return figures.error();
  return json::object{{"round", round_json(shown.state, *round, *figures, shown.now)}};
}

// --- Change since the last roll call: from the State of then ------------------------------------

json::object change_json(json::object figures, const json::object& before) {
  for (auto& [name, value] : figures) {
    value = value.to_number<std::int64_t>() - before.at(name).to_number<std::int64_t>();
  }
  return figures;
}

// The State at the last roll call before the answer; null where there was none.
IoResult<std::shared_ptr<const core::State>> last_roll_call(const Surroundings& surroundings,
                                                            const json::object& answer) {
  const auto shown = answer.at("as_of").at("position").to_number<core::Position>();
  const core::Position position = surroundings.service.read([&](const core::State& state) {
    core::Position last = 0;
    for (const core::RollCall& call : state.roll_calls()) {
      if (call.position <= shown) last = call.position;
    }
    return last;
  });
  if (position == 0) return std::shared_ptr<const core::State>{};
  return surroundings.service.as_of(position);
}

void put_change(json::object& round, const core::State& before, const Parameters& parameters) {
  const RoundId id{round.at("id").to_number<std::uint32_t>()};
  queries::Figures then;  // Nothing, before the round was there.
  if (before.laboratory.has(id)) {
    const auto asked = figures_asked(before, id, parameters, before.recorded_at());
    if (asked) then = *asked;  // The unit may be younger than the roll call.
  }
  round["change"] = change_json(round.at("figures").as_object(), figures_json(then));
}

std::optional<Reply> add_changes(const Surroundings& surroundings, const Parameters& parameters,
                                 json::object& answer) {
  const auto before = last_roll_call(surroundings, answer);
  if (!before) return problem(before.error());
  if (*before == nullptr) return std::nullopt;
  if (json::value* round = answer.if_contains("round")) {
    put_change(round->as_object(), **before, parameters);
  } else {
    for (json::value& item : answer.at("items").as_array()) {
      put_change(item.as_object(), **before, parameters);
    }
  }
  return std::nullopt;
}

// --- Reconciliation
// -------------------------------------------------------------------------------

json::object row_json(const registry::UnitTree& units, UnitId unit,
                      const queries::Figures& figures) {
  return {{"unit", unit_ref(units, unit)},
          {"children", units.children(unit).size()},
          {"figures", figures_json(figures)}};
}

struct Rows {
  std::vector<std::pair<UnitId, queries::Figures>> rows;
  std::optional<std::uint64_t> next{};
};

// A page of rows. In the order of the register only the page is counted; to have the most missing
// first, all are.
Result<Rows> rows_of(const Shown& shown, RoundId round, std::vector<UnitId> units, bool by_missing,
                     std::uint64_t first, std::size_t limit) {
  if (by_missing && units.size() > kSortedUnitsMax) {
    return Refusal{.code = "reconciliation.too_many_units",
                   .field = "level",
                   .values = {{.name = "units", .value = std::to_string(units.size())},
                              {.name = "limit", .value = std::to_string(kSortedUnitsMax)}}};
  }
  Rows page;
  const std::size_t total = units.size();
  first = std::min<std::uint64_t>(first, total);
  const std::size_t end = std::min<std::size_t>(first + limit, total);
  if (end < total) page.next = end;
  if (!by_missing) {
    units = {units.begin() + static_cast<std::ptrdiff_t>(first),
             units.begin() + static_cast<std::ptrdiff_t>(end)};
  }
  const auto figures = queries::figures_of_units(shown.state, round, units, shown.now);
  for (std::size_t i = 0; i < units.size(); ++i) page.rows.emplace_back(units[i], figures[i]);
  if (by_missing) {
    std::ranges::stable_sort(page.rows, std::greater{},
                             [](const auto& row) { return row.second.missing; });
    page.rows = {page.rows.begin() + static_cast<std::ptrdiff_t>(first),
                 page.rows.begin() + static_cast<std::ptrdiff_t>(end)};
  }
  return page;
}

// The unit that a list of the round is about: the one asked for, else the smallest that holds the
// round's whole area.
Result<UnitId> area_of(const core::State& state, RoundId round, const Parameters& parameters) {
  const registry::UnitTree& units = state.registry.units();
  UnitId whole = state.laboratory.round(round).units.front();
  for (const UnitId unit : state.laboratory.round(round).units) {
    while (!units.contains(whole, unit)) whole = units.parent(whole);
  }
  return unit_or(state, parameters, "unit", whole);
}

Answer reconciliation(const Shown& shown, const Parameters& parameters) {
  const core::State& state = shown.state;
  const registry::UnitTree& units = state.registry.units();
  const auto round = round_in(state, parameters, "id");
  if (!round) return round.error();
  const auto unit = area_of(state, *round, parameters);
  if (!unit) return unit.error();
  const auto limit = parameters.limit(kRowsMax, kRowsMax);
  if (!limit) return limit.error();
  const auto cursor = read_cursor(parameters, 'c');
  if (!cursor) return cursor.error();
  const std::string order = parameters.text("order");
  if (!order.empty() && order != "missing" && order != "register") {
    return Refusal{.code = "request.word", .field = "order"};
  }
  std::vector<UnitId> listed;
  if (parameters.has("level")) {
    const auto level = registry::unit_level_of(parameters.text("level"));
    if (!level) return Refusal{.code = "request.word", .field = "level"};
    listed = queries::units_under(units, *unit, *level);
  } else {
    listed = units.children(*unit);
  }
  const auto page =
      rows_of(shown, *round, std::move(listed), order != "register", cursor->value_or(0), *limit);
  if (!page) return page.error();
  json::array items;
  items.reserve(page->rows.size());
  for (const auto& [row, figures] : page->rows) items.emplace_back(row_json(units, row, figures));
  const queries::Figures all = queries::figures_of(state, *round, *unit, shown.now);
  return json::object{{"round", round_ref(state.laboratory, *round)},
                      {"unit", row_json(units, *unit, all)},
                      {"path", path_json(units, *unit)},
                      {"items", std::move(items)},
                      {"next_cursor", write_cursor('c', page->next)}};
}

// --- The missing
// ----------------------------------------------------------------------------------

// The contract tells apart what can be acted on differently at the door.
std::string_view reason_code(const core::State& state, RoundId round,
                             const laboratory::MissingPerson& person) {
  using laboratory::MissingReason;
  if (person.reason == MissingReason::exemption_ended) return "exemption_ended";
  if (person.reason != MissingReason::specimen_lost) return "not_seen";
  const TubeId lost = state.laboratory.lost_tube_of(round, person.person);
  const bool voided = state.laboratory.tubes().custody(lost) == laboratory::Custody::voided;
  return voided ? "tube_voided" : "binding_undone";
}

json::object door_json(const Shown& shown, RoundId round, const queries::MissingDoor& door) {
  const registry::UnitTree& units = shown.state.registry.units();
  json::array people;
  for (const laboratory::MissingPerson& person : door.people) {
    json::object object;
    put_person(object, shown.state, person.person, shown.now);
    object["reason"] = reason_code(shown.state, round, person);
    people.emplace_back(std::move(object));
  }
  const int floor = units.floor(door.home);
  return {{"household", unit_ref(units, door.home)},
          {"path", path_json(units, door.home)},
          {"floor", floor == 0 ? json::value(nullptr) : json::value(floor)},
          {"people", std::move(people)}};
}

Answer missing(const Shown& shown, const Parameters& parameters) {
  const auto round = round_in(shown.state, parameters, "id");
  if (!round) return round.error();
  const auto unit = area_of(shown.state, *round, parameters);
  if (!unit) return unit.error();
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const auto cursor = read_cursor(parameters, 'm');
  if (!cursor) return cursor.error();
  const queries::MissingDoors page = queries::missing_doors(
      shown.state, *round, *unit, shown.now, {.skip = cursor->value_or(0), .limit = *limit});
  json::array items;
  for (const queries::MissingDoor& door : page.doors) {
    items.emplace_back(door_json(shown, *round, door));
  }
  const auto all = queries::figures_of(shown.state, *round, *unit, shown.now);
  return json::object{{"round", round_ref(shown.state.laboratory, *round)},
                      {"unit", unit_ref(shown.state.registry.units(), *unit)},
                      {"people", all.missing},
                      {"items", std::move(items)},
                      {"next_cursor", write_cursor('m', page.next_skip)}};
}

Result<Plan> open_round(const Shown& shown, const Parameters& /*parameters*/, Body& body) {
  const std::string name = body.text("name");
  const std::string campaign = body.text_or("campaign", name);
  laboratory::OpenRound request{
      .campaign = campaign,
      .name = name,
      .units = body.ids<UnitId>("units"),
      .opens_at = body.time_if("occurred_at").value_or(shown.now),
      .deadline = body.time("due_at"),
      .pool_size = static_cast<int>(std::min<std::int64_t>(body.number_or("pool_size", 0), 255))};
  return Plan{.envelope = {.request = laboratory::Request(std::move(request))},
              .tell = [name, campaign](const Recorded& recorded, json::object& answer) {
                const laboratory::State& laboratory = recorded.state.laboratory;
                for (std::uint32_t i = 0; i < laboratory.round_count(); ++i) {
                  const laboratory::Round& round = laboratory.round(RoundId{i});
                  if (round.name == name && round.campaign == campaign) answer["id"] = i;
                }
              }};
}

}  // namespace

void add_round_routes(Router& router) {
  router.get("/laboratory/rounds", rounds, {.finish = add_changes});
  router.post("/laboratory/rounds", open_round);
  router.get("/laboratory/rounds/{id}", one_round, {.finish = add_changes});
  router.get("/laboratory/rounds/{id}/reconciliation", reconciliation);
  router.get("/laboratory/rounds/{id}/missing", missing);
}

}  // namespace firebreak::api
