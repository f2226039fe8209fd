// The State as known at any past position: the nearest remembered one before it, replayed forward.
//
// Remembered are forks of the live State at chosen moments, what was asked for lately, and
// snapshots on disk. Thread-safe; one reconstruction at a time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "engine/core/state.h"
#include "platform/journal/log.h"

namespace firebreak::service {

struct TimeMachineOptions {
  std::size_t states_max = 12;
  core::Position facts_between_forks = 50'000;
  // Above this many people a fork costs too much of the writer's time; snapshots must do.
  std::size_t people_for_forks_max = 2'000'000;
};

// The newest stored State at or before a position; absent where there is none.
using StoredState = std::function<std::optional<core::State>(core::Position)>;

class TimeMachine {
 public:
  // The reader is a log of its own, read by nobody else; refresh() is called before it is read.
  TimeMachine(journal::Log& reader, std::function<void()> refresh, StoredState stored,
              TimeMachineOptions options = {});

  // Called by the writer after each batch: keeps a fork when one is due.
  void remember(const core::State& live);

  IoResult<std::shared_ptr<const core::State>> at(core::Position position);
  IoResult<core::Position> position_at(Instant instant);

 private:
  void keep(std::shared_ptr<const core::State> state);

  journal::Log& reader_;
  std::function<void()> refresh_;
  StoredState stored_;
  TimeMachineOptions options_;
  std::mutex reader_mutex_;
  std::mutex states_mutex_;
  std::map<core::Position, std::shared_ptr<const core::State>> states_;
  core::Position last_fork_ = 0;
};

}  // namespace firebreak::service
