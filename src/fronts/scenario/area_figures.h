// What a roll call asks of each district: the round's account, cases, the held, duties, zones.
//
// Counted from the State alone, over the newest round that reaches the district.
#pragma once

#include <string>
#include <vector>

#include "domain/laboratory/reconciliation.h"
#include "engine/core/state.h"

namespace firebreak::scenario {

struct AreaFigures {
  std::string name;
  laboratory::AreaCounts round;
  std::uint64_t cases = 0;             // Not discarded, who live there.
  std::uint64_t held = 0;              // Now.
  std::uint64_t held_unconfirmed = 0;  // Of them: nobody has been there yet.
  std::uint64_t duties_open = 0;
  std::uint64_t duties_overdue = 0;
  std::uint64_t zones = 0;  // With a level now, that touch it.
};

std::vector<AreaFigures> district_figures(const core::State& state, Instant now);

// A table for a console, one line a district.
std::string to_text(const std::vector<AreaFigures>& figures);

// Distinct people with a positive single result.
std::uint64_t pcr_positives(const core::State& state);
// Whose antigen test is positive, with a single result to come.
std::uint64_t antigen_positives_pending(const core::State& state);
// Distinct people whom the cases' newest lists have in the pack's first class of degree 1.
std::uint64_t close_contacts(const core::State& state);
// Held now because of this tube.
std::uint64_t held_because_of(const core::State& state, TubeId tube);

}  // namespace firebreak::scenario
