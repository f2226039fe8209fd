#include "domain/zoning/state.h"

#include <algorithm>

#include "base/check.h"
#include "domain/zoning/facts.pb.h"

namespace firebreak::zoning {

ZoneLevel State::level_of(const registry::UnitTree& units, UnitId unit, Instant at) const {
  ZoneLevel strictest = ZoneLevel::none;
  for (const Zone& zone : zones_) {
    const ZoneLevel level = zone.level_at(at);
    if (level <= strictest) continue;
    const bool inside = std::ranges::any_of(
        zone.units, [&](std::uint32_t area) { return units.contains(UnitId{area}, unit); });
    if (inside) strictest = level;
  }
  return strictest;
}

void State::apply(const Fact& fact, const FactHeader& /*header*/) {
  switch (fact.fact_case()) {
    case Fact::kZoneAdopted: {
      const ZoneAdopted& adopted = fact.zone_adopted();
      CHECK(adopted.zone() == zones_.size());
      zones_.push_back({.name = adopted.name(),
                        .units = {adopted.unit().begin(), adopted.unit().end()},
                        .steps = {{.level = static_cast<ZoneLevel>(adopted.level()),
                                   .from = Instant{adopted.from()},
                                   .reason = adopted.reason(),
                                   .adopted_by = adopted.adopted_by(),
                                   .second_person = adopted.second_person()}},
                        .pack_id = adopted.pack_id(),
                        .pack_version = adopted.pack_version()});
      break;
    }
    case Fact::kZoneLevelChanged: {
      const ZoneLevelChanged& changed = fact.zone_level_changed();
      zones_[changed.zone()].steps.push_back({.level = static_cast<ZoneLevel>(changed.level()),
                                              .from = Instant{changed.from()},
                                              .reason = changed.reason(),
                                              .adopted_by = changed.adopted_by(),
                                              .second_person = changed.second_person()});
      break;
    }
    case Fact::kZoneLifted: {
      const ZoneLifted& lifted = fact.zone_lifted();
      zones_[lifted.zone()].steps.push_back({.level = ZoneLevel::none,
                                             .from = Instant{lifted.from()},
                                             .reason = lifted.reason(),
                                             .adopted_by = lifted.adopted_by()});
      break;
    }
    case Fact::FACT_NOT_SET:
      break;
  }
}

}  // namespace firebreak::zoning
