#include "domain/quarantine/state.h"

#include "base/check.h"
#include "domain/quarantine/facts.pb.h"

namespace firebreak::quarantine {

const Hold* State::latest(PersonId person) const {
  const auto found = latest_.find(person.value);
  return found == latest_.end() ? nullptr : &holds_[found->second];
}

const Hold* State::active(PersonId person) const {
  const Hold* hold = latest(person);
  return hold != nullptr && hold->active() ? hold : nullptr;
}

void State::apply(const Fact& fact, const FactHeader& header) {
  switch (fact.fact_case()) {
    case Fact::kPersonHeld: {
      const PersonHeld& held = fact.person_held();
      CHECK(active(PersonId{held.person()}) == nullptr);
      latest_[held.person()] = static_cast<std::uint32_t>(holds_.size());
      holds_.push_back({.person = PersonId{held.person()},
                        .unit = UnitId{held.unit()},
                        .reason = static_cast<HoldReason>(held.reason()),
                        .cause = {.kind = static_cast<duties::SubjectKind>(held.cause_kind()),
                                  .id = held.cause()},
                        .since = header.occurred_at,
                        .until = Instant{held.until()}});
      ++active_count_;
      break;
    }
    case Fact::kHoldConfirmed: {
      Hold& hold = holds_[latest_.at(fact.hold_confirmed().person())];
      hold.confirmed_at = header.occurred_at;
      hold.unit = UnitId{fact.hold_confirmed().unit()};
      break;
    }
    case Fact::kPersonReleased: {
      Hold& hold = holds_[latest_.at(fact.person_released().person())];
      CHECK(hold.active());
      hold.released_at = header.occurred_at;
      hold.release_reason = fact.person_released().reason();
      --active_count_;
      break;
    }
    case Fact::FACT_NOT_SET:
      break;
  }
}

}  // namespace firebreak::quarantine
