#include "domain/quarantine/facts.pb.h"
#include "engine/core/reactions/reactions.h"

namespace firebreak::core {

void react_to_confirmation(Recorder& recorder, const quarantine::HoldConfirmed& confirmed) {
  using policy::DutyKind;
  const duties::Subject person{.kind = duties::SubjectKind::person, .id = confirmed.person()};
  for (const DutyKind kind : {DutyKind::hold_pool_member, DutyKind::isolate_close_contact,
                              DutyKind::isolate_second_degree}) {
    recorder.complete_duty(kind, person, "confirmed");
  }
}

}  // namespace firebreak::core
