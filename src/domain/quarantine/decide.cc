#include "domain/quarantine/decide.h"

namespace firebreak::quarantine {
namespace {

using Facts = Result<std::vector<Fact>>;

// What stands against acting on this person; empty code when nothing does.
Refusal obstacle(const View& view, PersonId person, UnitId unit, const RequestContext& context) {
  if (!view.registry.people().has(person)) return {.code = "person.unknown", .field = "person"};
  const registry::UnitTree& units = view.registry.units();
  if (unit.known() && !units.has(unit)) return {.code = "unit.unknown", .field = "unit"};
  if (!units.contains(context.scope, view.registry.people().household(person))) {
    return {.code = "scope.outside", .field = "person"};
  }
  return {};
}

Facts decide_hold(const View& view, const HoldPerson& request, const RequestContext& context) {
  Refusal refusal = obstacle(view, request.person, request.unit, context);
  if (!refusal.code.empty()) return refusal;
  if (view.quarantine.active(request.person) != nullptr) return std::vector<Fact>{};
  const UnitId unit =
      request.unit.known() ? request.unit : view.registry.people().household(request.person);
  Fact fact;
  PersonHeld& held = *fact.mutable_person_held();
  held.set_person(request.person.value);
  held.set_unit(unit.value);
  held.set_reason(static_cast<std::uint32_t>(request.reason));
  held.set_cause_kind(static_cast<std::uint32_t>(request.cause.kind));
  held.set_cause(request.cause.id);
  held.set_until(request.until.milliseconds);
  return std::vector<Fact>{std::move(fact)};
}

Facts decide_confirm(const View& view, const ConfirmHold& request, const RequestContext& context) {
  Refusal refusal = obstacle(view, request.person, request.unit, context);
  if (!refusal.code.empty()) return refusal;
  const Hold* hold = view.quarantine.active(request.person);
  if (hold == nullptr) return Refusal{.code = "person.not_held", .field = "person"};
  Fact fact;
  fact.mutable_hold_confirmed()->set_person(request.person.value);
  fact.mutable_hold_confirmed()->set_unit(request.unit.known() ? request.unit.value
                                                               : hold->unit.value);
  return std::vector<Fact>{std::move(fact)};
}

Facts decide_release(const View& view, const ReleasePerson& request,
                     const RequestContext& context) {
  Refusal refusal = obstacle(view, request.person, UnitId::none(), context);
  if (!refusal.code.empty()) return refusal;
  if (view.quarantine.active(request.person) == nullptr) {
    return Refusal{.code = "person.not_held", .field = "person"};
  }
  if (request.reason.empty() || request.reason.size() > kReasonBytesMax) {
    return Refusal{.code = "hold.reason", .field = "reason"};
  }
  Fact fact;
  fact.mutable_person_released()->set_person(request.person.value);
  fact.mutable_person_released()->set_reason(request.reason);
  return std::vector<Fact>{std::move(fact)};
}

}  // namespace

Facts decide(const View& view, const Request& request, const RequestContext& context) {
  struct Visitor {
    const View& view;
    const RequestContext& context;
    Facts operator()(const HoldPerson& r) const { return decide_hold(view, r, context); }
    Facts operator()(const ConfirmHold& r) const { return decide_confirm(view, r, context); }
    Facts operator()(const ReleasePerson& r) const { return decide_release(view, r, context); }
  };
  return std::visit(Visitor{view, context}, request);
}

}  // namespace firebreak::quarantine
