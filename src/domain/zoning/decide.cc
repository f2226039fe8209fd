#include "domain/zoning/decide.h"

#include <algorithm>

namespace firebreak::zoning {
namespace {

using Facts = Result<std::vector<Fact>>;

// What is wrong with the people and the reason behind an adoption; empty code when nothing is.
Refusal fault_of(const Adoption& adoption, ZoneLevel level) {
  if (adoption.reason.empty() || adoption.reason.size() > kTextBytesMax) {
    return {.code = "zone.reason", .field = "reason"};
  }
  if (adoption.adopted_by.empty()) return {.code = "zone.adopted_by", .field = "adopted_by"};
  const bool alone =
      adoption.second_person.empty() || adoption.second_person == adoption.adopted_by;
  if (level == ZoneLevel::lockdown && alone) {
    return {.code = "zone.second_person", .field = "second_person"};
  }
  return {};
}

// The pack must know the level: its title says so.
bool level_is_kept(const policy::Pack& pack, ZoneLevel level) {
  return level != ZoneLevel::none && !pack.zone(level).title.zh.empty();
}

Instant start_of_step(Instant from, const RequestContext& context) {
  return from.milliseconds == 0 ? context.occurred_at : from;
}

Facts decide_adopt(const View& view, const AdoptZone& request, const RequestContext& context) {
  if (view.pack == nullptr) return Refusal{.code = "pack.none"};
  if (request.name.empty() || request.name.size() > kTextBytesMax) {
    return Refusal{.code = "zone.name", .field = "name"};
  }
  if (!level_is_kept(*view.pack, request.level)) {
    return Refusal{.code = "zone.level", .field = "level"};
  }
  if (request.units.empty() || request.units.size() > kUnitsPerZoneMax) {
    return Refusal{.code = "zone.units", .field = "units"};
  }
  const registry::UnitTree& units = view.registry.units();
  for (const UnitId unit : request.units) {
    if (!units.has(unit)) return Refusal{.code = "unit.unknown", .field = "units"};
    if (!units.contains(context.scope, unit)) {
      return Refusal{.code = "scope.outside", .field = "units"};
    }
  }
  if (Refusal fault = fault_of(request.adoption, request.level); !fault.code.empty()) return fault;
  Fact fact;
  ZoneAdopted& adopted = *fact.mutable_zone_adopted();
  adopted.set_zone(static_cast<std::uint32_t>(view.zoning.zones().size()));
  adopted.set_name(request.name);
  adopted.set_level(static_cast<std::uint32_t>(request.level));
  std::vector<UnitId> sorted = request.units;
  std::ranges::sort(sorted);
  const auto repeated = std::ranges::unique(sorted);
  sorted.erase(repeated.begin(), repeated.end());
  for (const UnitId unit : sorted) adopted.add_unit(unit.value);
  adopted.set_from(start_of_step(request.from, context).milliseconds);
  adopted.set_reason(request.adoption.reason);
  adopted.set_adopted_by(request.adoption.adopted_by);
  adopted.set_second_person(request.adoption.second_person);
  adopted.set_pack_id(view.pack->id);
  adopted.set_pack_version(view.pack->version);
  return std::vector<Fact>{std::move(fact)};
}

Facts decide_change(const View& view, const ChangeZoneLevel& request,
                    const RequestContext& context) {
  if (view.pack == nullptr) return Refusal{.code = "pack.none"};
  if (!view.zoning.has(request.zone)) return Refusal{.code = "zone.unknown", .field = "zone"};
  if (!level_is_kept(*view.pack, request.level)) {
    return Refusal{.code = "zone.level", .field = "level"};
  }
  if (Refusal fault = fault_of(request.adoption, request.level); !fault.code.empty()) return fault;
  if (view.zoning.zone(request.zone).level() == request.level) {
    return Refusal{.code = "zone.same_level", .field = "level"};
  }
  Fact fact;
  ZoneLevelChanged& changed = *fact.mutable_zone_level_changed();
  changed.set_zone(request.zone.value);
  changed.set_level(static_cast<std::uint32_t>(request.level));
  changed.set_from(start_of_step(request.from, context).milliseconds);
  changed.set_reason(request.adoption.reason);
  changed.set_adopted_by(request.adoption.adopted_by);
  changed.set_second_person(request.adoption.second_person);
  return std::vector<Fact>{std::move(fact)};
}

Facts decide_lift(const View& view, const LiftZone& request, const RequestContext& context) {
  if (!view.zoning.has(request.zone)) return Refusal{.code = "zone.unknown", .field = "zone"};
  if (Refusal fault = fault_of(request.adoption, ZoneLevel::none); !fault.code.empty()) {
    return fault;
  }
  if (view.zoning.zone(request.zone).level() == ZoneLevel::none) {
    return Refusal{.code = "zone.lifted", .field = "zone"};
  }
  Fact fact;
  ZoneLifted& lifted = *fact.mutable_zone_lifted();
  lifted.set_zone(request.zone.value);
  lifted.set_from(start_of_step(request.from, context).milliseconds);
  lifted.set_reason(request.adoption.reason);
  lifted.set_adopted_by(request.adoption.adopted_by);
  return std::vector<Fact>{std::move(fact)};
}

}  // namespace

Facts decide(const View& view, const Request& request, const RequestContext& context) {
  struct Visitor {
    const View& view;
    const RequestContext& context;
    Facts operator()(const AdoptZone& r) const { return decide_adopt(view, r, context); }
    Facts operator()(const ChangeZoneLevel& r) const { return decide_change(view, r, context); }
    Facts operator()(const LiftZone& r) const { return decide_lift(view, r, context); }
  };
  return std::visit(Visitor{view, context}, request);
}

}  // namespace firebreak::zoning
