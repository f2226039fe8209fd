#include "fronts/api/router.h"

#include <boost/json.hpp>

#include "base/key_table.h"
#include "fronts/api/person_documents.h"
#include "fronts/api/problem.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = path.find('/');
    parts.emplace_back(path.substr(0, end));
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
  }
  return parts;
}

json::object as_of_json(core::Position position, Instant recorded_at) {
  json::object as_of{{"position", position}, {"recorded_at", nullptr}};
  if (position > 0) as_of["recorded_at"] = to_text(recorded_at);
  return as_of;
}

// The position that `as_of` means; absent: now.
Result<std::optional<core::Position>> as_of_position(service::Service& service,
                                                     const Parameters& parameters) {
  const std::string text = parameters.text("as_of");
  if (text.empty()) return std::optional<core::Position>{};
  if (const auto number = parameters.number("as_of")) return std::optional(*number);
  const auto instant = parse_instant(text);
  if (!instant) return Refusal{.code = "request.time", .field = "as_of"};
  const auto position = service.position_at(*instant);
  if (!position) return Refusal{.code = "request.time", .field = "as_of"};
  return std::optional(*position);
}

Reply json_reply(const json::object& body) { return {.body = json::serialize(body)}; }

Result<Body> read_body(const Call& call, TableBody table) {
  if (table == nullptr || !call.content_type.starts_with("text/csv")) return Body::read(call);
  auto object = table(call.body);
  if (!object) return object.error();
  return Body(std::move(*object));
}

// The tag is over everything but as_of, which moves with every fact anywhere.
Reply tagged_reply(json::object body, const std::string& known_tag) {
  const json::value as_of = body["as_of"];
  body.erase("as_of");
  std::string text = json::serialize(body);
  const std::string tag = "W/\"" + to_text(key_of(text)) + "\"";
  Reply reply{.headers = {{"ETag", tag}, {"Cache-Control", "private, no-cache"}}};
  if (tag == known_tag) {
    reply.status = 304;
    return reply;
  }
  const std::string rest = text.size() > 2 ? "," + text.substr(1) : "}";
  reply.body = "{\"as_of\":" + json::serialize(as_of) + rest;
  return reply;
}

void tell_rows(const core::Accepted& accepted, json::object& body) {
  std::size_t count = 0;
  json::array refused;
  for (std::size_t i = 0; i < accepted.rows.size(); ++i) {
    const core::RowFate& row = accepted.rows[i];
    if (row.kind != core::RowFate::Kind::refused) {
      ++count;
    } else if (refused.size() < kPageMax) {
      refused.emplace_back(refused_item(i, row.refusal));
    }
  }
  body["accepted"] = count;
  body["refused"] = std::move(refused);
}

}  // namespace

Router::Router(Surroundings surroundings) : surroundings_(std::move(surroundings)) {
  add_status_routes(*this);
  add_registry_routes(*this);
  add_import_routes(*this);
  add_map_routes(*this);
  add_policy_routes(*this);
  add_laboratory_routes(*this);
  add_tracing_routes(*this);
  add_chain_routes(*this);
  add_zoning_routes(*this);
  add_quarantine_routes(*this);
  add_duties_routes(*this);
  add_briefing_routes(*this);
}

void Router::get(std::string_view pattern, Getter getter, GetOptions options) {
  routes_.push_back(
      {.method = Method::get, .parts = split(pattern), .getter = getter, .options = options});
}

void Router::post(std::string_view pattern, Poster poster, PostOptions options) {
  routes_.push_back(
      {.method = Method::post, .parts = split(pattern), .poster = poster, .post_options = options});
}

void Router::special(Method method, std::string_view pattern, Special answers) {
  routes_.push_back({.method = method, .parts = split(pattern), .special = answers});
}

std::vector<std::string> Router::routes() const {
  std::vector<std::string> names;
  for (const Route& route : routes_) {
    std::string& name = names.emplace_back(route.method == Method::get ? "GET " : "POST ");
    for (const std::string& part : route.parts) name += "/" + part;
  }
  return names;
}

