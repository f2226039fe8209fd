// Zones, and proposals for them. A named person adopts, changes and lifts.
#include <algorithm>

#include <boost/json.hpp>

#include "domain/zoning/zone_proposal.h"
#include "engine/queries/unit_summary.h"
#include "engine/queries/zone_people.h"
#include "fronts/api/json_parts.h"
#include "fronts/api/response_json.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;
using zoning::Zone;
using zoning::ZoneLevel;

json::array unit_refs(const core::State& state, const std::vector<UnitId>& units) {
  json::array refs;
  for (const UnitId unit : units) refs.emplace_back(unit_ref(state.registry.units(), unit));
  return refs;
}

policy::Text level_title(const core::State& state, ZoneLevel level) {
  const policy::Pack* pack = state.pack();
  if (pack != nullptr && !pack->zone(level).title.zh.empty()) return pack->zone(level).title;
  if (level == ZoneLevel::none) return {.zh = "已解除", .en = "lifted"};
  return {.zh = std::string(code_of(level)), .en = std::string(code_of(level))};
}

// `from` is of the level that holds; `until` of a lifted zone is when it was lifted.
json::object zone_json(const core::State& state, ZoneId id) {
  const Zone& zone = state.zoning.zone(id);
  const zoning::ZoneStep& last = zone.steps.back();
  const bool lifted = zone.level() == ZoneLevel::none;
  std::vector<UnitId> units;
  for (const std::uint32_t unit : zone.units) units.push_back(UnitId{unit});
  json::object answer{{"id", id.value},
                      {"name", zone.name},
                      {"level", code_of(zone.level())},
                      {"level_title", text_json(level_title(state, zone.level()))},
                      {"units", unit_refs(state, units)},
                      {"people", queries::people_in(state.registry, units)},
                      {"from", to_text(lifted ? zone.steps.front().from : last.from)},
                      {"until", lifted ? json::value(to_text(last.from)) : json::value(nullptr)},
                      {"reason", last.reason},
                      {"adopted_by", last.adopted_by},
                      {"second_person", nullptr},
                      {"adopted_at", to_text(zone.steps.front().from)}};
  if (!last.second_person.empty()) answer["second_person"] = last.second_person;
  return answer;
}

Answer zones(const Shown& shown, const Parameters& parameters) {
  const core::State& state = shown.state;
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const auto unit = unit_or(state, parameters, "unit", UnitId::none());
  if (!unit) return unit.error();
  const auto lifted = flag_if(parameters, "lifted");
  if (!lifted) return lifted.error();
  const auto cursor = read_cursor(parameters, 'z');
  if (!cursor) return cursor.error();
  std::vector<ZoneId> found;
  for (std::uint32_t i = 0; i < state.zoning.zones().size(); ++i) {
    const Zone& zone = state.zoning.zone(ZoneId{i});
    if (zone.level() == ZoneLevel::none && !lifted->value_or(false)) continue;
    if (unit->known() && !queries::touches(state.registry.units(), zone, *unit)) continue;
    found.push_back(ZoneId{i});
  }
  std::ranges::stable_sort(found, std::greater{},
                           [&](ZoneId id) { return state.zoning.zone(id).level(); });
  const std::size_t first = std::min<std::size_t>(cursor->value_or(0), found.size());
  const std::size_t last = first + std::min(*limit, found.size() - first);
  json::array items;
  for (std::size_t i = first; i < last; ++i) items.emplace_back(zone_json(state, found[i]));
  const auto next = last < found.size() ? std::optional<std::uint64_t>(last) : std::nullopt;
  return json::object{{"items", std::move(items)}, {"next_cursor", write_cursor('z', next)}};
}

json::object proposal_json(const core::State& state, const zoning::ZoneProposal& proposal) {
  json::array levels;
  for (const zoning::ProposedLevel& level : proposal.levels) {
    levels.emplace_back(json::object{{"level", code_of(level.level)},
                                     {"units", unit_refs(state, level.units)},
                                     {"people", level.people}});
  }
  json::array reasons;
  for (const zoning::ZoneReason& reason : proposal.reasons) {
    json::object text = text_json(reason.text);
    text["unit"] = reason.unit.value;
    reasons.emplace_back(std::move(text));
  }
  return {{"width", code_of(proposal.width)},
          {"zones", std::move(levels)},
          {"people_restricted", proposal.people_restricted},
          {"priority_people", proposal.priority_people},
          {"exposure_covered", proposal.exposure_covered()},
          {"reasons", std::move(reasons)}};
}

