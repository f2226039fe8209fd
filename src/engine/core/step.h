// One request answered: decided against the State, its facts recorded, applied and reacted to.
//
// All facts of a request are in one batch, or none is. A key seen before records nothing and
// answers with the position of the first time. Refuses what the rooms refuse, and
// request.text, scope.outside (of an area that is not on the register), request.occurred_ahead (in
// the future), actor.label, device.label, roll_call.label.
#pragma once

#include "base/result.h"
#include "engine/core/request.h"
#include "engine/core/state.h"

namespace firebreak::core {

class Batch;

inline constexpr Duration kClockSkewMax = Duration::minutes(10);

Result<Accepted> step(State& state, const Envelope& envelope, Instant now, Batch& batch);

}  // namespace firebreak::core
