#include "domain/duties/duty.h"

#include "base/check.h"

namespace firebreak::duties {

std::string_view owner_of(policy::DutyKind kind) {
  using policy::DutyKind;
  switch (kind) {
    case DutyKind::notify_sampling_team:
    case DutyKind::single_retest:
    case DutyKind::antigen_test:
    case DutyKind::release_test:
      return "sampling_team";
    case DutyKind::notify_community:
    case DutyKind::hold_pool_member:
    case DutyKind::collect_missing:
    case DutyKind::acknowledge_order:
      return "community";
    case DutyKind::notify_police:
      return "police";
    case DutyKind::case_report:
    case DutyKind::core_facts:
    case DutyKind::full_report:
      return "investigation_team";
    case DutyKind::case_transfer:
      return "hospital";
    case DutyKind::isolate_close_contact:
    case DutyKind::isolate_second_degree:
      return "isolation_team";
    case DutyKind::mend_exception:
      return "laboratory";
  }
  CHECK(false);
}

std::string_view code_of(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::none:
      return "none";
    case SubjectKind::person:
      return "person";
    case SubjectKind::tube:
      return "tube";
    case SubjectKind::case_record:
      return "case";
    case SubjectKind::zone:
      return "zone";
    case SubjectKind::unit:
      return "unit";
    case SubjectKind::order:
      return "order";
  }
  CHECK(false);
}

}  // namespace firebreak::duties
