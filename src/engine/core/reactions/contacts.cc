#include <algorithm>

#include "domain/tracing/facts.pb.h"
#include "engine/core/reactions/reactions.h"

namespace firebreak::core {

using duties::Subject;
using duties::SubjectKind;
using policy::DutyKind;

void react_to_contacts(Recorder& recorder, const tracing::ContactsListed& listed) {
  const policy::Pack* pack = recorder.state().pack();
  if (pack == nullptr) return;
  const Subject cause{.kind = SubjectKind::case_record, .id = listed.case_id()};
  const registry::Population& people = recorder.state().registry.people();
  for (int i = 0; i < listed.person_size(); ++i) {
    const policy::ContactClass& contact_class = pack->contact_classes[listed.class_index(i)];
    const bool quarantined = std::ranges::any_of(pack->quarantine, [&](const auto& rule) {
      return rule.contact_class == contact_class.id && rule.facility_days + rule.home_days > 0;
    });
    const PersonId person{listed.person(i)};
    const quarantine::Hold* hold = recorder.state().quarantine.active(person);
    if (!quarantined || (hold != nullptr && hold->confirmed())) continue;  // Isolated already.
    recorder.open_duty({.kind = contact_class.degree == 1 ? DutyKind::isolate_close_contact
                                                          : DutyKind::isolate_second_degree,
                        .subject = {.kind = SubjectKind::person, .id = person.value},
                        .unit = people.household(person),
                        .cause = cause});
  }
}

}  // namespace firebreak::core
