// How many people live in each community, and in which dormitories and homes.
//
// Districts have the census's sizes, 7.75 % of each in collective households; within a district
// residents' committees near a centre are larger than villages. Adds up exactly.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/synthesis/atlas.h"
#include "analysis/synthesis/families.h"
#include "analysis/synthesis/territory.h"

namespace firebreak::synthesis {

struct CollectiveSite {
  CollectiveKind kind;
  std::uint32_t people;
  std::string name;
};

struct CommunityPlan {
  const Committee* committee;
  const Street* street;
  const CommunityGround* ground;
  std::uint32_t district;  // Number in the atlas.
  std::uint32_t family_people;
  double rurality;  // For FamilyMaker: 0 on average over people.
  std::vector<CollectiveSite> sites;
};

// In official order. The atlas and the territory must outlive the plans.
std::vector<CommunityPlan> plan_settlement(const Atlas& atlas, const Territory& territory,
                                           std::uint32_t people, std::uint64_t seed);

}  // namespace firebreak::synthesis
