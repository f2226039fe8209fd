#include "domain/duties/state.h"

#include "base/check.h"
#include "domain/duties/facts.pb.h"

namespace firebreak::duties {
namespace {

Key subject_key(policy::DutyKind kind, Subject subject) {
  const std::uint64_t kinds = static_cast<std::uint64_t>(kind) << 8 |
                              static_cast<std::uint64_t>(subject.kind) | std::uint64_t{1} << 63;
  return {.high = kinds, .low = (std::uint64_t{subject.id} << 8 | (kinds & 0xff)) ^ kinds >> 8};
}

}  // namespace

std::optional<DutyId> State::find(policy::DutyKind kind, Subject subject) const {
  const auto found = by_subject_.find(subject_key(kind, subject));
  return found ? std::optional(DutyId{*found}) : std::nullopt;
}

std::optional<DutyId> State::find_open(policy::DutyKind kind, Subject subject) const {
  const auto found = find(kind, subject);
  return found && duty(*found).open() ? found : std::nullopt;
}

void State::apply(const Fact& fact, const FactHeader& header) {
  const auto end = [&](std::uint32_t id, DutyStatus status, const std::string& evidence) {
    Duty& duty = duties_[id];
    CHECK(duty.open());
    duty.status = status;
    duty.ended_at = header.occurred_at;
    duty.evidence = evidence;
    --open_count_;
  };
  switch (fact.fact_case()) {
    case Fact::kDutyOpened: {
      const DutyOpened& opened = fact.duty_opened();
      CHECK(opened.duty() == duties_.size());
      const Subject subject{.kind = static_cast<SubjectKind>(opened.subject_kind()),
                            .id = opened.subject()};
      const auto kind = static_cast<policy::DutyKind>(opened.kind());
      duties_.push_back(
          {.kind = kind,
           .party = static_cast<policy::Party>(opened.party()),
           .subject = subject,
           .cause = {.kind = static_cast<SubjectKind>(opened.cause_kind()), .id = opened.cause()},
           .unit = UnitId{opened.unit()},
           .opened_at = header.occurred_at,
           .due_at = Instant{opened.due_at()},
           .escalate_at = Instant{opened.escalate_at()}});
      by_subject_.insert(subject_key(kind, subject), opened.duty());
      ++open_count_;
      break;
    }
    case Fact::kDutyDone:
      end(fact.duty_done().duty(), DutyStatus::done, fact.duty_done().evidence());
      break;
    case Fact::kDutyWithdrawn:
      end(fact.duty_withdrawn().duty(), DutyStatus::withdrawn, fact.duty_withdrawn().reason());
      break;
    case Fact::kDutyEscalated: {
      Duty& duty = duties_[fact.duty_escalated().duty()];
      duty.escalation_level = static_cast<std::uint8_t>(fact.duty_escalated().level());
      // Each further level waits as long as the work itself had.
      duty.escalate_at = duty.escalate_at + (duty.due_at - duty.opened_at);
      break;
    }
    case Fact::FACT_NOT_SET:
      break;
  }
}

}  // namespace firebreak::duties
