// What a story comes to: the figures that the scenario asked for, roll calls, reconciliations, and
// the State's hash.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fronts/scenario/area_figures.h"

namespace firebreak::scenario {

struct RollCallReport {
  std::string label;
  Instant at;
  std::vector<AreaFigures> districts;
};

struct ReconciliationReport {
  std::string round;
  Instant at;
  laboratory::AreaCounts counts;
};

struct StoryReport {
  std::map<std::string, std::uint64_t> figures;  // "held_from_first_pool", "sampled", ...
  std::vector<RollCallReport> roll_calls;
  std::vector<ReconciliationReport> reconciliations;
  std::map<std::string, std::uint64_t> rows_refused;  // Of uploads from lanes, by refusal code.
  std::uint64_t facts = 0;
  std::string state_hash;
  std::string state_hash_replayed;  // Empty where nobody replayed.
};

// One object: the figures by their names, then roll_calls, reconciliations, rows_refused, facts,
// state_hash, state_hash_replayed. Two spaces of indentation.
std::string to_json(const StoryReport& report);

// Only what is the same on any machine and for any way of playing: the golden figures.
std::string golden_text(const StoryReport& report);

}  // namespace firebreak::scenario
