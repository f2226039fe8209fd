// Two stages to play a story on: a Writer on this thread, and the running service.
#pragma once

#include "engine/service/service.h"
#include "fronts/scenario/stage.h"
#include "platform/journal/log.h"

namespace firebreak::scenario {

// A city of its own: State, Writer and clock, over a log that outlives it. One thread.
class LocalCity {
 public:
  LocalCity(journal::Log& log, Instant start);
  LocalCity(const LocalCity&) = delete;
  LocalCity& operator=(const LocalCity&) = delete;

  const core::State& state() const { return state_; }
  Stage stage();  // Valid as long as the city.

 private:
  core::State state_;
  StoryClock clock_;
  service::Writer writer_;
};

// The service reads `clock` too, so that what happens is recorded at the story's time.
Stage service_stage(service::Service& service, StoryClock& clock);

// An error of the machine, where only refusals are expected: service.stopped with its message.
Refusal machine_failed(const IoError& error);

}  // namespace firebreak::scenario