const Router::Route* Router::match(const Call& call,
                                   std::map<std::string, std::string>& path) const {
  const std::vector<std::string> parts = split(call.path);
  for (const Route& route : routes_) {
    if (route.method != call.method || route.parts.size() != parts.size()) continue;
    path.clear();
    bool fits = true;
    for (std::size_t i = 0; i < parts.size() && fits; ++i) {
      const std::string& wanted = route.parts[i];
      if (wanted.starts_with('{')) {
        path[wanted.substr(1, wanted.size() - 2)] = parts[i];
      } else {
        fits = wanted == parts[i];
      }
    }
    if (fits) return &route;
  }
  return nullptr;
}

Reply Router::answer(const Call& call) const {
  std::map<std::string, std::string> path;
  const Route* route = match(call, path);
  if (route == nullptr) {
    return problem(
        Refusal{.code = "request.path_unknown", .values = {{.name = "path", .value = call.path}}});
  }
  const Parameters parameters(call, std::move(path));
  if (route->special) return route->special(surroundings_, parameters);
  return route->getter != nullptr ? answer_get(*route, parameters)
                                  : answer_post(*route, parameters);
}

Reply Router::answer_get(const Route& route, const Parameters& parameters) const {
  service::Service& service = surroundings_.service;
  const auto position = as_of_position(service, parameters);
  if (!position) return problem(position.error());
  const auto compute = [&](const core::State& state, Instant now) -> Answer {
    Answer answer = route.getter({state, now, surroundings_}, parameters);
    if (answer) (*answer)["as_of"] = as_of_json(state.position(), state.recorded_at());
    return answer;
  };
  std::optional<Answer> answer;
  if (!*position || **position >= service.durable()) {
    answer = service.read([&](const core::State& state) {
      return compute(state, *position ? state.recorded_at() : service.now());
    });
  } else {
    const auto past = service.as_of(**position);
    if (!past) return problem(past.error());
    answer = compute(**past, (*past)->recorded_at());
  }
  if (!answer->has_value()) return problem(answer->error());
  json::object& body = answer->value();
  if (route.options.finish != nullptr) {
    if (auto reply = route.options.finish(surroundings_, parameters, body)) return *reply;
  }
  if (route.options.tagged) return tagged_reply(std::move(body), parameters.call().if_none_match);
  return json_reply(body);
}

Reply Router::answer_post(const Route& route, const Parameters& parameters) const {
  service::Service& service = surroundings_.service;
  const Call& call = parameters.call();
  const auto key = parse_key(call.idempotency_key);
  if (!key) return problem(Refusal{.code = "request.key", .field = "Idempotency-Key"});
  auto body = read_body(call, route.post_options.table);
  if (!body) return problem(body.error());
  if (route.post_options.documents != Documents::none) {
    if (auto reply = resolve_documents(surroundings_.vault, route.post_options.documents,
                                       day_of(service.now()), *body)) {
      return *reply;
    }
  }
  auto plan = service.read([&](const core::State& state) {
    return route.poster({state, service.now(), surroundings_}, parameters, *body);
  });
  if (body->fault()) return problem(*body->fault());
  if (!plan) return problem(plan.error());
  plan->envelope.key = *key;
  plan->envelope.actor = call.actor;
  plan->envelope.device = call.device;
  if (const auto occurred_at = body->time_if("occurred_at")) {
    plan->envelope.occurred_at = *occurred_at;
  }
  if (body->fault()) return problem(*body->fault());
  for (std::size_t i = 0; i < plan->before.size(); ++i) {
    core::Envelope& first = plan->before[i];
    first.key = key_of(call.idempotency_key + "/" + std::to_string(i));
    first.actor = call.actor;
    first.device = call.device;
    const service::Answer recorded = service.call(std::move(first));
    if (!recorded) return problem(recorded.error());
  }
  const service::Answer accepted = service.call(std::move(plan->envelope));
  if (!accepted) return problem(accepted.error());
  json::object reply = service.read([&](const core::State& state) {
    // Without facts (all of it was known) the answer is as of now.
    const core::Position position = accepted->last == 0 ? state.position() : accepted->last;
    json::object told{{"position", position},
                      {"recorded_at", to_text(state.recorded_at())},
                      {"repeated", accepted->duplicate}};
    if (plan->counted) tell_rows(*accepted, told);
    if (plan->tell) plan->tell({*accepted, state}, told);
    return told;
  });
  return json_reply(reply);
}

}  // namespace firebreak::api
