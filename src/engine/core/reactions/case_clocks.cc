#include "domain/tracing/facts.pb.h"
#include "engine/core/reactions/reactions.h"

namespace firebreak::core {

using duties::Subject;
using duties::SubjectKind;
using policy::DutyKind;

void react_to_case(Recorder& recorder, const tracing::CaseOpened& opened) {
  const PersonId person{opened.person()};
  if (!person.known()) return;  // A row of a line list: nobody here to act upon.
  const Subject subject{.kind = SubjectKind::case_record, .id = opened.case_id()};
  const UnitId home = recorder.state().registry.people().household(person);
  recorder.hold(
      {.person = person, .reason = quarantine::HoldReason::case_record, .cause = subject});
  for (const DutyKind kind : {DutyKind::case_report, DutyKind::case_transfer, DutyKind::core_facts,
                              DutyKind::full_report}) {
    recorder.open_duty({.kind = kind, .subject = subject, .unit = home, .cause = subject});
  }
}

void react_to_case_update(Recorder& recorder, const tracing::CaseUpdated& updated) {
  const Subject subject{.kind = SubjectKind::case_record, .id = updated.case_id()};
  if (updated.has_isolated_at()) {
    recorder.complete_duty(DutyKind::case_transfer, subject, "isolated");
  }
  const tracing::CaseRecord record =
      recorder.state().tracing.case_record(CaseId{updated.case_id()});
  if (record.classification != tracing::CaseClassification::discarded) return;
  for (const DutyKind kind : {DutyKind::case_report, DutyKind::case_transfer, DutyKind::core_facts,
                              DutyKind::full_report}) {
    recorder.withdraw_duty(kind, subject, "discarded");
  }
}

}  // namespace firebreak::core
