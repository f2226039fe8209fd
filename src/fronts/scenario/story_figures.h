// Figures that a story is judged by, counted from the State alone, and a briefing as a table.
#pragma once

#include <string>

#include "engine/queries/briefing.h"

namespace firebreak::scenario {

// One line a district and one for the city: who was sampled, where tubes are, what is late.
std::string to_text(const core::State& state, const queries::Briefing& briefing);

// Distinct people with a positive single result.
std::uint64_t pcr_positives(const core::State& state);
// Whose antigen test is positive, with a single result to come.
std::uint64_t antigen_positives_pending(const core::State& state);
// Distinct people whom the cases' newest lists have in the pack's first class of degree 1.
std::uint64_t close_contacts(const core::State& state);
// Held now because of this tube.
std::uint64_t held_because_of(const core::State& state, TubeId tube);

}  // namespace firebreak::scenario
