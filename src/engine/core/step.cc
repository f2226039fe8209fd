#include "engine/core/step.h"

#include "base/check.h"
#include "domain/accounts/facts.pb.h"
#include "domain/duties/decide.h"
#include "domain/laboratory/decide.h"
#include "domain/policy/decide.h"
#include "domain/quarantine/decide.h"
#include "domain/registry/decide.h"
#include "domain/tracing/decide.h"
#include "domain/zoning/decide.h"
#include "engine/core/fact.pb.h"
#include "engine/core/reactions.h"
#include "engine/core/request_text.h"

namespace firebreak::core {
namespace {

// What the rooms' decisions have in common: facts to record, and the fate of rows.
template <class RoomFact>
struct Plan {
  std::vector<RoomFact> facts;
  std::vector<RowFate> rows{};
};

template <class RoomFact>
Result<Plan<RoomFact>> plan_of(Result<std::vector<RoomFact>> facts) {
  if (!facts) return facts.error();
  return Plan<RoomFact>{.facts = std::move(*facts)};
}

Result<Plan<laboratory::Fact>> plan_of(Result<laboratory::Decision> decision) {
  if (!decision) return decision.error();
  Plan<laboratory::Fact> plan{.facts = std::move(decision->facts)};
  plan.rows.reserve(decision->rows.size());
  for (laboratory::RowOutcome& row : decision->rows) {
    plan.rows.push_back(
        {.kind = static_cast<RowFate::Kind>(row.fate), .refusal = std::move(row.refusal)});
  }
  return plan;
}

Result<Plan<tracing::Fact>> plan_of(Result<tracing::Decision> decision) {
  if (!decision) return decision.error();
  Plan<tracing::Fact> plan{.facts = std::move(decision->facts)};
  plan.rows.resize(decision->rows_accepted + decision->row_refusals.size());
  for (const tracing::RowRefusal& refusal : decision->row_refusals) {
    plan.rows[refusal.row] = {.kind = RowFate::Kind::refused, .refusal = {.code = refusal.code}};
  }
  return plan;
}

struct Decider {
  const State& state;
  const RequestContext& context;

