#include "engine/core/recorder.h"

#include "base/check.h"
#include "domain/duties/decide.h"
#include "domain/quarantine/decide.h"
#include "engine/core/fact.pb.h"
#include "engine/core/key_bytes.h"

namespace firebreak::core {

Recorder::Recorder(State& state, Batch& batch, const FactHeader& header, Key key)
    : state_(state), batch_(batch), header_(header), key_(key) {}

Fact& Recorder::next_fact() {
  Fact& fact = *batch_.add_facts();
  fact.set_occurred_at(header_.occurred_at.milliseconds);
  fact.set_actor(header_.actor.value);
  fact.set_device(header_.device.value);
  if (!key_.empty()) fact.set_key(bytes_of(key_));
  key_ = Key{};
  return fact;
}

void Recorder::apply(const Fact& fact) { state_.apply(fact, header_.recorded_at); }

template <>
void Recorder::record(policy::Fact fact) {
  Fact& recorded = next_fact();
  *recorded.mutable_policy() = std::move(fact);
  apply(recorded);
}
template <>
void Recorder::record(accounts::Fact fact) {
  Fact& recorded = next_fact();
  *recorded.mutable_accounts() = std::move(fact);
  apply(recorded);
}
template <>
void Recorder::record(registry::Fact fact) {
  Fact& recorded = next_fact();
  *recorded.mutable_registry() = std::move(fact);
  apply(recorded);
}
template <>
void Recorder::record(duties::Fact fact) {
  Fact& recorded = next_fact();
  *recorded.mutable_duties() = std::move(fact);
  apply(recorded);
}
template <>
void Recorder::record(laboratory::Fact fact) {
  Fact& recorded = next_fact();
  *recorded.mutable_laboratory() = std::move(fact);
  apply(recorded);
}
template <>
void Recorder::record(tracing::Fact fact) {
  Fact& recorded = next_fact();
  *recorded.mutable_tracing() = std::move(fact);
  apply(recorded);
}
template <>
void Recorder::record(zoning::Fact fact) {
  Fact& recorded = next_fact();
  *recorded.mutable_zoning() = std::move(fact);
  apply(recorded);
}
template <>
void Recorder::record(quarantine::Fact fact) {
  Fact& recorded = next_fact();
  *recorded.mutable_quarantine() = std::move(fact);
  apply(recorded);
}
template <>
void Recorder::record(EngineFact fact) {
  Fact& recorded = next_fact();
  *recorded.mutable_engine() = std::move(fact);
  apply(recorded);
}

void Recorder::hold(const quarantine::HoldPerson& request) {
  // The program itself holds: its scope is the whole register.
  const RequestContext context{.now = header_.recorded_at, .occurred_at = header_.occurred_at};
  auto facts = quarantine::decide({.quarantine = state_.quarantine, .registry = state_.registry},
                                  request, context);
  CHECK(facts.has_value());  // Whoever is in a tube or a list is on record.
  for (quarantine::Fact& fact : *facts) record(std::move(fact));
}

void Recorder::open_duty(const duties::OpenDuty& request) {
  if (state_.pack() == nullptr || state_.duties.find_open(request.kind, request.subject)) return;
  const DutyId next{static_cast<std::uint32_t>(state_.duties.duties().size())};
  auto fact = duties::open_duty(*state_.pack(), next, request, header_.occurred_at);
  if (fact) record(std::move(*fact));
}

void Recorder::complete_duty(policy::DutyKind kind, duties::Subject subject,
                             std::string_view evidence) {
  const auto duty = state_.duties.find_open(kind, subject);
  if (!duty) return;
  duties::Fact fact;
  fact.mutable_duty_done()->set_duty(duty->value);
  fact.mutable_duty_done()->set_evidence(std::string(evidence));
  record(std::move(fact));
}

void Recorder::withdraw_duty(policy::DutyKind kind, duties::Subject subject,
                             std::string_view reason) {
  const auto duty = state_.duties.find_open(kind, subject);
  if (!duty) return;
  duties::Fact fact;
  fact.mutable_duty_withdrawn()->set_duty(duty->value);
  fact.mutable_duty_withdrawn()->set_reason(std::string(reason));
  record(std::move(fact));
}

}  // namespace firebreak::core