// The case asked for, the cases that the round found, or all.
Result<std::vector<CaseId>> cases_asked(const core::State& state, const Parameters& parameters) {
  std::vector<CaseId> cases;
  if (parameters.has("case") && parameters.has("round")) {
    return Refusal{.code = "zone.case_or_round", .field = "round"};
  }
  if (parameters.has("case")) {
    const auto id = case_in(state, parameters, "case");
    if (!id) return id.error();
    return std::vector{*id};
  }
  std::optional<RoundId> round;
  if (parameters.has("round")) {
    const auto asked = round_in(state, parameters, "round");
    if (!asked) return asked.error();
    round = *asked;
  }
  for (std::uint32_t i = 0; i < state.tracing.case_count(); ++i) {
    const TubeId tube = state.tracing.case_record(CaseId{i}).tube;
    if (round && (!tube.known() || state.laboratory.tubes().round(tube) != *round)) continue;
    cases.push_back(CaseId{i});
  }
  return cases;
}

Answer proposals(const Shown& shown, const Parameters& parameters) {
  const auto cases = cases_asked(shown.state, parameters);
  if (!cases) return cases.error();
  json::array items;
  for (const zoning::ZoneProposal& proposal :
       zoning::propose_zones(shown.state.registry, shown.state.tracing, *cases)) {
    items.emplace_back(proposal_json(shown.state, proposal));
  }
  return json::object{{"items", std::move(items)}};
}

zoning::Adoption adoption_of(Body& body) {
  return {.reason = body.text("reason"),
          .adopted_by = body.text("adopted_by"),
          .second_person = body.text_or("second_person", {})};
}

ZoneLevel level_of(Body& body) {
  const auto level = policy::zone_level_of(body.text("level"));
  if (!level) body.blame("request.word", "level");
  return level.value_or(ZoneLevel::none);
}

Result<Plan> adopt(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  zoning::AdoptZone request{.name = body.text("name"),
                            .level = level_of(body),
                            .units = body.ids<UnitId>("units"),
                            .from = body.time_if("from").value_or(Instant{}),
                            .adoption = adoption_of(body)};
  const std::string name = request.name;
  return Plan{.envelope = {.request = zoning::Request(std::move(request))},
              .tell = [name](const Recorded& recorded, json::object& answer) {
                const std::vector<Zone>& zones = recorded.state.zoning.zones();
                for (std::size_t i = zones.size(); i > 0; --i) {  // The last of that name.
                  if (zones[i - 1].name != name) continue;
                  answer["id"] = i - 1;
                  return;
                }
              }};
}

Result<Plan> change_level(const Shown& /*shown*/, const Parameters& parameters, Body& body) {
  const auto zone = parameters.id<ZoneId>("id");
  if (!zone) return zone.error();
  return Plan{.envelope = {.request = zoning::Request(zoning::ChangeZoneLevel{
                               .zone = *zone,
                               .level = level_of(body),
                               .from = body.time_if("from").value_or(Instant{}),
                               .adoption = adoption_of(body)})}};
}

Result<Plan> lift(const Shown& /*shown*/, const Parameters& parameters, Body& body) {
  const auto zone = parameters.id<ZoneId>("id");
  if (!zone) return zone.error();
  return Plan{.envelope = {.request = zoning::Request(
                               zoning::LiftZone{.zone = *zone,
                                                .from = body.time_if("from").value_or(Instant{}),
                                                .adoption = adoption_of(body)})}};
}

}  // namespace

void add_zoning_routes(Router& router) {
  router.get("/zoning/zones", zones);
  router.post("/zoning/zones", adopt);
  router.get("/zoning/proposals", proposals);
  router.post("/zoning/zones/{id}/level", change_level);
  router.post("/zoning/zones/{id}/lift", lift);
}

}  // namespace firebreak::api
