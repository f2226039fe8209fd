// Refusals of what opens and closes, in the order in which they are looked for:
//
//   open round       round.too_many  text.length  round.units  unit.unknown  scope.outside
//                    round.period  round.pool_size  round.name_taken
//   close round      round.unknown  scope.outside
//   pool size        round.unknown  unit.unknown  scope.outside  round.closed  round.pool_size
//   open station     station.too_many  text.length  unit.unknown  scope.outside
//   open laboratory  laboratory.too_many  text.length  laboratory.name_taken
//   exemption        laboratory.too_many_rows  round.unknown  exemption.reason  exemption.expired
//                    exemption.too_long; person by person: person.unknown  scope.outside
#include "domain/laboratory/decide.h"

#include <algorithm>

#include "domain/laboratory/binding_decision.h"
#include "domain/laboratory/custody_decision.h"
#include "domain/laboratory/refusals.h"
#include "domain/laboratory/result_decision.h"

namespace firebreak::laboratory {
namespace {

Refusal fault_of_text(std::string_view text, std::string field) {
  if (text_is_sound(text)) return {};
  return refuse("text.length", std::move(field), {value("limit", kTextBytesMax)});
}

Refusal fault_of_units(const View& view, const std::vector<UnitId>& units,
                       const RequestContext& context) {
  if (units.empty() || units.size() > kRoundUnitsMax) {
    return refuse("round.units", "units", {value("limit", kRoundUnitsMax)});
  }
  for (const UnitId unit : units) {
    if (!view.registry.units().has(unit)) return refuse("unit.unknown", "units");
  }
  for (const UnitId unit : units) {
    if (!in_scope(view, context, unit)) return refuse("scope.outside", "units");
  }
  return {};
}

Refusal pool_size_refusal(const policy::Pack& pack) {
  return refuse("round.pool_size", "pool_size",
                {value("limit", static_cast<std::uint64_t>(pack.laboratory.pool_size_max))});
}

bool pool_size_is_sound(int pool_size, const policy::Pack& pack) {
  return pool_size >= 0 && pool_size <= std::min<int>(pack.laboratory.pool_size_max, kPoolSizeMax);
}

Refusal fault_of(const View& view, const OpenRound& request, const RequestContext& context) {
  const State& state = view.laboratory;
  if (state.round_count() >= kRoundsMax) {
    return refuse("round.too_many", "", {value("limit", kRoundsMax)});
  }
  if (Refusal fault = fault_of_text(request.campaign, "campaign"); !fault.code.empty()) {
    return fault;
  }
  if (Refusal fault = fault_of_text(request.name, "name"); !fault.code.empty()) return fault;
  if (Refusal fault = fault_of_units(view, request.units, context); !fault.code.empty()) {
    return fault;
  }
  if (request.deadline <= request.opens_at || request.opens_at.milliseconds <= 0) {
    return refuse("round.period", "deadline");
  }
  if (!pool_size_is_sound(request.pool_size, *view.pack)) return pool_size_refusal(*view.pack);
  for (std::uint32_t i = 0; i < state.round_count(); ++i) {
    const Round& other = state.round(RoundId{i});
    if (other.campaign == request.campaign && other.name == request.name) {
      return refuse("round.name_taken", "name", {value("name", request.name)});
    }
  }
  return {};
}

Result<Decision> decide_round(const View& view, const OpenRound& request,
                              const RequestContext& context) {
  if (Refusal fault = fault_of(view, request, context); !fault.code.empty()) return fault;
  Decision decision;
  RoundOpened& round = *decision.facts.emplace_back().mutable_round_opened();
  round.set_round(static_cast<std::uint32_t>(view.laboratory.round_count()));
  round.set_campaign(request.campaign);
  round.set_name(request.name);
  for (const UnitId unit : request.units) {
    const bool under_another = std::ranges::any_of(request.units, [&](UnitId other) {
      return other != unit && view.registry.units().contains(other, unit);
    });
    const bool again = std::ranges::find(round.unit(), unit.value) != round.unit().end();
    if (!under_another && !again) round.add_unit(unit.value);
  }
  round.set_opens_at(request.opens_at.milliseconds);
  round.set_deadline(request.deadline.milliseconds);
  round.set_pool_size(static_cast<std::uint32_t>(
      request.pool_size == 0 ? view.pack->laboratory.pool_size : request.pool_size));
  round.set_purpose(static_cast<std::uint32_t>(request.purpose));
  round.set_pack_id(view.pack->id);
  round.set_pack_version(view.pack->version);
  return decision;
}

Result<Decision> decide_closing(const View& view, const CloseRound& request,
                                const RequestContext& context) {
  if (!view.laboratory.has(request.round)) return refuse("round.unknown", "round");
  const Round& round = view.laboratory.round(request.round);
  for (const UnitId unit : round.units) {
    if (!in_scope(view, context, unit)) return refuse("scope.outside", "round");
  }
  Decision decision;
  if (!round.open()) return decision;
  decision.facts.emplace_back().mutable_round_closed()->set_round(request.round.value);
  return decision;
}

Result<Decision> decide_pool_size(const View& view, const SetPoolSize& request,
                                  const RequestContext& context) {
  if (!view.laboratory.has(request.round)) return refuse("round.unknown", "round");
  if (!view.registry.units().has(request.unit)) return refuse("unit.unknown", "unit");
  if (!in_scope(view, context, request.unit)) return refuse("scope.outside", "unit");
  const Round& round = view.laboratory.round(request.round);
  if (!round.open()) {
    return refuse("round.closed", "round", {value("closed_at", to_text(round.closed_at))});
  }
  if (!pool_size_is_sound(request.pool_size, *view.pack)) return pool_size_refusal(*view.pack);
  Decision decision;
  const auto known = round.pool_rules.find(request.unit.value);
  const bool same = known == round.pool_rules.end()
                        ? request.pool_size == 0
                        : known->second.pool_size == request.pool_size &&
                              (known->second.household_pool != 0) == request.household_pool;
  if (same) return decision;
  PoolSizeSet& set = *decision.facts.emplace_back().mutable_pool_size_set();
  set.set_round(request.round.value);
  set.set_unit(request.unit.value);
  set.set_pool_size(static_cast<std::uint32_t>(request.pool_size));
  set.set_household_pool(request.household_pool);
  return decision;
}

Result<Decision> decide_station(const View& view, const OpenStation& request,
                                const RequestContext& context) {
  const std::size_t count = view.laboratory.stations().size();
  if (count >= kStationsMax) {
    return refuse("station.too_many", "", {value("limit", kStationsMax)});
  }
  if (Refusal fault = fault_of_text(request.name, "name"); !fault.code.empty()) return fault;
  if (!view.registry.units().has(request.unit)) return refuse("unit.unknown", "unit");
  if (!in_scope(view, context, request.unit)) return refuse("scope.outside", "unit");
  Decision decision;
  StationOpened& station = *decision.facts.emplace_back().mutable_station_opened();
  station.set_station(static_cast<std::uint32_t>(count));
  station.set_name(request.name);
  station.set_unit(request.unit.value);
  station.set_longitude_microdegrees(request.position.longitude_microdegrees);
  station.set_latitude_microdegrees(request.position.latitude_microdegrees);
  return decision;
}

Result<Decision> decide_laboratory(const View& view, const OpenLaboratory& request) {
  const Laboratories& laboratories = view.laboratory.laboratories();
  if (laboratories.size() >= kLaboratoriesMax) {
    return refuse("laboratory.too_many", "", {value("limit", kLaboratoriesMax)});
  }
  if (Refusal fault = fault_of_text(request.name, "name"); !fault.code.empty()) return fault;
  for (std::uint32_t i = 0; i < laboratories.size(); ++i) {
    if (laboratories.name(LaboratoryId{i}) == request.name) {
      return refuse("laboratory.name_taken", "name", {value("name", request.name)});
    }
  }
  Decision decision;
  LaboratoryOpened& opened = *decision.facts.emplace_back().mutable_laboratory_opened();
  opened.set_laboratory(static_cast<std::uint32_t>(laboratories.size()));
  opened.set_name(request.name);
  opened.set_tubes_per_day(request.tubes_per_day);
  return decision;
}

Refusal fault_of(const View& view, const GrantExemption& request, const RequestContext& context) {
  if (request.people.size() > kRowsPerRequestMax) {
    return refuse("laboratory.too_many_rows", "people",
                  {value("rows", request.people.size()), value("limit", kRowsPerRequestMax)});
  }
  if (request.round.known() && !view.laboratory.has(request.round)) {
    return refuse("round.unknown", "round");
  }
  const auto reason =
      std::ranges::find(view.pack->exemptions, request.reason, &policy::ExemptionReason::id);
  if (reason == view.pack->exemptions.end()) {
    return refuse("exemption.reason", "reason", {value("reason", request.reason)});
  }
  if (request.expires_at <= context.now) return refuse("exemption.expired", "expires_at");
  if (request.expires_at - context.now > Duration::hours(reason->hours_max)) {
    return refuse("exemption.too_long", "expires_at",
                  {value("hours", static_cast<std::uint64_t>(reason->hours_max))});
  }
  const registry::Population& people = view.registry.people();
  for (std::size_t row = 0; row < request.people.size(); ++row) {
    const PersonId person = request.people[row];
    if (!people.has(person)) return refuse("person.unknown", "people", {value("row", row)});
    if (!in_scope(view, context, people.household(person))) {
      return refuse("scope.outside", "people", {value("row", row)});
    }
  }
  return {};
}

Result<Decision> decide_exemption(const View& view, const GrantExemption& request,
                                  const RequestContext& context) {
  if (Refusal fault = fault_of(view, request, context); !fault.code.empty()) return fault;
  const Exemptions& exemptions = view.laboratory.exemptions();
  Fact fact;
  ExemptionsGranted& granted = *fact.mutable_exemptions_granted();
  for (const PersonId person : request.people) {
    const Exemption* known = exemptions.lasting(person, request.round);
    const bool same = known != nullptr && known->round == request.round &&
                      known->expires_at == request.expires_at &&
                      exemptions.reason(*known) == request.reason;
    if (!same) granted.add_person(person.value);
  }
  Decision decision;
  if (granted.person_size() == 0) return decision;
  granted.set_round(request.round.value);
  granted.set_reason(request.reason);
  granted.set_expires_at(request.expires_at.milliseconds);
  decision.facts.push_back(std::move(fact));
  return decision;
}

struct Visitor {
  const View& view;
  const RequestContext& context;

