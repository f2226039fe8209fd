// Tubes: lists, one with its people and its way, the account of all; sites and laboratories.
#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "engine/queries/tube_view.h"
#include "fronts/api/json_parts.h"
#include "fronts/api/laboratory_routes.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;
using laboratory::Custody;

constexpr std::size_t kExceptionsMax = 1000;

std::string_view purpose_code(laboratory::TubePurpose purpose) {
  if (purpose == laboratory::TubePurpose::screening) return "screening";
  return purpose == laboratory::TubePurpose::retest ? "single_retest" : "other";
}

json::object named(std::uint32_t id, std::string_view name) { return {{"id", id}, {"name", name}}; }

json::object tube_json(const core::State& state, TubeId tube) {
  const laboratory::State& room = state.laboratory;
  const laboratory::Tubes& tubes = room.tubes();
  json::object object{{"code", tubes.code(tube)},
                      {"round", nullptr},
                      {"custody", queries::custody_code(tubes.custody(tube))},
                      {"outcome", queries::outcome_code(state, tube)},
                      {"people", tubes.members(tube).size()},
                      {"capacity", tubes.capacity(tube)},
                      {"purpose", purpose_code(tubes.purpose(tube))},
                      {"station", nullptr},
                      {"laboratory", nullptr},
                      {"courier", nullptr},
                      {"opened_at", time_json(tubes.opened_at(tube))},
                      {"resulted_at", time_json(tubes.resulted_at(tube))},
                      {"held", queries::held_members(state, tube)}};
  if (room.has(tubes.round(tube))) object["round"] = round_ref(room, tubes.round(tube));
  if (const StationId station = tubes.station(tube); station.known()) {
    object["station"] = named(station.value, room.stations().name(station));
  }
  if (const LaboratoryId laboratory = tubes.laboratory(tube); laboratory.known()) {
    object["laboratory"] = named(laboratory.value, room.laboratories().name(laboratory));
  }
  if (const std::uint32_t by = tubes.hand_over(tube); by != laboratory::CustodyRecord::kNone) {
    object["courier"] = room.custody_record().courier(by);
  }
  return object;
}

Result<queries::TubeFilter> read_filter(const core::State& state, const Parameters& parameters,
                                        const std::string& outcome) {
  constexpr std::array<std::string_view, 5> kOutcomes{"pending", "negative", "positive",
                                                      "single_target", "inconclusive"};
  queries::TubeFilter filter{.outcome = outcome};
  if (!outcome.empty() && std::ranges::find(kOutcomes, outcome) == kOutcomes.end()) {
    return Refusal{.code = "request.word", .field = "outcome"};
  }
  if (parameters.has("custody")) {
    filter.custody = queries::custody_of(parameters.text("custody"));
    if (!filter.custody) return Refusal{.code = "request.word", .field = "custody"};
  }
  if (parameters.has("round")) {
    const auto round = round_in(state, parameters, "round");
    if (!round) return round.error();
    filter.round = *round;
  }
  const auto unit = unit_or(state, parameters, "unit", UnitId::none());
  if (!unit) return unit.error();
  filter.unit = *unit;
  return filter;
}

// A cursor holds the last tube's id and, as its lowest bit, the half that it was in.
queries::TubeCursor tube_cursor(std::optional<std::uint64_t> number) {
  if (!number) return {};
  return {.positive = (*number & 1U) != 0, .below = static_cast<std::uint32_t>(*number >> 1)};
}

Answer list_tubes(const Shown& shown, const Parameters& parameters) {
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const auto cursor = read_cursor(parameters, 't');
  if (!cursor) return cursor.error();
  const std::string outcome = parameters.text("outcome");
  const auto filter = read_filter(shown.state, parameters, outcome);
  if (!filter) return filter.error();
  const queries::TubePage page =
      queries::list_tubes(shown.state, *filter, tube_cursor(*cursor), *limit);
  json::array items;
  for (const TubeId tube : page.tubes) items.emplace_back(tube_json(shown.state, tube));
  std::optional<std::uint64_t> next;
  if (page.next) next = std::uint64_t{page.next->below} << 1 | (page.next->positive ? 1U : 0U);
  return json::object{{"items", std::move(items)}, {"next_cursor", write_cursor('t', next)}};
}

