#include "analysis/synthesis/housing.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/synthesis/compound_plan.h"
#include "base/check.h"

namespace firebreak::synthesis {
namespace {

using registry::UnitLevel;

constexpr double kOccupied = 0.88;  // Of doors; the others stand empty.
constexpr std::uint32_t kGridHouseholdsMin = 300;
constexpr std::uint32_t kGridHouseholdsMax = 500;
constexpr int kSpotTriesMax = 20;

std::uint32_t part_of(std::uint32_t whole, std::uint32_t part, std::uint32_t parts) {
  return static_cast<std::uint32_t>(std::uint64_t{whole} * (part + 1) / parts -
                                    std::uint64_t{whole} * part / parts);
}

class CommunityBuilder {
 public:
  CommunityBuilder(const CommunityPlan& plan, const Ring& district, Random random,
                   CityWriter& writer)
      : plan_(plan), district_(district), random_(random), writer_(writer) {}

  Random& random() { return random_; }
  void draw_families(const FamilyMaker& maker);
  void build_homes();
  SettledSite build_site(const CollectiveSite& site, const FamilyMaker& maker);
  std::uint32_t build_landmark(const Landmark& landmark);

 private:
  Point spot();  // For a compound: in the community, in the real district, on land.
  Point lot(Point middle, std::uint32_t building, std::uint32_t buildings, double spacing) const;
  void build_compound(const CompoundPlan& compound);
  void build_houses(std::uint32_t households, Point middle);
  void build_buildings(std::uint32_t first, std::uint32_t count, std::uint32_t all,
                       std::uint32_t households, const BuildingType& type, Point middle);
  void build_block(const std::string& name, std::uint32_t households, const BuildingType& type,
                   Point point);
  void build_stairwell(std::uint32_t households, const BuildingType& type);
  void place_family(std::uint32_t name, int floor);

