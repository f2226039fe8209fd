// What a story comes to: the figures that the scenario asked for, roll calls, reconciliations, and
// the State's hash.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fronts/scenario/story_figures.h"

namespace firebreak::scenario {

struct BriefedArea {
  std::string name;
  queries::BriefingFigures figures;
};

struct RollCallReport {
  std::string label;
  Instant at;
  std::vector<BriefedArea> areas;  // The districts, then the city.
};

struct ReconciliationReport {
  std::string round;
  Instant at;
  queries::Figures counts;
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

// The golden figures, a line each: the same on any machine and stage. Without the State's hash,
// which changes with every column that a room adds.
std::string golden_text(const StoryReport& report);

}  // namespace firebreak::scenario