json::object member_json(const Shown& shown, TubeId tube, std::size_t index) {
  const core::State& state = shown.state;
  const laboratory::Tubes& tubes = state.laboratory.tubes();
  const PersonId person = tubes.members(tube)[index];
  json::object object{{"order", index + 1}};
  put_person(object, state, person, shown.now);
  object["path"] = path_json(state.registry.units(), state.registry.people().household(person));
  object["bound_at"] = to_text(laboratory::instant_of(tubes.collected_seconds(tube)[index]));
  object["held"] = state.quarantine.active(person) != nullptr;
  object["retest"] = nullptr;
  const TubeId retest = queries::latest_retest(state.laboratory, tubes.round(tube), person);
  if (retest.known() && retest != tube) {
    object["retest"] = json::object{{"tube", tubes.code(retest)},
                                    {"outcome", queries::outcome_code(state, retest)}};
  }
  object["antigen"] = nullptr;
  if (const auto* antigen = state.laboratory.results().last_antigen(person)) {
    object["antigen"] = antigen->positive != 0 ? "positive" : "negative";
  }
  return object;
}

json::object step_json(std::string_view kind, Instant at) {
  return {
      {"kind", kind}, {"occurred_at", to_text(at)}, {"recorded_at", to_text(at)}, {"position", 0}};
}

json::array history_json(const core::State& state, TubeId tube) {
  const laboratory::State& room = state.laboratory;
  const laboratory::Tubes& tubes = room.tubes();
  json::array history;
  const StationId station = tubes.station(tube);
  if (const auto at = tubes.opened_at(tube)) {
    json::object step = step_json("opened", *at);
    if (station.known()) step["place"] = room.stations().name(station);
    history.emplace_back(std::move(step));
  }
  for (std::size_t i = 0; i < tubes.members(tube).size(); ++i) {
    json::object step =
        step_json("bound", laboratory::instant_of(tubes.collected_seconds(tube)[i]));
    step["person"] = tubes.members(tube)[i].value;
    history.emplace_back(std::move(step));
  }
  if (const auto at = tubes.handed_over_at(tube)) {
    json::object step = step_json("handed_over", *at);
    const std::uint32_t by = tubes.hand_over(tube);
    if (by != laboratory::CustodyRecord::kNone) step["place"] = room.custody_record().courier(by);
    history.emplace_back(std::move(step));
  }
  if (const auto at = tubes.received_at(tube)) {
    json::object step = step_json("received", *at);
    const LaboratoryId laboratory = tubes.laboratory(tube);
    if (laboratory.known()) step["place"] = room.laboratories().name(laboratory);
    history.emplace_back(std::move(step));
  }
  if (const auto at = tubes.resulted_at(tube)) {
    json::object step = step_json("resulted", *at);
    step["outcome"] = queries::outcome_code(state, tube);
    history.emplace_back(std::move(step));
  }
  return history;
}

Answer one_tube(const Shown& shown, const Parameters& parameters) {
  const std::string code = parameters.text("code");
  const auto tube = shown.state.laboratory.tubes().find(code);
  if (!tube) {
    return Refusal{
        .code = "tube.unknown", .field = "code", .values = {{.name = "tube", .value = code}}};
  }
  json::array members;
  const std::size_t count = shown.state.laboratory.tubes().members(*tube).size();
  for (std::size_t i = 0; i < count; ++i) members.emplace_back(member_json(shown, *tube, i));
  json::object thresholds;
  const laboratory::Results& results = shown.state.laboratory.results();
  if (const auto* readings = results.readings(*tube)) {
    for (const laboratory::StoredReading& reading : *readings) {
      if (reading.cycle_threshold_hundredths == 0) continue;
      thresholds[results.gene(reading)] = reading.cycle_threshold_hundredths / 100.0;
    }
  }
  return json::object{{"tube", tube_json(shown.state, *tube)},
                      {"members", std::move(members)},
                      {"history", history_json(shown.state, *tube)},
                      {"cycle_thresholds", std::move(thresholds)}};
}

