#include "analysis/synthesis/venues.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/synthesis/census.h"
#include "analysis/synthesis/place_writer.h"
#include "analysis/synthesis/weighted_choice.h"
#include "base/random.h"

namespace firebreak::synthesis {
namespace {

using policy::PlaceKind;

constexpr double kFirmStaffMin = 3;
constexpr double kFirmStaffMax = 6000;
constexpr double kDrawMax = 120;  // How much more than the least popular of its kind.
constexpr std::uint32_t kTowerFirms = 40;
constexpr int kLocateTriesMax = 8;

struct VenueKind {
  PlaceKind kind;
  double share;  // Of all venues.
  double jobs;   // On average; firms have their own distribution.
  double draw;   // Visitors of the least popular, relative to other kinds.
  double town;   // How much it gathers where the city is densest.
};

constexpr std::array kKinds{VenueKind{PlaceKind::workplace, 0.40, 0, 1, 0.6},
                            VenueKind{PlaceKind::shop, 0.28, 2.2, 10, 0.7},
                            VenueKind{PlaceKind::restaurant, 0.16, 5, 15, 0.9},
                            VenueKind{PlaceKind::supermarket, 0.025, 14, 90, 0.4},
                            VenueKind{PlaceKind::market, 0.0016, 20, 400, 0.3},
                            VenueKind{PlaceKind::pharmacy, 0.010, 3, 12, 0.4},
                            VenueKind{PlaceKind::hospital, 0.006, 38, 60, 0.8},
                            VenueKind{PlaceKind::transport, 0.006, 6, 200, 1.0},
                            VenueKind{PlaceKind::entertainment, 0.022, 8, 25, 1.3},
                            VenueKind{PlaceKind::park, 0.004, 3, 60, 0.5},
                            VenueKind{PlaceKind::worship, 0.0008, 2, 15, 0.2},
                            VenueKind{PlaceKind::office_building, 0.006, 12, 60, 1.6},
                            VenueKind{PlaceKind::hotel, 0.010, 15, 12, 1.3},
                            VenueKind{PlaceKind::other, 0.0686, 4, 8, 0.7}};

// Pareto with index 4/3, by square roots only, so that it is the same everywhere.
double heavy_tail(Random& random) {
  const double u = 1 - random.unit();
  return std::min(kDrawMax, 1 / (std::sqrt(u) * std::sqrt(std::sqrt(u))));
}

// Pareto with index 1; a city of a tenth has no firm of full size.
double firm_staff(double scale, Random& random) {
  const double most = std::max(20.0, kFirmStaffMax * std::sqrt(scale));
  return std::min(most, kFirmStaffMin / (1 - random.unit()));
}

class VenueBuilder {
 public:
  VenueBuilder(std::span<const CommunityPlan> plans, NameBook& names, City& city,
               std::uint64_t seed)
      : plans_(plans),
        names_(names),
        city_(city),
        random_(seed),
        jobs_(city.places.size(), 0),
        scale_(city.options.people / census::kPeople) {}

  void employ_teachers();
  void build_kind(const VenueKind& kind, std::uint32_t count);
  void build_employer(const SettledSite& site);
  void build_tower(const SettledLandmark& tower);
  std::vector<double> jobs() && { return std::move(jobs_); }

 private:
  std::uint32_t add(const VenueKind& kind, std::uint32_t community, Random& random);
  double weight(const VenueKind& kind, std::uint32_t community) const;