  auto operator()(const policy::AdoptPack& r) const {
    return plan_of(policy::decide(state.policy, r, context));
  }
  auto operator()(const registry::Request& r) const {
    return plan_of(registry::decide(state.registry, r, context));
  }
  auto operator()(const duties::Request& r) const {
    return plan_of(duties::decide(
        {.duties = state.duties, .registry = state.registry, .pack = state.pack()}, r, context));
  }
  Result<Plan<laboratory::Fact>> operator()(const laboratory::Request& r) const {
    if (state.pack() == nullptr) return Refusal{.code = "pack.none"};
    return plan_of(laboratory::decide(
        {.laboratory = state.laboratory, .registry = state.registry, .pack = state.pack()}, r,
        context));
  }
  auto operator()(const tracing::Request& r) const {
    const auto held_since = [this](PersonId person) -> std::optional<Instant> {
      const quarantine::Hold* hold = state.quarantine.active(person);
      return hold == nullptr ? std::nullopt : std::optional(hold->since);
    };
    return plan_of(tracing::decide({.tracing = state.tracing,
                                    .registry = state.registry,
                                    .pack = state.pack(),
                                    .held_since = held_since},
                                   r, context));
  }
  auto operator()(const zoning::Request& r) const {
    return plan_of(zoning::decide(
        {.zoning = state.zoning, .registry = state.registry, .pack = state.pack()}, r, context));
  }
  auto operator()(const quarantine::Request& r) const {
    return plan_of(quarantine::decide({.quarantine = state.quarantine, .registry = state.registry},
                                      r, context));
  }
  Result<Plan<EngineFact>> operator()(const HoldRollCall& r) const {
    if (r.label.empty() || r.label.size() > kLabelBytesMax) {
      return Refusal{.code = "roll_call.label", .field = "label"};
    }
    EngineFact fact;
    fact.mutable_roll_call_held()->set_label(r.label);
    return Plan<EngineFact>{.facts = {std::move(fact)}};
  }
};

// The numbers of the actor and device; labels seen for the first time are to be named first.
struct Naming {
  ActorId actor;
  DeviceId device;
  std::vector<accounts::Fact> facts{};
};

Result<Naming> name(const accounts::State& accounts, const Envelope& envelope) {
  const auto fits = [](const std::string& label) {
    return !label.empty() && label.size() <= accounts::kLabelBytesMax;
  };
  if (!fits(envelope.actor)) return Refusal{.code = "actor.label", .field = "actor"};
  if (!fits(envelope.device)) return Refusal{.code = "device.label", .field = "device"};
  Naming naming;
  if (const auto actor = accounts.find_actor(envelope.actor)) {
    naming.actor = *actor;
  } else {
    naming.actor = ActorId{static_cast<std::uint32_t>(accounts.actors())};
    accounts::Fact& fact = naming.facts.emplace_back();
    fact.mutable_actor_named()->set_actor(naming.actor.value);
    fact.mutable_actor_named()->set_label(envelope.actor);
  }
  if (const auto device = accounts.find_device(envelope.device)) {
    naming.device = *device;
  } else {
    naming.device = DeviceId{static_cast<std::uint32_t>(accounts.devices())};
    accounts::Fact& fact = naming.facts.emplace_back();
    fact.mutable_device_named()->set_device(naming.device.value);
    fact.mutable_device_named()->set_label(envelope.device);
  }
  return naming;
}

// Records the facts and everything that follows from them, in order, until nothing follows.
template <class RoomFact>
void record_all(Recorder& recorder, Naming& naming, std::vector<RoomFact>& facts, Batch& batch) {
  int next = batch.facts_size();
  for (accounts::Fact& fact : naming.facts) recorder.record(std::move(fact));
  for (RoomFact& fact : facts) {
    recorder.record(std::move(fact));
    for (; next < batch.facts_size(); ++next) react(recorder, batch.facts(next));
  }
  CHECK(batch.facts_size() <= kFactsPerRequestMax);
}

}  // namespace

Result<Accepted> step(State& state, const Envelope& envelope, Instant now, Batch& batch) {
  if (!envelope.key.empty()) {
    if (const auto first = state.find_key(envelope.key)) {
      return Accepted{.first = *first, .last = *first, .duplicate = true};
    }
  }
  if (std::optional<Refusal> fault = fault_of_texts(envelope)) return *fault;
  const registry::UnitTree& units = state.registry.units();
  if (envelope.scope.value != 0 && !units.has(envelope.scope)) {
    return Refusal{.code = "scope.outside", .field = "scope"};  // Answers for no area at all.
  }
  const Instant occurred_at = envelope.occurred_at.milliseconds == 0 ? now : envelope.occurred_at;
  if (occurred_at > now + kClockSkewMax) {
    return Refusal{.code = "request.occurred_ahead", .field = "occurred_at"};
  }
  Result<Naming> naming = name(state.accounts, envelope);
  if (!naming) return naming.error();
  const RequestContext context{.now = now,
                               .occurred_at = std::min(occurred_at, now),
                               .actor = naming->actor,
                               .device = naming->device,
                               .scope = envelope.scope};
  return std::visit(
      [&](const auto& request) -> Result<Accepted> {
        auto plan = Decider{state, context}(request);
        if (!plan) return plan.error();
        Accepted accepted{.rows = std::move(plan->rows)};
        if (plan->facts.empty()) return accepted;  // Nothing new: nobody need be named for it.
        accepted.first = state.position() + 1;
        Recorder recorder(state, batch,
                          {.occurred_at = context.occurred_at,
                           .recorded_at = now,
                           .actor = context.actor,
                           .device = context.device},
                          envelope.key);
        record_all(recorder, *naming, plan->facts, batch);
        accepted.last = state.position();
        return accepted;
      },
      envelope.request);
}

}  // namespace firebreak::core
