#include "base/check.h"
#include "base/reached.h"
#include "domain/laboratory/facts.pb.h"
#include "domain/tracing/decide.h"
#include "engine/core/reactions/reactions.h"

namespace firebreak::core {
namespace {

using laboratory::Outcome;

tracing::CaseFound found_how(const State& state, PersonId person) {
  const quarantine::Hold* hold = state.quarantine.active(person);
  const bool as_contact =
      hold != nullptr && (hold->reason == quarantine::HoldReason::close_contact ||
                          hold->reason == quarantine::HoldReason::contact_of_contact);
  return as_contact ? tracing::CaseFound::contact_tracing : tracing::CaseFound::screening;
}

Result<tracing::Decision> decided(Recorder& recorder, const tracing::Request& request) {
  const State& state = recorder.state();
  return tracing::decide(
      {.tracing = state.tracing, .registry = state.registry, .pack = state.pack()}, request,
      {.now = recorder.header().recorded_at, .occurred_at = recorder.header().occurred_at});
}

void record_all(Recorder& recorder, Result<tracing::Decision> decision) {
  CHECK(decision.has_value());  // Both the person and the case are on record.
  for (tracing::Fact& fact : decision->facts) recorder.record(std::move(fact));
}

// A suspicion has become certain; what was known of the first positive specimen stays.
void confirm_case(Recorder& recorder, CaseId id, Instant collected_at) {
  const tracing::CaseRecord record = recorder.state().tracing.case_record(id);
  const bool suspicion = record.classification == tracing::CaseClassification::suspected ||
                         record.classification == tracing::CaseClassification::probable;
  if (!suspicion) {  // A second positive specimen is no second case.
    REACHED("core.positive_again");
    return;
  }
  REACHED("core.suspicion_confirmed");
  const Instant first = std::min(record.positive_specimen_at.value_or(collected_at), collected_at);
  record_all(recorder,
             decided(recorder,
                     tracing::UpdateCase{.case_id = id,
                                         .classification = tracing::CaseClassification::confirmed,
                                         .positive_specimen_at = first}));
}

void report_positive(Recorder& recorder, TubeId tube, PersonId person) {
  const State& state = recorder.state();
  const Instant collected_at =
      laboratory::instant_of(state.laboratory.tubes().collected_seconds(tube).front());
  const Instant positive_at = std::min(collected_at, recorder.header().recorded_at);
  if (const auto known = state.tracing.open_case_of(person)) {
    confirm_case(recorder, *known, positive_at);
    return;
  }
  record_all(
      recorder,
      decided(recorder, tracing::OpenCase{.person = person,
                                          .classification = tracing::CaseClassification::confirmed,
                                          .positive_specimen_at = positive_at,
                                          .tube = tube,
                                          .found_how = found_how(state, person)}));
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
  if (outcome == Outcome::positive) report_positive(recorder, tube, person);
}

}  // namespace firebreak::core
