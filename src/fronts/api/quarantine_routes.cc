// Who is held, holding, confirming that somebody was found, and releasing.
#include <boost/json.hpp>

#include "fronts/api/json_parts.h"
#include "fronts/api/response_json.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;
using duties::SubjectKind;
using quarantine::Hold;

json::object held_json(const core::State& state, const Hold& hold, Instant now) {
  json::object answer;
  put_person(answer, state, hold.person, now);
  answer["path"] = path_json(state.registry.units(), hold.unit);
  answer["reason"] = quarantine::code_of(hold.reason);
  answer["since"] = to_text(hold.since);
  answer["confirmed_at"] =
      time_json(hold.confirmed() ? std::optional(hold.confirmed_at) : std::nullopt);
  answer["release_due_on"] = nullptr;
  if (hold.until.milliseconds != 0) answer["release_due_on"] = to_text(day_of(hold.until));
  answer["tube"] = nullptr;
  answer["case"] = nullptr;
  if (hold.cause.kind == SubjectKind::tube) {
    answer["tube"] = state.laboratory.tubes().code(TubeId{hold.cause.id});
  }
  if (hold.cause.kind == SubjectKind::case_record) answer["case"] = hold.cause.id;
  return answer;
}

Answer held(const Shown& shown, const Parameters& parameters) {
  const core::State& state = shown.state;
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const auto unit = unit_or(state, parameters, "unit", UnitId::none());
  if (!unit) return unit.error();
  const auto cursor = read_cursor(parameters, 'h');
  if (!cursor) return cursor.error();
  const std::vector<Hold>& holds = state.quarantine.holds();
  const std::uint64_t below = cursor->value_or(holds.size());
  std::size_t total = 0;
  std::optional<std::uint64_t> next;
  json::array items;
  for (std::uint64_t i = holds.size(); i > 0; --i) {  // Newest first.
    const Hold& hold = holds[i - 1];
    if (!hold.active()) continue;
    if (unit->known() && !state.registry.units().contains(*unit, hold.unit)) continue;
    ++total;
    if (i > below) continue;
    if (items.size() < *limit) {
      items.emplace_back(held_json(state, hold, shown.now));
    } else if (!next) {
      next = i;
    }
  }
  return json::object{
      {"items", std::move(items)}, {"total", total}, {"next_cursor", write_cursor('h', next)}};
}

Result<Plan> hold(const Shown& shown, const Parameters& /*parameters*/, Body& body) {
  const std::string word = body.text("reason");
  const auto reason = quarantine::hold_reason_of(word);
  if (!reason) body.blame("request.word", "reason");
  const auto id = body.id_or_none<CaseId>("case");
  if (id.known() && !shown.state.tracing.has(id)) {
    return Refusal{.code = "case.unknown",
                   .field = "case",
                   .values = {{.name = "case", .value = std::to_string(id.value)}}};
  }
  duties::Subject cause{};
  if (id.known()) cause = {.kind = SubjectKind::case_record, .id = id.value};
  return Plan{.envelope = {.request = quarantine::Request(quarantine::HoldPerson{
                               .person = body.id<PersonId>("person"),
                               .unit = body.id_or_none<UnitId>("place"),
                               .reason = reason.value_or(quarantine::HoldReason::other),
                               .cause = cause})}};
}

Result<Plan> confirm(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  return Plan{.envelope = {.request = quarantine::Request(
                               quarantine::ConfirmHold{.person = body.id<PersonId>("person"),
                                                       .unit = body.id_or_none<UnitId>("unit")})}};
}

Result<Plan> release(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  return Plan{
      .envelope = {.request = quarantine::Request(quarantine::ReleasePerson{
                       .person = body.id<PersonId>("person"), .reason = body.text("reason")})}};
}

}  // namespace

void add_quarantine_routes(Router& router) {
  router.get("/quarantine/held", held);
  router.post("/quarantine/holds", hold);
  router.post("/quarantine/confirmations", confirm);
  router.post("/quarantine/releases", release);
}

}  // namespace firebreak::api
