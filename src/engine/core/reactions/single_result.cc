#include "base/reached.h"
#include "domain/laboratory/facts.pb.h"
#include "domain/tracing/decide.h"
#include "engine/core/reactions/reactions.h"

namespace firebreak::core {
namespace {

using laboratory::Outcome;

tracing::CaseFound found_how(const State& state, PersonId person) {
  const quarantine::Hold* hold = state.quarantine.active(person);
  const bool as_contact = hold != nullptr &&
                          (hold->reason == quarantine::HoldReason::close_contact ||
                           hold->reason == quarantine::HoldReason::contact_of_contact);
  return as_contact ? tracing::CaseFound::contact_tracing : tracing::CaseFound::screening;
}

void open_case(Recorder& recorder, TubeId tube, PersonId person) {
  const State& state = recorder.state();
  const laboratory::Tubes& tubes = state.laboratory.tubes();
  const RequestContext context{.now = recorder.header().recorded_at,
                               .occurred_at = recorder.header().occurred_at};
  const Instant collected_at = laboratory::instant_of(tubes.collected_seconds(tube).front());
  auto decision = tracing::decide(
      {.tracing = state.tracing, .registry = state.registry, .pack = state.pack()},
      tracing::OpenCase{.person = person,
                        .classification = tracing::CaseClassification::confirmed,
                        .positive_specimen_at = std::min(collected_at, context.now),
                        .tube = tube,
                        .found_how = found_how(state, person)},
      context);
  if (!decision) {  // Known as a case already: a second positive specimen is no second case.
    REACHED("core.positive_again");
    return;
  }
  for (tracing::Fact& fact : decision->facts) recorder.record(std::move(fact));
}

}  // namespace

void react_to_single(Recorder& recorder, const laboratory::ResultReported& result) {
  const TubeId tube{result.tube()};
  const laboratory::Tubes& tubes = recorder.state().laboratory.tubes();
  const auto outcome = static_cast<Outcome>(result.outcome());
  if (tubes.members(tube).size() != 1 || outcome == Outcome::inconclusive) return;
  const PersonId person = tubes.members(tube).front();
  recorder.complete_duty(policy::DutyKind::single_retest,
                         {.kind = duties::SubjectKind::person, .id = person.value},
                         outcome == Outcome::positive ? "positive" : "negative");
  if (outcome == Outcome::positive) open_case(recorder, tube, person);
}

}  // namespace firebreak::core
