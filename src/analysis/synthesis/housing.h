// The homes of one community: grids, compounds, sections, buildings, stairwells and doors, with its
// families behind them, its dormitories, and the landmarks that stand in it.
//
// A grid holds 300 to 500 households in whole compounds; a compound larger than that is a grid by
// itself. Doors are numbered as in the city ("1203": floor 12, door 3), and some stand empty.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/synthesis/city_writer.h"
#include "analysis/synthesis/families.h"
#include "analysis/synthesis/settlement.h"
#include "base/random.h"

namespace firebreak::synthesis {

// A dormitory or home, for those who give its residents a place to work or to learn.
struct SettledSite {
  CollectiveKind kind;
  std::uint32_t community;  // Number among the plans.
  std::uint32_t unit;       // Its campus.
  std::uint32_t first_person;
  std::uint32_t person_end;
  std::string name;
};

// A tower or a school that stands in the story and needs places.
struct SettledLandmark {
  LandmarkKind kind;
  std::uint32_t community;
  std::uint32_t unit;  // The building.
  std::string name;
};

struct Settled {
  std::vector<SettledSite> sites;
  std::vector<SettledLandmark> landmarks;
};

// Writes the community's unit and everything below it.
void build_community(const CommunityPlan& plan, std::uint32_t community, const Ring& district,
                     const FamilyMaker& families, Random random, CityWriter& writer,
                     Settled& settled);

}  // namespace firebreak::synthesis
