// Plays a scenario from its first line to its end, and says what came of it.
//
// Scripted are inputs only: who is infected, who comes when, what laboratories see, who decides
// what. Everything is asked of Firebreak as a user would ask it; a request that it refuses ends the
// story with scenario.refused, which names the line and the refusal.
#pragma once

#include "fronts/scenario/scenario_text.h"
#include "fronts/scenario/story.h"
#include "platform/journal/log.h"

namespace firebreak::scenario {

struct PlayOptions {
  ReadSource read;  // For policy packs.
};

// Whether every line has a verb that exists, with arguments that it knows. Nothing is played.
Result<void> check_scenario(const ScenarioText& scenario);

// From the time of the first statement that has one, to that of `end`.
Result<StoryReport> play(const ScenarioText& scenario, const Stage& stage,
                         const PlayOptions& options);

// When the first timed statement is due; absent where none is.
std::optional<Instant> beginning_of(const ScenarioText& scenario);

// The hash of the State that the log's facts add up to, from empty.
IoResult<std::string> replayed_hash(journal::Log& log);

}  // namespace firebreak::scenario