  Result<Decision> operator()(const OpenRound& r) const { return decide_round(view, r, context); }
  Result<Decision> operator()(const CloseRound& r) const {
    return decide_closing(view, r, context);
  }
  Result<Decision> operator()(const SetPoolSize& r) const {
    return decide_pool_size(view, r, context);
  }
  Result<Decision> operator()(const OpenStation& r) const {
    return decide_station(view, r, context);
  }
  Result<Decision> operator()(const OpenLaboratory& r) const { return decide_laboratory(view, r); }
  Result<Decision> operator()(const GrantExemption& r) const {
    return decide_exemption(view, r, context);
  }
  Result<Decision> operator()(const BindSpecimen& r) const {
    return decide_binding(view, r, context);
  }
  Result<Decision> operator()(const BindSpecimens& r) const {
    return decide_bindings(view, r, context);
  }
  Result<Decision> operator()(const UndoBinding& r) const {
    return decide_undoing(view, r, context);
  }
  Result<Decision> operator()(const HandOverTubes& r) const {
    return decide_hand_over(view, r, context);
  }
  Result<Decision> operator()(const ReceiveTubes& r) const {
    return decide_receipt(view, r, context);
  }
  Result<Decision> operator()(const ReportResult& r) const { return decide_result(view, r); }
  Result<Decision> operator()(const ReportResults& r) const { return decide_results(view, r); }
  Result<Decision> operator()(const ReportAntigen& r) const {
    return decide_antigen(view, r, context);
  }
  Result<Decision> operator()(const VoidTube& r) const { return decide_voiding(view, r, context); }
};

}  // namespace

Result<Decision> decide(const View& view, const Request& request, const RequestContext& context) {
  return std::visit(Visitor{view, context}, request);
}

}  // namespace firebreak::laboratory
