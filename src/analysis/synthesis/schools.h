// Kindergartens, primary, junior and senior schools of each street, with their classes and pupils;
// colleges with the students of their dormitories.
//
// A pupil goes to the nearest school of its stage in its own street; classes hold what classes hold
// (30 in kindergarten, about 45 after). Grades follow the school year that began on 1 September.
#pragma once

#include <cstdint>
#include <span>

#include "analysis/synthesis/city.h"
#include "analysis/synthesis/housing.h"
#include "analysis/synthesis/naming.h"
#include "analysis/synthesis/settlement.h"

namespace firebreak::synthesis {

// Grade as in Places::grade of somebody born then, 1 to 15; 0 when not of school age.
std::uint8_t grade_of(Day today, std::int32_t birth_day);

// Adds the places and sets the pupils' affiliations.
void build_schools(std::span<const CommunityPlan> plans, const Settled& settled, std::uint64_t seed,
                   NameBook& names, City& city);

}  // namespace firebreak::synthesis