// The State keeps when a step happened, to the second, and not its position: the step is in what
// was recorded by the end of that second, unless it was uploaded late.
std::optional<Reply> place_history(const Surroundings& surroundings,
                                   const Parameters& /*parameters*/, json::object& answer) {
  const auto shown = answer.at("as_of").at("position").to_number<core::Position>();
  for (json::value& step : answer.at("history").as_array()) {
    const auto at = parse_instant(std::string_view(step.at("occurred_at").as_string()));
    if (!at) continue;
    const auto position =
        surroundings.service.position_at(*at + Duration{kMillisecondsPerSecond - 1});
    if (!position) continue;
    step.as_object()["position"] = std::clamp<core::Position>(*position, 1, shown);
  }
  return std::nullopt;
}

json::object hop_json(std::string_view account, std::uint64_t in, std::uint64_t out,
                      std::uint64_t inside) {
  return {{"account", account},
          {"in", in},
          {"out", out},
          {"inside", inside},
          {"balanced", in == out + inside}};
}

json::array exceptions_json(const core::State& state, RoundId round) {
  using laboratory::DiscrepancyKind;
  const laboratory::Tubes& tubes = state.laboratory.tubes();
  const laboratory::CustodyRecord& record = state.laboratory.custody_record();
  json::array exceptions;
  const auto& discrepancies = record.discrepancies();
  for (auto one = discrepancies.rbegin(); one != discrepancies.rend(); ++one) {
    if (exceptions.size() == kExceptionsMax) break;
    if (round.known() && tubes.round(one->tube) != round) continue;
    std::string_view kind;
    if (one->kind == DiscrepancyKind::missing && tubes.custody(one->tube) == Custody::courier) {
      kind = "not_arrived";
    } else if (one->kind == DiscrepancyKind::unexpected &&
               tubes.hand_over(one->tube) == laboratory::CustodyRecord::kNone) {
      kind = "never_handed_over";
    } else if (one->kind == DiscrepancyKind::already_resulted) {
      kind = "result_without_receipt";
    }
    if (kind.empty()) continue;  // Cleared since.
    exceptions.emplace_back(
        exception_json(state, one->tube, kind, record.receipts()[one->record].at));
  }
  return exceptions;
}

Answer ledger(const Shown& shown, const Parameters& parameters) {
  RoundId round;
  if (parameters.has("round")) {
    const auto wanted = round_in(shown.state, parameters, "round");
    if (!wanted) return wanted.error();
    round = *wanted;
  }
  const laboratory::TubeAccount account = queries::tube_account(shown.state.laboratory, round);
  json::object answer;
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < laboratory::kCustodyCount; ++i) {
    const auto custody = static_cast<Custody>(i);
    answer[queries::custody_code(custody)] = account.in(custody);
    total += account.in(custody);
  }
  answer["total"] = total;
  answer["hops"] = json::array{
      hop_json("station", account.opened, account.handed_over + account.voided_from[0],
               account.in(Custody::station)),
      hop_json("courier", account.handed_over, account.received + account.voided_from[1],
               account.in(Custody::courier)),
      hop_json("laboratory", account.received, account.resulted + account.voided_from[2],
               account.in(Custody::laboratory))};
  answer["exceptions"] = exceptions_json(shown.state, round);
  return answer;
}

