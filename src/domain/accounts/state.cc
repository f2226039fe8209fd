#include "domain/accounts/state.h"

#include "base/check.h"
#include "domain/accounts/facts.pb.h"

namespace firebreak::accounts {

std::optional<ActorId> State::find_actor(std::string_view label) const {
  const auto found = actor_index_.find(std::string(label));
  return found == actor_index_.end() ? std::nullopt : std::optional(ActorId{found->second});
}

std::optional<DeviceId> State::find_device(std::string_view label) const {
  const auto found = device_index_.find(std::string(label));
  return found == device_index_.end() ? std::nullopt : std::optional(DeviceId{found->second});
}

void State::apply(const Fact& fact, const FactHeader& /*header*/) {
  switch (fact.fact_case()) {
    case Fact::kActorNamed:
      CHECK(fact.actor_named().actor() == actors_.size());
      actor_index_[fact.actor_named().label()] = fact.actor_named().actor();
      actors_.push_back(fact.actor_named().label());
      break;
    case Fact::kDeviceNamed:
      CHECK(fact.device_named().device() == devices_.size());
      device_index_[fact.device_named().label()] = fact.device_named().device();
      devices_.push_back(fact.device_named().label());
      break;
    case Fact::FACT_NOT_SET:
      break;
  }
}

}  // namespace firebreak::accounts
