// Firms, shops, markets, restaurants, clinics, stations, parks: places with a code at their door.
//
// 323,000 in a full city. Firms gather in development zones and town centres, what people need
// daily follows where they live. Draw on visitors has a heavy tail (Pareto).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/synthesis/city.h"
#include "analysis/synthesis/housing.h"
#include "analysis/synthesis/naming.h"
#include "analysis/synthesis/settlement.h"

namespace firebreak::synthesis {

bool is_venue(policy::PlaceKind kind);  // Not a school, a class or a household.

// Adds the places and answers how many jobs each place of the city has, in relative numbers
// (classes 0). Employers of factory and hospital dormitories are added and their residents work
// there.
std::vector<double> build_venues(std::span<const CommunityPlan> plans, const Settled& settled,
                                 std::uint64_t seed, NameBook& names, City& city);

}  // namespace firebreak::synthesis
