#include "domain/duties/decide.h"

namespace firebreak::duties {
namespace {

using Facts = Result<std::vector<Fact>>;

Facts decide_open(const View& view, const OpenDuty& request, const RequestContext& context) {
  if (view.pack == nullptr) return Refusal{.code = "pack.none"};
  if (!view.pack->clock(request.kind).kept) {
    return Refusal{.code = "duty.kind_not_kept",
                   .field = "kind",
                   .values = {{.name = "pack", .value = view.pack->id}}};
  }
  if (!view.registry.units().has(request.unit)) {
    return Refusal{.code = "unit.unknown", .field = "unit"};
  }
  if (view.duties.find_open(request.kind, request.subject)) {
    return Refusal{.code = "duty.already_open", .field = "subject"};
  }
  const DutyId next{static_cast<std::uint32_t>(view.duties.duties().size())};
  return std::vector<Fact>{*open_duty(*view.pack, next, request, context.occurred_at)};
}

// What stands against ending this duty; empty code when nothing does.
Refusal obstacle(const View& view, DutyId id, const std::string& text,
                 const RequestContext& context) {
  if (!view.duties.has(id)) return {.code = "duty.unknown", .field = "duty"};
  const Duty& duty = view.duties.duty(id);
  if (!view.registry.units().contains(context.scope, duty.unit)) {
    return {.code = "scope.outside", .field = "duty"};
  }
  if (!duty.open()) {
    return {.code = "duty.ended",
            .field = "duty",
            .values = {{.name = "at", .value = to_text(duty.ended_at)}}};
  }
  if (text.empty() || text.size() > kEvidenceBytesMax) {
    return {.code = "duty.evidence", .field = "evidence"};
  }
  return {};
}

Facts decide_complete(const View& view, const CompleteDuty& request,
                      const RequestContext& context) {
  Refusal refusal = obstacle(view, request.duty, request.evidence, context);
  if (!refusal.code.empty()) return refusal;
  Fact fact;
  fact.mutable_duty_done()->set_duty(request.duty.value);
  fact.mutable_duty_done()->set_evidence(request.evidence);
  return std::vector<Fact>{std::move(fact)};
}

Facts decide_withdraw(const View& view, const WithdrawDuty& request,
                      const RequestContext& context) {
  Refusal refusal = obstacle(view, request.duty, request.reason, context);
  if (!refusal.code.empty()) return refusal;
  Fact fact;
  fact.mutable_duty_withdrawn()->set_duty(request.duty.value);
  fact.mutable_duty_withdrawn()->set_reason(request.reason);
  return std::vector<Fact>{std::move(fact)};
}

Facts decide_escalate(const View& view, const RequestContext& context) {
  std::vector<Fact> facts;
  for (std::uint32_t id = 0; id < view.duties.duties().size(); ++id) {
    const Duty& duty = view.duties.duty(DutyId{id});
    if (!duty.open() || duty.escalation_level >= kEscalationLevelMax ||
        context.now <= duty.escalate_at) {
      continue;
    }
    DutyEscalated& escalated = *facts.emplace_back().mutable_duty_escalated();
    escalated.set_duty(id);
    escalated.set_level(duty.escalation_level + 1U);
    if (facts.size() == kEscalationsPerRequestMax) break;  // The rest at the next stroke.
  }
  return facts;
}

}  // namespace

std::optional<Fact> open_duty(const policy::Pack& pack, DutyId duty, const OpenDuty& request,
                              Instant arises_at) {
  const policy::ClockRule& clock = pack.clock(request.kind);
  if (!clock.kept) return std::nullopt;
  Fact fact;
  DutyOpened& opened = *fact.mutable_duty_opened();
  opened.set_duty(duty.value);
  opened.set_kind(static_cast<std::uint32_t>(request.kind));
  opened.set_party(static_cast<std::uint32_t>(clock.party));
  opened.set_subject_kind(static_cast<std::uint32_t>(request.subject.kind));
  opened.set_subject(request.subject.id);
  opened.set_unit(request.unit.value);
  const Instant due_at = arises_at + clock.limit;
  opened.set_due_at(due_at.milliseconds);
  opened.set_escalate_at((due_at + clock.escalate_after).milliseconds);
  opened.set_cause_kind(static_cast<std::uint32_t>(request.cause.kind));
  opened.set_cause(request.cause.id);
  return fact;
}

Facts decide(const View& view, const Request& request, const RequestContext& context) {
  struct Visitor {
    const View& view;
    const RequestContext& context;
    Facts operator()(const OpenDuty& r) const { return decide_open(view, r, context); }
    Facts operator()(const CompleteDuty& r) const { return decide_complete(view, r, context); }
    Facts operator()(const WithdrawDuty& r) const { return decide_withdraw(view, r, context); }
    Facts operator()(const EscalateOverdue&) const { return decide_escalate(view, context); }
  };
  return std::visit(Visitor{view, context}, request);
}

}  // namespace firebreak::duties
