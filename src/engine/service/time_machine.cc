#include "engine/service/time_machine.h"

#include "engine/service/replay.h"

namespace firebreak::service {

TimeMachine::TimeMachine(journal::Log& reader, std::function<void()> refresh, StoredState stored,
                         TimeMachineOptions options)
    : reader_(reader),
      refresh_(std::move(refresh)),
      stored_(std::move(stored)),
      options_(options) {}

void TimeMachine::remember(const core::State& live) {
  if (live.position() < last_fork_ + options_.facts_between_forks ||
      live.registry.people().size() > options_.people_for_forks_max) {
    return;
  }
  last_fork_ = live.position();
  keep(std::make_shared<const core::State>(live));
}

void TimeMachine::keep(std::shared_ptr<const core::State> state) {
  const std::lock_guard lock(states_mutex_);
  states_[state->position()] = std::move(state);
  if (states_.size() <= options_.states_max) return;
  // Forget the one that is missed least: whose neighbours are closest together.
  auto least = std::next(states_.begin());
  core::Position smallest = ~core::Position{0};
  for (auto at = std::next(states_.begin()); std::next(at) != states_.end(); ++at) {
    const core::Position gap = std::next(at)->first - std::prev(at)->first;
    if (gap < smallest) {
      smallest = gap;
      least = at;
    }
  }
  states_.erase(least);
}

IoResult<std::shared_ptr<const core::State>> TimeMachine::at(core::Position position) {
  const std::lock_guard reading(reader_mutex_);
  std::shared_ptr<const core::State> base;
  {
    const std::lock_guard lock(states_mutex_);
    auto after = states_.upper_bound(position);
    if (after != states_.begin()) base = std::prev(after)->second;
  }
  if (base && base->position() == position) return base;
  core::State state;
  if (base) {
    state = *base;
  } else if (auto stored = stored_ ? stored_(position) : std::nullopt) {
    state = std::move(*stored);
  }
  if (refresh_) refresh_();
  if (auto replayed = replay(reader_, state, position); !replayed) return replayed.error();
  auto found = std::make_shared<const core::State>(std::move(state));
  keep(found);
  return found;
}

IoResult<core::Position> TimeMachine::position_at(Instant instant) {
  const std::lock_guard reading(reader_mutex_);
  if (refresh_) refresh_();
  return reader_.position_at(instant);
}

}  // namespace firebreak::service
