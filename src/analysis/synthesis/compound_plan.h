// Which compounds a community has, how large, and how their buildings are made.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/synthesis/settlement.h"
#include "base/random.h"

namespace firebreak::synthesis {

enum class HousingStyle : std::uint8_t { tower, walk_up, village };

struct CompoundPlan {
  std::string name;
  HousingStyle style;
  std::uint32_t households;
  bool lone_building = false;  // An apartment building in no compound.
  std::uint32_t buildings_min = 1;
  std::vector<std::string> sections{};  // Names; none for most.
};

// What all buildings of a compound look like.
struct BuildingType {
  int floors;
  int stairwells;
  int doors;  // On each floor of a stairwell.
  double spacing_metres;
};

std::vector<CompoundPlan> plan_compounds(const CommunityPlan& plan, std::uint32_t households,
                                         Random& random);
BuildingType draw_building_type(HousingStyle style, Random& random);

}  // namespace firebreak::synthesis