  const CommunityPlan& plan_;
  const Ring& district_;
  Random random_;
  CityWriter& writer_;
  std::vector<Family> families_;
  std::size_t next_family_ = 0;
};

void CommunityBuilder::draw_families(const FamilyMaker& maker) {
  std::uint32_t left = plan_.family_people;
  while (left > 0) {
    families_.push_back(maker.family(left, plan_.rurality, random_));
    left -= families_.back().size;
  }
}

Point CommunityBuilder::spot() {
  const CommunityGround& ground = *plan_.ground;
  for (int i = 0; i < kSpotTriesMax; ++i) {
    const Point point = point_inside(ground.region, ground.centre, 0.5 * random_.unit(), random_);
    if (contains(district_, point) && !contains(lake_tai(), point)) return point;
  }
  return ground.centre;
}

// Buildings stand in rows around the middle; those that would leave the community move inward.
Point CommunityBuilder::lot(Point middle, std::uint32_t building, std::uint32_t buildings,
                            double spacing) const {
  const auto columns = static_cast<std::uint32_t>(std::ceil(std::sqrt(buildings)));
  const double east = (building % columns - (columns - 1) / 2.0) * spacing;
  const double north = ((columns - 1) / 2.0 - building / columns) * spacing * 0.8;
  double scale = 1;
  for (int i = 0; i < 5; ++i, scale /= 2) {
    const Point point{.east = middle.east + east * scale, .north = middle.north + north * scale};
    if (contains(plan_.ground->region, point)) return point;
  }
  return middle;
}

void CommunityBuilder::place_family(std::uint32_t name, int floor) {
  CHECK(next_family_ < families_.size());
  const Family& family = families_[next_family_++];
  writer_.household(name, floor, std::span(family.members).first(family.size), false);
}

// Fills as many of the stairwell's doors as there are households, leaving gaps at random.
void CommunityBuilder::build_stairwell(std::uint32_t households, const BuildingType& type) {
  const auto doors = static_cast<std::uint32_t>(type.doors);
  const auto floors = static_cast<std::uint32_t>(std::ceil(households / (doors * kOccupied)));
  std::uint32_t open = floors * doors;
  for (std::uint32_t floor = 1; floor <= floors; ++floor) {
    for (std::uint32_t door = 1; door <= doors; ++door, --open) {
      if (random_.below(open) >= households) continue;
      place_family(writer_.names().door(static_cast<int>(floor), static_cast<int>(door)),
                   static_cast<int>(floor));
      --households;
    }
  }
}

void CommunityBuilder::build_block(const std::string& name, std::uint32_t households,
                                   const BuildingType& type, Point point) {
  writer_.open_at(UnitLevel::building, writer_.names().number(name), point);
  const auto stairwells =
      std::clamp<std::uint32_t>(households / 3, 1, static_cast<std::uint32_t>(type.stairwells));
  for (std::uint32_t i = 0; i < stairwells; ++i) {
    const std::uint32_t share = part_of(households, i, stairwells);
    if (share == 0) continue;
    writer_.open(UnitLevel::stairwell, writer_.names().numbered(static_cast<int>(i) + 1, "单元"));
    build_stairwell(share, type);
    writer_.close();
  }
  writer_.close();
}

void CommunityBuilder::build_buildings(std::uint32_t first, std::uint32_t count, std::uint32_t all,
                                       std::uint32_t households, const BuildingType& type,
                                       Point middle) {
  for (std::uint32_t i = 0; i < count; ++i) {
    build_block(std::to_string(first + i + 1) + "号楼", part_of(households, i, count), type,
                lot(middle, first + i, all, type.spacing_metres));
  }
}

// Village houses: one or two households each, numbered along the lane.
void CommunityBuilder::build_houses(std::uint32_t households, Point middle) {
  const std::uint32_t houses = households;
  for (int number = 1; households > 0; ++number) {
    const std::uint32_t here = households > 1 && random_.chance(0.3) ? 2 : 1;
    writer_.open_at(UnitLevel::building, writer_.names().numbered(number, "号"),
                    lot(middle, static_cast<std::uint32_t>(number) - 1, houses, 19));
    for (std::uint32_t i = 1; i <= here; ++i) {
      place_family(writer_.names().door(static_cast<int>(i), 1), static_cast<int>(i));
    }
    writer_.close();
    households -= here;
  }
}

void CommunityBuilder::build_compound(const CompoundPlan& compound) {
  const Point middle = spot();
  const BuildingType type = draw_building_type(compound.style, random_);
  if (compound.lone_building) {
    const BuildingType slab{.floors = 26, .stairwells = 2, .doors = 6, .spacing_metres = 60};
    return build_block(compound.name, compound.households, slab, middle);
  }
  writer_.open_at(UnitLevel::compound, writer_.names().number(compound.name), middle);
  if (compound.style == HousingStyle::village) {
    build_houses(compound.households, middle);
    return writer_.close();
  }
  const double capacity = type.floors * type.stairwells * type.doors * kOccupied;
  const auto needed = static_cast<std::uint32_t>(std::ceil(compound.households / capacity));
  const auto parts =
      std::max<std::uint32_t>(1, static_cast<std::uint32_t>(compound.sections.size()));
  const std::uint32_t buildings = std::max({needed, compound.buildings_min, parts});
  std::uint32_t first = 0;
  std::uint32_t housed = 0;
  for (std::uint32_t part = 0; part < parts; ++part) {
    const std::uint32_t count = part_of(buildings, part, parts);
    // By building, so that no building gets more than it can hold.
    const auto until = static_cast<std::uint32_t>(std::uint64_t{compound.households} *
                                                  (first + count) / buildings);
    const bool named = part < compound.sections.size();
    if (named) {
      writer_.open(UnitLevel::section, writer_.names().number(compound.sections[part]));
    }
    build_buildings(first, count, buildings, until - housed, type, middle);
    if (named) writer_.close();
    first += count;
    housed = until;
  }
  writer_.close();
}

void CommunityBuilder::build_homes() {
  const auto households = static_cast<std::uint32_t>(families_.size());
  const auto compounds = plan_compounds(plan_, households, random_);
  int grid = 0;
  std::size_t at = 0;
  while (at < compounds.size()) {
    std::uint32_t sum = compounds[at].households;
    std::size_t end = at + 1;
    while (end < compounds.size() && sum < kGridHouseholdsMin &&
           sum + compounds[end].households <= kGridHouseholdsMax) {
      sum += compounds[end++].households;
    }
    writer_.open(UnitLevel::grid, writer_.names().number("第" + std::to_string(++grid) + "网格"));
    for (; at < end; ++at) build_compound(compounds[at]);
    writer_.close();
  }
  CHECK(next_family_ == families_.size());
}

// A campus of dormitory buildings: rooms of one size, up to ten a floor and six floors.
SettledSite CommunityBuilder::build_site(const CollectiveSite& site, const FamilyMaker& maker) {
  constexpr std::uint32_t kRoomsPerFloor = 10;
  constexpr std::uint32_t kRoomsPerBuilding = 60;
  constexpr std::uint32_t kBeds[] = {6, 8, 4, 12};  // College, factory, hospital, care home.
  const std::uint32_t beds = kBeds[static_cast<std::size_t>(site.kind)];
  const std::uint32_t rooms = (site.people + beds - 1) / beds;
  const std::uint32_t buildings = (rooms + kRoomsPerBuilding - 1) / kRoomsPerBuilding;
  const Point middle = spot();
  SettledSite settled{.kind = site.kind, .name = site.name};
  settled.unit = writer_.open_at(UnitLevel::compound, writer_.names().number(site.name), middle);
  settled.first_person = writer_.people();
  std::uint32_t room = 0;
  for (std::uint32_t building = 0; building < buildings; ++building) {
    writer_.open_at(UnitLevel::building,
                    writer_.names().numbered(static_cast<int>(building) + 1, "号宿舍楼"),
                    lot(middle, building, buildings, 50));
    for (std::uint32_t i = 0; i < kRoomsPerBuilding && room < rooms; ++i, ++room) {
      std::vector<Member> members(part_of(site.people, room, rooms));
      for (Member& member : members) member = maker.resident(site.kind, random_);
      const int floor = static_cast<int>(i / kRoomsPerFloor) + 1;
      writer_.household(writer_.names().door(floor, static_cast<int>(i % kRoomsPerFloor) + 1),
                        floor, members, true);
    }
    writer_.close();
  }
  writer_.close();
  settled.person_end = writer_.people();
  return settled;
}

// A tower or a school: nobody lives there, but zones need it as a unit.
std::uint32_t CommunityBuilder::build_landmark(const Landmark& landmark) {
  const Point point = spot();
  const std::uint32_t name = writer_.names().number(landmark.name);
  if (landmark.kind == LandmarkKind::office_tower) {
    const std::uint32_t tower = writer_.open_at(UnitLevel::building, name, point);
    writer_.close();
    return tower;
  }
  const std::uint32_t campus = writer_.open_at(UnitLevel::compound, name, point);
  writer_.open_at(UnitLevel::building, writer_.names().number("教学楼"), point);
  writer_.close();
  writer_.close();
  return campus;
}

}  // namespace

void build_community(const CommunityPlan& plan, std::uint32_t community, const Ring& district,
                     const FamilyMaker& families, Random random, CityWriter& writer,
                     Settled& settled) {
  CommunityBuilder builder(plan, district, random, writer);
  writer.open_at(UnitLevel::neighbourhood, writer.names().number(plan.committee->name),
                 plan.ground->centre, plan.committee->code);
  builder.draw_families(families);
  builder.build_homes();
  for (const CollectiveSite& site : plan.sites) {
    settled.sites.push_back(builder.build_site(site, families));
    settled.sites.back().community = community;
  }
  for (const Landmark& landmark : plan.committee->landmarks) {
    if (landmark.kind != LandmarkKind::office_tower && landmark.kind != LandmarkKind::school) {
      continue;
    }
    settled.landmarks.push_back({.kind = landmark.kind,
                                 .community = community,
                                 .unit = builder.build_landmark(landmark),
                                 .name = landmark.name});
  }
  writer.close();
}

}  // namespace firebreak::synthesis
