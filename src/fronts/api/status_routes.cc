#include <boost/json.hpp>

#include "engine/queries/round_figures.h"
#include "engine/queries/timeline_marks.h"
#include "engine/queries/unit_summary.h"
#include "fronts/api/json_parts.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;
using core::MilestoneKind;

json::value pack_ref(const policy::Pack* pack) {
  if (pack == nullptr) return nullptr;
  return json::object{
      {"id", pack->id}, {"version", pack->version}, {"title", text_json(pack->title)}};
}

json::value last_roll_call(const core::State& state) {
  if (state.roll_calls().empty()) return nullptr;
  const core::RollCall& call = state.roll_calls().back();
  return json::object{{"position", call.position}, {"at", to_text(call.at)}, {"title", call.label}};
}

Answer status(const Shown& shown, const Parameters& /*parameters*/) {
  const core::State& state = shown.state;
  const Surroundings& surroundings = shown.surroundings;
  const UnitId city = queries::city_unit(state.registry.units());
  const RoundId round = queries::current_round(state.laboratory, shown.now);
  json::object answer{
      {"program_version", surroundings.program_version},
      {"city", city.known() ? state.registry.units().name(city) : std::string_view{}},
      {"city_unit", city.known() ? city.value : 0},
      {"people", state.registry.people().size()},
      {"units", state.registry.units().size()},
      {"places", state.registry.places().size()},
      {"now", to_text(shown.now)},
      {"clock", surroundings.simulated_clock ? "simulated" : "real"},
      {"pack", pack_ref(state.pack())},
      {"durable", !surroundings.service.failure().has_value()},
      {"current_round", nullptr},
      {"last_roll_call", last_roll_call(state)}};
  if (round.known()) answer["current_round"] = round_ref(state.laboratory, round);
  if (surroundings.clock_speed) answer["clock_speed"] = surroundings.clock_speed();
  return answer;
}

struct Label {
  std::string zh;
  std::string en;
};

std::string_view code_of(MilestoneKind kind) {
  constexpr std::array<std::string_view, core::kMilestoneKindCount> kCodes{
      "import",       "round_opened", "positive_tube", "antigen_positive", "case_opened",
      "zone_adopted", "zone_changed", "zone_lifted",   "roll_call",        "pack_adopted"};
  return kCodes[static_cast<std::size_t>(kind)];
}

Label label_of(const core::State& state, const core::Milestone& mark) {
  const std::uint32_t id = mark.subject;
  const auto zone = [&] { return state.zoning.zone(ZoneId{id}).name; };
  switch (mark.kind) {
    case MilestoneKind::import: {
      const std::string& file = state.registry.imports()[id].file_name;
      return {"导入 " + file, "Import of " + file};
    }
    case MilestoneKind::round_opened: {
      const std::string& name = state.laboratory.round(RoundId{id}).name;
      return {"开始轮次 " + name, "Round opened: " + name};
    }
    case MilestoneKind::positive_tube: {
      const std::string code(state.laboratory.tubes().code(TubeId{id}));
      return {"阳性管 " + code, "Positive tube " + code};
    }
    case MilestoneKind::antigen_positive:
      return {"抗原阳性", "Antigen positive"};
    case MilestoneKind::case_opened:
      return {"病例 " + std::to_string(id + 1), "Case " + std::to_string(id + 1)};
    case MilestoneKind::zone_adopted:
      return {"划定 " + zone(), "Zone adopted: " + zone()};
    case MilestoneKind::zone_changed:
      return {"调整 " + zone(), "Zone changed: " + zone()};
    case MilestoneKind::zone_lifted:
      return {"解除 " + zone(), "Zone lifted: " + zone()};
    case MilestoneKind::roll_call: {
      const std::string& title = state.roll_calls()[id].label;
      return {"点名 " + title, "Roll call " + title};
    }
    case MilestoneKind::pack_adopted: {
      const policy::Text& title = state.policy.adoption(id).pack->title;
      return {"启用方案 " + title.zh, "Pack adopted: " + title.en};
    }
  }
  return {};
}

Answer timeline(const Shown& shown, const Parameters& /*parameters*/) {
  const core::State& state = shown.state;
  json::array marks;
  for (const core::Milestone& mark : queries::timeline_marks(state.milestones())) {
    const Label label = label_of(state, mark);
    marks.emplace_back(json::object{{"position", mark.position},
                                    {"at", to_text(mark.at)},
                                    {"kind", code_of(mark.kind)},
                                    {"label_zh", label.zh},
                                    {"label_en", label.en}});
  }
  const bool empty = state.position() == 0;
  const Instant first = empty ? shown.now : state.milestones().began_at();
  const Instant last = empty ? shown.now : state.recorded_at();
  return json::object{{"first", json::object{{"position", empty ? 0 : 1}, {"at", to_text(first)}}},
                      {"last", json::object{{"position", state.position()}, {"at", to_text(last)}}},
                      {"marks", std::move(marks)}};
}

}  // namespace

void add_status_routes(Router& router) {
  router.get("/status", status);
  router.get("/timeline", timeline);
}

}  // namespace firebreak::api
