// What a scenario is played against: somebody who answers requests, and a clock that it moves.
//
// The same story runs against a Writer on one thread (tests, headless) and against the running
// service (the demo, slowed down by `pace`). Nothing here reaches into the State but by asking.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "domain/registry/person.h"
#include "fronts/scenario/city_load.h"
#include "platform/io/clock.h"

namespace firebreak::scenario {

// Time as the story tells it. One thread moves it, others may read it.
class StoryClock : public io::Clock {
 public:
  explicit StoryClock(Instant start) : milliseconds_(start.milliseconds) {}
  Instant now() const override { return {milliseconds_.load()}; }
  void set(Instant instant) { milliseconds_.store(instant.milliseconds); }

 private:
  std::atomic<std::int64_t> milliseconds_;
};

struct Told {  // What happens in the story, for a console and a page.
  Instant at;
  std::uint32_t line = 0;  // Of the scenario; 0: nobody wrote it down, it came about.
  std::string text;        // "roll_call 20:00"
};

using AskAll = std::function<std::vector<service::Answer>(std::vector<core::Envelope>)>;
using Looking = std::function<void(const core::State&)>;

struct Stage {
  Ask ask;
  std::function<void(const Looking&)> look;  // Calls it once with the State as of now.
  std::function<void(Instant)> move_clock;
  AskAll ask_all{};                     // In order, sooner than one by one; absent: one by one.
  std::function<void(Instant)> pace{};  // Before the story goes on to an instant: may sleep.
  std::function<void(const Told&)> tell{};
  // Gives a person met in a lane an id and a record in the vault. Absent: the next free id.
  std::function<Result<PersonId>(const registry::PersonRow&)> admit{};
};

}  // namespace firebreak::scenario
