// Facts that follow from facts. Each reaction is one file of reactions/, and only here does one
// room's fact lead to another's.
#pragma once

#include "engine/core/recorder.h"

namespace firebreak::core {

class Fact;

// Looks at one recorded and applied fact and records what follows from it.
void react(Recorder& recorder, const Fact& fact);

}  // namespace firebreak::core
