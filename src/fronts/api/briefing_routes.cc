// The briefing of a roll call, its change since the one before, and holding one.
#include <boost/json.hpp>

#include "engine/queries/briefing.h"
#include "engine/queries/duty_board.h"
#include "fronts/api/json_parts.h"
#include "fronts/api/problem.h"
#include "fronts/api/response_json.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;
using queries::BriefingRow;

json::object figures_json(const queries::BriefingFigures& figures) {
  return {{"cases", figures.cases},
          {"antigen_positive", figures.antigen_positive},
          {"positive_tubes", figures.positive_tubes},
          {"held", figures.held},
          {"contacts_listed", figures.contacts_listed},
          {"contacts_held", figures.contacts_held},
          {"zones", figures.zones},
          {"people_in_zones", figures.people_in_zones},
          {"duties_open", figures.duties_open},
          {"duties_overdue", figures.duties_overdue},
          {"round",
           figures.round ? json::value(api::figures_json(*figures.round)) : json::value(nullptr)}};
}

json::object row_json(const core::State& state, const BriefingRow& row) {
  return {{"unit", unit_ref(state.registry.units(), row.unit)},
          {"figures", figures_json(row.figures)},
          {"change", nullptr}};
}

json::array late_json(const core::State& state, Instant now) {
  json::array late;
  for (const queries::LateLine& line : queries::late_lines(state, now)) {
    json::value unit = nullptr;
    if (line.unit.known()) unit = unit_ref(state.registry.units(), line.unit);
    late.emplace_back(json::object{{"kind", policy::code_of(line.kind)},
                                   {"title", text_json(duty_title(state, line.kind))},
                                   {"party", policy::code_of(line.party)},
                                   {"owner", line.owner},
                                   {"unit", std::move(unit)},
                                   {"count", line.count},
                                   {"late_minutes_max", line.late_minutes_max}});
  }
  return late;
}

json::object briefing_json(const core::State& state, Instant now) {
  const queries::Briefing briefing = queries::briefing(state, now);
  json::array districts;
  for (const BriefingRow& row : briefing.districts) districts.emplace_back(row_json(state, row));
  json::value round = nullptr;
  if (briefing.round.known()) round = round_ref(state.laboratory, briefing.round);
  return {{"at", to_text(now)},
          {"last_roll_call", nullptr},
          {"round", std::move(round)},
          {"city", row_json(state, briefing.city)},
          {"districts", std::move(districts)},
          {"late", late_json(state, now)}};
}

Answer briefing(const Shown& shown, const Parameters& parameters) {
  if (parameters.has("at") && !parse_instant(parameters.text("at"))) {
    return Refusal{.code = "request.time", .field = "at"};
  }
  if (shown.state.registry.units().size() == 0) return Refusal{.code = "registry.none"};
  return briefing_json(shown.state, shown.now);
}

// What each figure has gained; a round counts only where it is the same one.
json::object change_json(const json::object& now, const json::object& before, bool same_round) {
  json::object change;
  for (const auto& [name, value] : now) {
    const json::value& old = before.at(name);
    if (value.is_object() && old.is_object() && same_round) {
      change[name] = change_json(value.as_object(), old.as_object(), true);
    } else if (value.is_number()) {
      change[name] = value.to_number<std::int64_t>() - old.to_number<std::int64_t>();
    } else {
      change[name] = nullptr;
    }
  }
  return change;
}

void put_change(json::value& row, const json::object& before, bool same_round) {
  json::object& now = row.as_object();
  now["change"] =
      change_json(now.at("figures").as_object(), before.at("figures").as_object(), same_round);
}

// The last roll call before a position; absent before the first. One that is held at this very
// position is the one being read out: it is compared with the one before it.
std::optional<core::RollCall> roll_call_before(const service::Service& service,
                                               core::Position position) {
  return service.read([&](const core::State& state) {
    std::optional<core::RollCall> last;
    for (const core::RollCall& call : state.roll_calls()) {
      if (call.position < position) last = call;
    }
    return last;
  });
}

// Another moment's briefing in place of the answer, as `at` asks. A reply: a problem.
std::optional<Reply> go_back(service::Service& service, Instant at, json::object& answer) {
  const auto position = service.position_at(at);
  if (!position) return problem(position.error());
  const auto state = service.as_of(*position);
  if (!state) return problem(state.error());
  if ((*state)->registry.units().size() == 0) return problem(Refusal{.code = "registry.none"});
  const json::object as_of{{"position", (*state)->position()},
                           {"recorded_at", to_text((*state)->recorded_at())}};
  answer = briefing_json(**state, at);
  answer["as_of"] = as_of;
  return std::nullopt;
}

std::optional<Reply> finish(const Surroundings& surroundings, const Parameters& parameters,
                            json::object& answer) {
  service::Service& service = surroundings.service;
  if (const auto at = parse_instant(parameters.text("at"))) {
    if (auto reply = go_back(service, std::min(*at, service.now()), answer)) return reply;
  }
  const auto position = answer.at("as_of").at("position").to_number<core::Position>();
  const auto call = roll_call_before(service, position);
  if (!call) return std::nullopt;
  const auto before = service.as_of(call->position);
  if (!before) return problem(before.error());
  const json::object then = briefing_json(**before, call->at);
  const bool same_round = answer.at("round").is_object() && then.at("round").is_object() &&
                          answer.at("round").at("id") == then.at("round").at("id");
  answer["last_roll_call"] =
      json::object{{"position", call->position}, {"at", to_text(call->at)}, {"title", call->label}};
  put_change(answer.at("city"), then.at("city").as_object(), same_round);
  for (json::value& row : answer.at("districts").as_array()) {
    for (const json::value& old : then.at("districts").as_array()) {
      if (old.at("unit").at("id") == row.at("unit").at("id")) {
        put_change(row, old.as_object(), same_round);
      }
    }
  }
  return std::nullopt;
}

Result<Plan> hold_roll_call(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  return Plan{.envelope = {.request = core::HoldRollCall{.label = body.text("title")}}};
}

}  // namespace

void add_briefing_routes(Router& router) {
  router.get("/briefing", briefing, {.finish = finish});
  router.post("/briefing/roll-calls", hold_roll_call);
}

}  // namespace firebreak::api
