// Folding a journal into a State.
#pragma once

#include <functional>

#include "engine/core/state.h"
#include "platform/journal/log.h"

namespace firebreak::service {

using ReplayProgress = std::function<void(core::Position done)>;

// Applies what the log holds after state.position(), up to and including `until`. A batch that
// does not parse is journal.damaged: its checksum held, so a program wrote it wrong.
IoResult<void> replay(journal::Log& log, core::State& state, core::Position until,
                      const ReplayProgress& progress = {});

}  // namespace firebreak::service