Answer list_stations(const Shown& shown, const Parameters& parameters) {
  const laboratory::Stations& stations = shown.state.laboratory.stations();
  const registry::UnitTree& units = shown.state.registry.units();
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const auto cursor = read_cursor(parameters, 's');
  if (!cursor) return cursor.error();
  const auto unit = unit_or(shown.state, parameters, "unit", UnitId::none());
  if (!unit) return unit.error();
  json::array items;
  std::optional<std::uint64_t> next;
  for (std::uint64_t i = cursor->value_or(0); i < stations.size(); ++i) {
    const StationId station{static_cast<std::uint32_t>(i)};
    if (unit->known() && !units.contains(*unit, stations.unit(station))) continue;
    if (items.size() == *limit) {
      next = i;
      break;
    }
    registry::GeoPoint point = stations.position(station);
    if (!point.known()) point = units.position(stations.unit(station));
    items.emplace_back(json::object{
        {"id", i},
        {"name", stations.name(station)},
        {"unit", unit_ref(units, stations.unit(station))},
        {"point", point_json(point)},
        {"tubes_inside", shown.state.laboratory.ledger().station(station).in(Custody::station)}});
  }
  return json::object{{"items", std::move(items)}, {"next_cursor", write_cursor('s', next)}};
}

Answer list_laboratories(const Shown& shown, const Parameters& /*parameters*/) {
  const laboratory::Laboratories& laboratories = shown.state.laboratory.laboratories();
  json::array items;
  for (std::uint32_t i = 0; i < laboratories.size(); ++i) {
    const LaboratoryId id{i};
    const std::uint32_t per_day = laboratories.tubes_per_day(id);
    items.emplace_back(json::object{
        {"id", i},
        {"name", laboratories.name(id)},
        {"tubes_inside", shown.state.laboratory.ledger().laboratory(id).in_laboratory},
        {"tubes_per_day", per_day == 0 ? json::value(nullptr) : json::value(per_day)}});
  }
  return json::object{{"items", std::move(items)}};
}

Result<Plan> open_station(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  laboratory::OpenStation request{.name = body.text("name"), .unit = body.id<UnitId>("unit")};
  if (auto point = body.object_if("point")) {
    request.position = registry::geo_point(point->real("longitude"), point->real("latitude"));
    if (point->fault()) body.blame(*point->fault());
  }
  const std::string name = request.name;
  const UnitId unit = request.unit;
  return Plan{.envelope = {.request = laboratory::Request(std::move(request))},
              .tell = [name, unit](const Recorded& recorded, json::object& answer) {
                const laboratory::Stations& stations = recorded.state.laboratory.stations();
                for (std::uint32_t i = 0; i < stations.size(); ++i) {
                  const StationId id{i};
                  if (stations.unit(id) == unit && stations.name(id) == name) answer["id"] = i;
                }
              }};
}

Result<Plan> open_laboratory(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  laboratory::OpenLaboratory request{
      .name = body.text("name"),
      .tubes_per_day = static_cast<std::uint32_t>(body.number_or("tubes_per_day", 0))};
  const std::string name = request.name;
  return Plan{.envelope = {.request = laboratory::Request(std::move(request))},
              .tell = [name](const Recorded& recorded, json::object& answer) {
                const laboratory::Laboratories& all = recorded.state.laboratory.laboratories();
                for (std::uint32_t i = 0; i < all.size(); ++i) {
                  if (all.name(LaboratoryId{i}) == name) answer["id"] = i;
                }
              }};
}

}  // namespace

void add_tube_routes(Router& router) {
  router.get("/laboratory/tubes", list_tubes);
  router.get("/laboratory/tubes/{code}", one_tube, {.finish = place_history});
  router.get("/laboratory/ledger", ledger);
  router.get("/laboratory/stations", list_stations);
  router.post("/laboratory/stations", open_station);
  router.get("/laboratory/laboratories", list_laboratories);
  router.post("/laboratory/laboratories", open_laboratory);
}

}  // namespace firebreak::api
