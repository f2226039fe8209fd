// The duties board: who owes what by when, counts, and what was done.
#include <charconv>

#include <boost/json.hpp>

#include "fronts/api/json_parts.h"
#include "fronts/api/response_json.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;
using queries::DutyFilter;
using queries::DutyPlace;
using queries::DutyState;

Refusal bad_word(const char* field) { return {.code = "request.word", .field = field}; }

Result<DutyFilter> filter_of(const Shown& shown, const Parameters& parameters) {
  const auto unit = unit_or(shown.state, parameters, "unit", UnitId::none());
  if (!unit) return unit.error();
  DutyFilter filter{.unit = *unit, .owner = parameters.text("owner")};
  if (parameters.has("party")) {
    filter.party = policy::party_of(parameters.text("party"));
    if (!filter.party) return bad_word("party");
  }
  if (parameters.has("kind")) {
    filter.kind = policy::duty_kind_of(parameters.text("kind"));
    if (!filter.kind) return bad_word("kind");
  }
  if (parameters.has("state")) {
    filter.state = queries::duty_state_of(parameters.text("state"));
    if (!filter.state) return bad_word("state");
  }
  return filter;
}

// "d1-1648641600000-17": a place on the board.
std::string cursor_of(const DutyPlace& place) {
  return "d" + std::to_string(static_cast<int>(place.state)) + "-" +
         std::to_string(place.due_at.milliseconds) + "-" + std::to_string(place.duty.value);
}

Result<std::optional<DutyPlace>> place_in(const Parameters& parameters) {
  const std::string text = parameters.text("cursor");
  if (text.empty()) return std::optional<DutyPlace>{};
  const Refusal unknown{.code = "cursor.unknown", .field = "cursor"};
  const char* at = text.data() + 1;
  const char* end = text.data() + text.size();
  std::array<std::int64_t, 3> numbers{};
  for (std::int64_t& number : numbers) {
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc{} || number < 0) return unknown;
    at = next < end && *next == '-' ? next + 1 : next;
  }
  const bool ours = text.front() == 'd' && at == end && numbers[0] <= 3 &&
                    numbers[2] < static_cast<std::int64_t>(DutyId::kNone);
  if (!ours) return unknown;
  return std::optional(DutyPlace{.state = static_cast<DutyState>(numbers[0]),
                                 .due_at = Instant{numbers[1]},
                                 .duty = DutyId{static_cast<std::uint32_t>(numbers[2])}});
}

Answer duties(const Shown& shown, const Parameters& parameters) {
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const auto filter = filter_of(shown, parameters);
  if (!filter) return filter.error();
  const auto after = place_in(parameters);
  if (!after) return after.error();
  const queries::DutyPage page =
      queries::duties_page(shown.state, *filter, shown.now, *after, *limit);
  json::array items;
  for (const DutyPlace& place : page.duties) {
    items.emplace_back(duty_json(shown.state, place.duty, shown.now));
  }
  json::value next = nullptr;
  if (page.more) next = cursor_of(page.duties.back());
  return json::object{
      {"items", std::move(items)}, {"total", page.total}, {"next_cursor", std::move(next)}};
}

json::object counts_json(const queries::DutyCounts& counts) {
  return {{"open", counts.open},
          {"overdue", counts.overdue},
          {"escalated", counts.escalated},
          {"done", counts.done}};
}

Answer summary(const Shown& shown, const Parameters& parameters) {
  const auto unit = unit_or(shown.state, parameters, "unit", UnitId::none());
  if (!unit) return unit.error();
  const queries::DutySummary summary = queries::duty_summary(shown.state, *unit, shown.now);
  json::array by_kind;
  for (const auto& [kind, counts] : summary.by_kind) {
    by_kind.emplace_back(json::object{{"kind", policy::code_of(kind)},
                                      {"title", text_json(duty_title(shown.state, kind))},
                                      {"counts", counts_json(counts)}});
  }
  json::array by_party;
  for (const auto& [party, counts] : summary.by_party) {
    by_party.emplace_back(
        json::object{{"party", policy::code_of(party)}, {"counts", counts_json(counts)}});
  }
  return json::object{{"total", counts_json(summary.total)},
                      {"by_kind", std::move(by_kind)},
                      {"by_party", std::move(by_party)}};
}

Result<Plan> complete(const Shown& /*shown*/, const Parameters& parameters, Body& body) {
  const auto duty = parameters.id<DutyId>("id");
  if (!duty) return duty.error();
  return Plan{.envelope = {.request = duties::Request(duties::CompleteDuty{
                               .duty = *duty, .evidence = body.text("evidence")})}};
}

}  // namespace

void add_duties_routes(Router& router) {
  router.get("/duties", duties);
  router.get("/duties/summary", summary);
  router.post("/duties/{id}/completion", complete);
}

}  // namespace firebreak::api
