// What every fact and every request carries besides its own content.
#pragma once

#include "base/ids.h"
#include "base/instant.h"

namespace firebreak {

struct FactHeader {
  Instant occurred_at;  // In the world, as the caller says.
  Instant recorded_at;  // In the journal: the time of the batch.
  ActorId actor;
  DeviceId device;
};

// Who asks, from where, and how far they may see and act.
struct RequestContext {
  Instant now;          // The time at which the request is decided.
  Instant occurred_at;  // When it happened in the world; at most `now`.
  ActorId actor{0};
  DeviceId device{0};
  UnitId scope{0};  // The area the actor answers for; unit 0 is the whole register.
};

}  // namespace firebreak
