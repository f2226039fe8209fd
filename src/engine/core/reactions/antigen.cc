#include "base/reached.h"
#include "domain/laboratory/facts.pb.h"
#include "domain/registry/area_count.h"
#include "engine/core/reactions/reactions.h"

namespace firebreak::core {

using duties::Subject;
using duties::SubjectKind;
using policy::DutyKind;

void react_to_antigen(Recorder& recorder, const laboratory::AntigenReported& antigen) {
  const PersonId person{antigen.person()};
  const Subject subject{.kind = SubjectKind::person, .id = person.value};
  recorder.complete_duty(DutyKind::antigen_test, subject,
                         antigen.positive() ? "positive" : "negative");
  if (!antigen.positive()) return;  // A negative antigen result never clears anybody.
  REACHED("core.antigen_positive");
  const registry::State& registry = recorder.state().registry;
  const UnitId home = registry.people().household(person);
  recorder.hold(
      {.person = person, .reason = quarantine::HoldReason::antigen_positive, .cause = subject});
  recorder.open_duty(
      {.kind = DutyKind::single_retest, .subject = subject, .unit = home, .cause = subject});
  std::vector<PersonId> household;
  if (registry.units().level(home) == registry::UnitLevel::household) {
    const auto everybody = [](std::size_t) { return ~std::uint64_t{0}; };
    registry::for_each_person(registry, home, everybody, [&](PersonId other) {
      if (other != person) household.push_back(other);
    });
  }
  for (const PersonId other : household) {
    recorder.hold({.person = other,
                   .reason = quarantine::HoldReason::household_of_positive,
                   .cause = subject});
    for (const DutyKind kind : {DutyKind::antigen_test, DutyKind::single_retest}) {
      recorder.open_duty({.kind = kind,
                          .subject = {.kind = SubjectKind::person, .id = other.value},
                          .unit = home,
                          .cause = subject});
    }
  }
}

}  // namespace firebreak::core
