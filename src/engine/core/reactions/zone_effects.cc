#include <set>

#include "domain/laboratory/decide.h"
#include "domain/laboratory/facts.pb.h"
#include "engine/core/reactions/reactions.h"

namespace firebreak::core {
namespace {

// Tells one round how many share a tube in the zone's units; level none lifts it.
void set_pool_sizes(Recorder& recorder, RoundId round, const zoning::Zone& zone) {
  const policy::Pack& pack = *recorder.state().pack();
  const policy::ZoneRule& rule = pack.zone(zone.level());
  const RequestContext context{.now = recorder.header().recorded_at,
                               .occurred_at = recorder.header().occurred_at};
  for (const std::uint32_t unit : zone.units) {
    auto decision = laboratory::decide(
        {.laboratory = recorder.state().laboratory,
         .registry = recorder.state().registry,
         .pack = &pack},
        laboratory::SetPoolSize{
            .round = round,
            .unit = UnitId{unit},
            .pool_size = zone.level() == policy::ZoneLevel::none ? 0 : rule.pool_size,
            .household_pool = zone.level() != policy::ZoneLevel::none && rule.household_pool},
        context);
    if (!decision) continue;  // Set so already, or the round does not reach there.
    for (laboratory::Fact& fact : decision->facts) recorder.record(std::move(fact));
  }
}

// The areas that must acknowledge: the neighbourhoods that the zone touches, or the subdistricts
// of a unit that is larger than that.
std::set<UnitId> acknowledging_units(const registry::UnitTree& units, const zoning::Zone& zone) {
  using registry::UnitLevel;
  std::set<UnitId> owners;
  for (const std::uint32_t id : zone.units) {
    const UnitId unit{id};
    if (units.level(unit) >= UnitLevel::neighbourhood) {
      const UnitId owner = units.ancestor_at(unit, UnitLevel::neighbourhood);
      owners.insert(owner.known() ? owner : unit);
    } else if (units.level(unit) == UnitLevel::district) {
      for (const UnitId below : units.children(unit)) owners.insert(below);
    } else {
      owners.insert(unit);
    }
  }
  return owners;
}

}  // namespace

void react_to_zone(Recorder& recorder, ZoneId id) {
  if (recorder.state().pack() == nullptr) return;
  const zoning::Zone zone = recorder.state().zoning.zone(id);
  for (std::uint32_t i = 0; i < recorder.state().laboratory.round_count(); ++i) {
    const RoundId round{i};
    if (recorder.state().laboratory.round(round).open()) set_pool_sizes(recorder, round, zone);
  }
  for (const UnitId owner : acknowledging_units(recorder.state().registry.units(), zone)) {
    recorder.open_duty({.kind = policy::DutyKind::acknowledge_order,
                        .subject = {.kind = duties::SubjectKind::unit, .id = owner.value},
                        .unit = owner,
                        .cause = {.kind = duties::SubjectKind::zone, .id = id.value}});
  }
}

void react_to_round(Recorder& recorder, const laboratory::RoundOpened& opened) {
  const std::vector<zoning::Zone> zones = recorder.state().zoning.zones();
  for (const zoning::Zone& zone : zones) {
    if (zone.level() != policy::ZoneLevel::none) {
      set_pool_sizes(recorder, RoundId{opened.round()}, zone);
    }
  }
}

}  // namespace firebreak::core
