#include "analysis/synthesis/compound_plan.h"

#include <algorithm>
#include <charconv>

#include "analysis/synthesis/naming.h"

namespace firebreak::synthesis {
namespace {

constexpr std::uint32_t kSectionedMin = 1100;  // Households from which a compound has sections.
constexpr std::uint32_t kRemnantMax = 60;      // Fewer join the compound before.
constexpr std::uint32_t kBuildingNumberMax = 200;

HousingStyle draw_style(const CommunityPlan& plan, Random& random) {
  const double central = plan.ground->centrality;
  const double village = plan.committee->village ? 0.8 : std::max(0.0, 0.28 - 0.45 * central);
  const double tower = plan.committee->village ? 0.04 : 0.22 + 0.3 * central;
  const double u = random.unit();
  if (u < village) return HousingStyle::village;
  return u < village + tower ? HousingStyle::tower : HousingStyle::walk_up;
}

std::uint32_t draw_size(HousingStyle style, Random& random) {
  switch (style) {
    case HousingStyle::tower:
      return static_cast<std::uint32_t>(random.between(260, 1500));
    case HousingStyle::walk_up:
      return static_cast<std::uint32_t>(random.between(160, 800));
    case HousingStyle::village:
      break;
  }
  return static_cast<std::uint32_t>(random.between(25, 90));
}

std::vector<std::string> section_names(Random& random) {
  if (random.chance(0.5)) return {"A区", "B区", "C区"};
  return {"一期", "二期", "三期"};
}

// A landmark where people live; absent for the others.
bool plan_landmark(const Landmark& landmark, std::uint32_t households, CompoundPlan& compound) {
  compound = {.name = landmark.name, .style = HousingStyle::tower, .households = 0};
  double share = 0.4;
  std::uint32_t most = 900;
  switch (landmark.kind) {
    case LandmarkKind::compound:
      compound.buildings_min = 6;
      if (landmark.name.ends_with("新村")) compound.style = HousingStyle::walk_up;
      break;
    case LandmarkKind::section:
      share = 0.6;
      most = 1800;
      compound.buildings_min = 12;
      compound.sections = {landmark.part, "南B区", "北A区", "北B区"};
      break;
    case LandmarkKind::building: {
      share = 0.6;
      most = 1300;
      std::uint32_t number = 1;
      std::from_chars(landmark.part.data(), landmark.part.data() + landmark.part.size(), number);
      compound.buildings_min = std::clamp(number, 1U, kBuildingNumberMax) + 1;
      break;
    }
    case LandmarkKind::village_group:
      share = 0.3;
      most = 110;
      compound.style = HousingStyle::village;
      break;
    case LandmarkKind::apartment_building:
      share = 0.3;
      most = 170;
      compound.lone_building = true;
      break;
    case LandmarkKind::office_tower:
    case LandmarkKind::college:
    case LandmarkKind::school:
      return false;
  }
  compound.households = std::min(most, static_cast<std::uint32_t>(share * households));
  return true;
}

}  // namespace

std::vector<CompoundPlan> plan_compounds(const CommunityPlan& plan, std::uint32_t households,
                                         Random& random) {
  std::vector<CompoundPlan> compounds;
  std::uint32_t left = households;
  for (const Landmark& landmark : plan.committee->landmarks) {
    CompoundPlan compound;
    if (!plan_landmark(landmark, left, compound)) continue;
    left -= compound.households;
    compounds.push_back(std::move(compound));
  }
  while (left > 0) {
    CompoundPlan compound{.name = {}, .style = draw_style(plan, random), .households = 0};
    compound.households = std::min(left, draw_size(compound.style, random));
    const std::uint32_t rest = left - compound.households;
    if (compound.style != HousingStyle::village && rest < kRemnantMax) compound.households = left;
    const bool village = compound.style == HousingStyle::village;
    do {
      compound.name = village ? village_group_name(random) : compound_name(random);
    } while (std::ranges::find(compounds, compound.name, &CompoundPlan::name) != compounds.end() &&
             compounds.size() < 100);
    if (compound.households >= kSectionedMin) compound.sections = section_names(random);
    left -= compound.households;
    compounds.push_back(std::move(compound));
  }
  return compounds;
}

BuildingType draw_building_type(HousingStyle style, Random& random) {
  switch (style) {
    case HousingStyle::tower: {
      constexpr int kFloors[] = {11, 11, 18, 18, 18, 26, 33};
      const int floors = kFloors[random.below(std::size(kFloors))];
      return {.floors = floors,
              .stairwells = static_cast<int>(random.between(1, 2)),
              .doors = static_cast<int>(random.between(2, 4)),
              .spacing_metres = 62};
    }
    case HousingStyle::walk_up:
      return {.floors = static_cast<int>(random.between(5, 6)),
              .stairwells = static_cast<int>(random.between(2, 5)),
              .doors = 2,
              .spacing_metres = 44};
    case HousingStyle::village:
      break;
  }
  return {.floors = 2, .stairwells = 1, .doors = 1, .spacing_metres = 19};
}

}  // namespace firebreak::synthesis
