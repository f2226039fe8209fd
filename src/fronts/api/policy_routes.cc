#include <boost/json.hpp>

#include "fronts/api/json_parts.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

json::object named(std::string_view id, const policy::Text& title) {
  return {{"id", id}, {"title", text_json(title)}};
}

json::object pack_json(const policy::Adoption& adoption, bool in_force) {
  const policy::Pack& pack = *adoption.pack;
  json::array classes;
  for (const policy::ContactClass& one : pack.contact_classes) {
    classes.emplace_back(named(one.id, one.title));
  }
  json::array levels;
  for (const policy::ZoneRule& rule : pack.zones) {
    if (!rule.title.zh.empty()) levels.emplace_back(named(code_of(rule.level), rule.title));
  }
  json::array exemptions;
  for (const policy::ExemptionReason& reason : pack.exemptions) {
    exemptions.emplace_back(named(reason.id, reason.title));
  }
  return {{"id", pack.id},
          {"version", pack.version},
          {"title", text_json(pack.title)},
          {"pathogen", pack.pathogen},
          {"in_force", in_force},
          {"adopted_at", to_text(adoption.adopted_at)},
          {"effective_from", to_text(pack.effective_from)},
          {"contact_classes", std::move(classes)},
          {"zone_levels", std::move(levels)},
          {"exemption_reasons", std::move(exemptions)}};
}

Answer packs(const Shown& shown, const Parameters& /*parameters*/) {
  const policy::State& policy = shown.state.policy;
  json::array items;
  for (std::uint32_t number = policy.count(); number-- > 0;) {
    items.emplace_back(pack_json(policy.adoption(number), number + 1 == policy.count()));
  }
  return json::object{{"items", std::move(items)}};
}

Result<Plan> adopt_pack(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  return Plan{.envelope = {.request = policy::AdoptPack{.toml = body.text("toml"),
                                                        .file_name = body.text("id") + ".toml"}}};
}

}  // namespace

void add_policy_routes(Router& router) {
  router.get("/policy/packs", packs);
  router.post("/policy/packs", adopt_pack);
}

}  // namespace firebreak::api
