// Who works where: jobs are found by gravity from home, so commuters cross districts.
#pragma once

#include <cstdint>
#include <span>

#include "analysis/synthesis/city.h"

namespace firebreak::synthesis {

// Sets affiliations of those who work and have none yet, and Places::staff of every place.
// `jobs` are relative numbers, one a place.
void employ(std::span<const double> jobs, std::uint64_t seed, City& city);

// The community (number in City::neighbourhoods) that each place lies in.
std::vector<std::uint32_t> community_of_places(const City& city);

}  // namespace firebreak::synthesis
