// REACHED("room.what"): a rare path that drills and tests must visit at least once.
//
// Costs one relaxed atomic store. `reached_probes()` lists what this process has been through; the
// nightly drill fails for a probe in the source that no run has reached.
#pragma once

#include <string>
#include <vector>

namespace firebreak {

void mark_reached(const char* probe);
std::vector<std::string> reached_probes();  // Sorted.

}  // namespace firebreak

#define REACHED(probe)                    \
  do {                                    \
    static const bool reached_once = [] { \
      ::firebreak::mark_reached(probe);   \
      return true;                        \
    }();                                  \
    static_cast<void>(reached_once);      \
  } while (false)