  std::span<const CommunityPlan> plans_;
  NameBook& names_;
  City& city_;
  Random random_;
  std::vector<double> jobs_;
  double scale_;  // 1: the full city.
};

// Two and a half members of staff to a class.
void VenueBuilder::employ_teachers() {
  for (std::uint32_t place = 0; place < city_.places.size(); ++place) {
    if (city_.places.kind[place] == PlaceKind::class_group) {
      jobs_[city_.places.parent[place]] += 2.5;
    }
  }
}

double VenueBuilder::weight(const VenueKind& kind, std::uint32_t community) const {
  const CommunityPlan& plan = plans_[community];
  const std::uint32_t unit = city_.neighbourhoods[community];
  const double people =
      city_.units.first_person[city_.units.end[unit]] - city_.units.first_person[unit];
  const double centre = plan.ground->centrality * kind.town * 2;
  const bool firm = kind.kind == PlaceKind::workplace;
  if (plan.committee->zone && firm) {
    return 48'000 * scale_;  // As much as a dozen communities.
  }
  return people * (0.4 + centre);
}

std::uint32_t VenueBuilder::add(const VenueKind& kind, std::uint32_t community, Random& random) {
  const CommunityPlan& plan = plans_[community];
  Point point = plan.ground->centre;
  for (int i = 0; i < kLocateTriesMax; ++i) {
    const Point candidate =
        point_inside(plan.ground->region, plan.ground->centre, 0.6 * random.unit(), random);
    if (contains(lake_tai(), candidate)) continue;
    point = candidate;
    break;
  }
  const std::string name = place_name(kind.kind, stem_of(plan.committee->name), random);
  const auto draw = static_cast<std::uint32_t>(kind.draw * heavy_tail(random) + 0.5);
  const std::uint32_t place = add_place(city_.places, {.kind = kind.kind,
                                                       .unit = city_.neighbourhoods[community],
                                                       .name = names_.number(name),
                                                       .point = geo_point_of(point),
                                                       .popularity = std::max(1U, draw)});
  jobs_.push_back(kind.kind == PlaceKind::workplace
                      ? firm_staff(scale_, random)
                      : kind.jobs * (0.5 + random.unit()) *
                            (kind.kind == PlaceKind::hospital ? heavy_tail(random) / 3 : 1));
  return place;
}

void VenueBuilder::build_kind(const VenueKind& kind, std::uint32_t count) {
  std::vector<double> weights;
  for (std::uint32_t i = 0; i < plans_.size(); ++i) weights.push_back(weight(kind, i));
  const auto parts = apportion(count, weights);
  for (std::uint32_t i = 0; i < plans_.size(); ++i) {
    Random random = random_.fork(std::uint64_t{i} * 64 + static_cast<std::uint64_t>(kind.kind));
    for (std::uint32_t n = 0; n < parts[i]; ++n) add(kind, i, random);
  }
}

// The firm or hospital whose dormitory it is: residents work there, and as many from outside.
void VenueBuilder::build_employer(const SettledSite& site) {
  const bool hospital = site.kind == CollectiveKind::hospital;
  const VenueKind& kind = hospital ? kKinds[6] : kKinds[0];
  Random random = random_.fork(1'000'000 + site.unit);
  const std::uint32_t place = add(kind, site.community, random);
  jobs_[place] = 0.7 * (site.person_end - site.first_person);
  for (std::uint32_t p = site.first_person; p < site.person_end; ++p) {
    const bool here = (city_.people.presence[p] & ~kHouseholdRegister) != 0;
    if (here) city_.people.affiliation[p] = place;
  }
}

// An office tower: the building as a place, and firms in it.
void VenueBuilder::build_tower(const SettledLandmark& tower) {
  Random random = random_.fork(2'000'000 + tower.unit);
  const std::uint32_t building = add_place(city_.places, {.kind = PlaceKind::office_building,
                                                          .unit = tower.unit,
                                                          .name = names_.number(tower.name),
                                                          .point = city_.units.point(tower.unit),
                                                          .popularity = 600});
  jobs_.push_back(12);
  const auto firms =
      std::max<std::uint32_t>(3, static_cast<std::uint32_t>(kTowerFirms * std::sqrt(scale_)));
  for (std::uint32_t i = 0; i < firms; ++i) {
    const std::uint32_t firm = add(kKinds[0], tower.community, random);
    city_.places.unit[firm] = tower.unit;
    city_.places.parent[firm] = building;
    city_.places.longitude_microdegrees[firm] = city_.units.longitude_microdegrees[tower.unit];
    city_.places.latitude_microdegrees[firm] = city_.units.latitude_microdegrees[tower.unit];
    jobs_[firm] = 4 + random.unit() * 40;
  }
}

}  // namespace

bool is_venue(PlaceKind kind) {
  return kind != PlaceKind::school && kind != PlaceKind::class_group &&
         kind != PlaceKind::household;
}

std::vector<double> build_venues(std::span<const CommunityPlan> plans, const Settled& settled,
                                 std::uint64_t seed, NameBook& names, City& city) {
  VenueBuilder builder(plans, names, city, seed);
  builder.employ_teachers();
  const std::size_t before = city.places.size();
  for (const SettledSite& site : settled.sites) {
    const bool employs =
        site.kind == CollectiveKind::factory || site.kind == CollectiveKind::hospital;
    if (employs) builder.build_employer(site);
  }
  for (const SettledLandmark& landmark : settled.landmarks) {
    if (landmark.kind == LandmarkKind::office_tower) builder.build_tower(landmark);
  }
  const auto built = static_cast<double>(city.places.size() - before);
  const double venues = census::kVenues * (city.options.people / census::kPeople);
  std::vector<double> shares;
  for (const VenueKind& kind : kKinds) shares.push_back(kind.share);
  const auto counts =
      apportion(static_cast<std::uint32_t>(std::max(0.0, venues - built) + 0.5), shares);
  for (std::size_t i = 0; i < kKinds.size(); ++i) builder.build_kind(kKinds[i], counts[i]);
  return std::move(builder).jobs();
}

}  // namespace firebreak::synthesis
