#include "engine/core/state.h"

#include "base/archive.h"
#include "base/check.h"
#include "domain/accounts/facts.pb.h"
#include "domain/laboratory/facts.pb.h"
#include "domain/policy/facts.pb.h"
#include "domain/registry/facts.pb.h"
#include "domain/tracing/facts.pb.h"
#include "engine/core/fact.pb.h"
#include "engine/core/key_bytes.h"

namespace firebreak::core {

void State::apply(const Fact& fact, Instant recorded_at) {
  const FactHeader header{.occurred_at = Instant{fact.occurred_at()},
                          .recorded_at = recorded_at,
                          .actor = ActorId{fact.actor()},
                          .device = DeviceId{fact.device()}};
  ++position_;
  recorded_at_ = recorded_at;
  if (!fact.key().empty()) {
    CHECK(position_ < UINT32_MAX);
    keys_.insert(key_from_bytes(fact.key()), static_cast<std::uint32_t>(position_));
  }
  switch (fact.room_case()) {
    case Fact::kLaboratory:  // By far the most frequent first.
      laboratory.apply(fact.laboratory(), header, registry);
      break;
    case Fact::kPolicy:
      policy.apply(fact.policy(), header);
      break;
    case Fact::kAccounts:
      accounts.apply(fact.accounts(), header);
      break;
    case Fact::kRegistry: {
      const registry::PositionChanges changes = registry.apply(fact.registry(), header);
      laboratory.follow(changes, registry);
      break;
    }
    case Fact::kDuties:
      duties.apply(fact.duties(), header);
      break;
    case Fact::kTracing:
      tracing.apply(fact.tracing(), header);
      break;
    case Fact::kZoning:
      zoning.apply(fact.zoning(), header);
      break;
    case Fact::kQuarantine:
      quarantine.apply(fact.quarantine(), header);
      break;
    case Fact::kEngine:
      roll_calls_.push_back({.label = fact.engine().roll_call_held().label(),
                             .at = header.occurred_at,
                             .position = position_});
      break;
    case Fact::ROOM_NOT_SET:
      break;
  }
  milestones_.note(fact, position_, recorded_at);
}

std::string State::hash() const {
  HashArchive archive;
  const_cast<State*>(this)->columns(archive);  // Hashing only reads.
  return archive.hex();
}

}  // namespace firebreak::core
