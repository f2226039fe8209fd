// Clause behind it: a laboratory reports a positive pool at once; the emergency sampling team, the
// community of the tube and the police are told at the same moment, and all people of the tube are
// isolated where they are and re-sampled singly (区域新冠病毒核酸检测组织实施指南, 2nd and 3rd
// ed.).
#include "base/reached.h"
#include "domain/laboratory/facts.pb.h"
#include "engine/core/reactions/reactions.h"

namespace firebreak::core {
namespace {

using duties::Subject;
using duties::SubjectKind;
using policy::DutyKind;

Subject of_tube(TubeId tube) { return {.kind = SubjectKind::tube, .id = tube.value}; }
Subject of_person(PersonId person) { return {.kind = SubjectKind::person, .id = person.value}; }

void order_retest(Recorder& recorder, TubeId tube, PersonId person) {
  const UnitId home = recorder.state().registry.people().household(person);
  recorder.open_duty({.kind = DutyKind::single_retest,
                      .subject = of_person(person),
                      .unit = home,
                      .cause = of_tube(tube)});
}

void hold_member(Recorder& recorder, TubeId tube, PersonId person) {
  recorder.hold(
      {.person = person, .reason = quarantine::HoldReason::pool_member, .cause = of_tube(tube)});
  const quarantine::Hold* hold = recorder.state().quarantine.active(person);
  const UnitId home = recorder.state().registry.people().household(person);
  if (!hold->confirmed()) {
    recorder.open_duty({.kind = DutyKind::hold_pool_member,
                        .subject = of_person(person),
                        .unit = home,
                        .cause = of_tube(tube)});
  }
  recorder.open_duty({.kind = DutyKind::antigen_test,
                      .subject = of_person(person),
                      .unit = home,
                      .cause = of_tube(tube)});
  order_retest(recorder, tube, person);
}

// The area of the tube: where its station stands, or the whole register for one without a station.
UnitId area_of(const State& state, TubeId tube) {
  const StationId station = state.laboratory.tubes().station(tube);
  return station.known() ? state.laboratory.stations().unit(station) : UnitId{0};
}

}  // namespace

void react_to_pool(Recorder& recorder, const laboratory::ResultReported& result) {
  const TubeId tube{result.tube()};
  const laboratory::Tubes& tubes = recorder.state().laboratory.tubes();
  if (!tubes.is_pool(tube)) return;
  const auto outcome = static_cast<laboratory::Outcome>(result.outcome());
  const std::vector<PersonId> members(tubes.members(tube).begin(), tubes.members(tube).end());
  if (outcome == laboratory::Outcome::inconclusive) {
    REACHED("core.inconclusive_pool");
    for (const PersonId person : members) order_retest(recorder, tube, person);
  }
  if (outcome != laboratory::Outcome::positive) return;
  REACHED("core.positive_pool");
  for (const PersonId person : members) hold_member(recorder, tube, person);
  const UnitId area = area_of(recorder.state(), tube);
  for (const DutyKind kind :
       {DutyKind::notify_sampling_team, DutyKind::notify_community, DutyKind::notify_police}) {
    recorder.open_duty(
        {.kind = kind, .subject = of_tube(tube), .unit = area, .cause = of_tube(tube)});
  }
}

void react_to_late_member(Recorder& recorder, const laboratory::SpecimensCollected& collected) {
  for (int i = 0; i < collected.flags_size(); ++i) {
    if ((collected.flags(i) & laboratory::kAfterResult) == 0) continue;
    const TubeId tube{collected.tube(i)};
    const laboratory::Tubes& tubes = recorder.state().laboratory.tubes();
    if (tubes.outcome(tube) != laboratory::Outcome::positive || !tubes.is_pool(tube)) continue;
    REACHED("core.late_member_of_positive_pool");
    hold_member(recorder, tube, PersonId{collected.person(i)});
  }
}

}  // namespace firebreak::core
