#include "analysis/synthesis/settlement.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/synthesis/census.h"
#include "analysis/synthesis/weighted_choice.h"
#include "base/random.h"

namespace firebreak::synthesis {
namespace {

constexpr double kPeoplePerDormitory = 420;
constexpr double kCollegeShare = 0.26;  // Of people in collective households.
constexpr double kCareHomeShare = 0.05;
constexpr double kHospitalShare = 0.04;

double weight_of(const CommunityPlan& plan, Random& random) {
  const double luck = 0.6 + 0.9 * random.unit();
  if (plan.committee->zone) return 0;
  return (plan.committee->village ? 0.55 : 1.0) * luck * (0.5 + plan.ground->centrality);
}

bool college_landmark(const Landmark& landmark) { return landmark.kind == LandmarkKind::college; }

void add_site(CommunityPlan& plan, CollectiveKind kind, std::uint32_t people, std::string name) {
  if (people > 0) plan.sites.push_back({kind, people, std::move(name)});
}

// One college in a district, more in Binhu and Huishan; a landmark college comes first.
void place_colleges(std::span<CommunityPlan> plans, std::uint32_t people, Random& random) {
  std::vector<std::pair<CommunityPlan*, std::string>> sites;
  for (CommunityPlan& plan : plans) {
    for (const Landmark& landmark : plan.committee->landmarks) {
      if (college_landmark(landmark)) sites.emplace_back(&plan, landmark.name);
    }
  }
  const std::size_t wanted = std::max<std::size_t>(1, plans.size() / 60);
  while (sites.size() < wanted) {
    CommunityPlan& plan = plans[random.below(plans.size())];
    if (plan.committee->zone || plan.committee->village) {
      if (!random.chance(0.05)) continue;
    }
    sites.emplace_back(&plan, std::string(stem_of(plan.committee->name)) + "职业技术学院");
  }
  const std::vector<double> equal(sites.size(), 1.0);
  const auto parts = apportion(people, equal);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    add_site(*sites[i].first, CollectiveKind::college, parts[i], sites[i].second);
  }
}

// One in each street, in its first community.
void place_care_homes(std::span<CommunityPlan> plans, std::uint32_t people) {
  std::vector<CommunityPlan*> firsts;
  for (CommunityPlan& plan : plans) {
    if (plan.committee == plan.street->committees.data() && !plan.committee->zone) {
      firsts.push_back(&plan);
    }
  }
  if (firsts.empty()) firsts.push_back(&plans.front());
  const std::vector<double> equal(firsts.size(), 1.0);
  const auto parts = apportion(people, equal);
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    add_site(*firsts[i], CollectiveKind::care_home, parts[i], firsts[i]->street->name + "护理院");
  }
}

void place_dormitories(std::span<CommunityPlan> plans, std::uint32_t people, CollectiveKind kind,
                       Random& random) {
  std::vector<double> weights;
  for (const CommunityPlan& plan : plans) {
    const bool hospital = kind == CollectiveKind::hospital;
    weights.push_back(hospital               ? (plan.committee->zone ? 0 : 1)
                      : plan.committee->zone ? 8
                                             : 1.2 - plan.ground->centrality);
  }
  WeightedChoices choices;
  const std::uint32_t table = choices.add(weights);
  if (choices.empty(table)) return;
  // Every development zone has a dormitory of its own before the rest are drawn.
  std::vector<std::uint32_t> homes;
  for (std::uint32_t i = 0; i < plans.size() && kind == CollectiveKind::factory; ++i) {
    if (plans[i].committee->zone) homes.push_back(i);
  }
  const auto drawn = static_cast<std::uint32_t>(people / kPeoplePerDormitory) + 1;
  for (std::uint32_t i = 0; i < drawn; ++i) homes.push_back(choices.pick(table, random.next()));
  std::vector<double> sizes;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    const double u = 1 - random.unit();
    sizes.push_back(std::min(8.0, 0.4 / std::sqrt(u)));
  }
  const auto parts = apportion(people, sizes);
  for (std::size_t i = 0; i < homes.size(); ++i) {
    CommunityPlan& plan = plans[homes[i]];
    const std::string stem(stem_of(plan.committee->name));
    add_site(plan, kind, parts[i],
             stem + (kind == CollectiveKind::hospital ? "医院职工宿舍" : "工业园宿舍"));
  }
}

void settle_district(std::span<CommunityPlan> plans, std::uint32_t people, Random random) {
  const auto share = [](double part, std::uint32_t whole) {
    return static_cast<std::uint32_t>(part * whole + 0.5);
  };
  const std::uint32_t collective = share(census::kCollectivePeople / census::kPeople, people);
  const std::uint32_t college = share(kCollegeShare, collective);
  const std::uint32_t care = share(kCareHomeShare, collective);
  const std::uint32_t hospital = share(kHospitalShare, collective);
  place_colleges(plans, college, random);
  place_care_homes(plans, care);
  place_dormitories(plans, hospital, CollectiveKind::hospital, random);
  place_dormitories(plans, collective - college - care - hospital, CollectiveKind::factory, random);
  std::vector<double> weights;
  for (const CommunityPlan& plan : plans) weights.push_back(weight_of(plan, random));
  if (std::ranges::all_of(weights, [](double weight) { return weight <= 0; })) {
    weights.assign(plans.size(), 1.0);
  }
  const auto parts = apportion(people - collective, weights);
  for (std::size_t i = 0; i < plans.size(); ++i) plans[i].family_people = parts[i];
}

// Villages and rims are rural; less the mean over people, so that the city's mix stays the
// census's.
void set_rurality(std::span<CommunityPlan> plans) {
  double sum = 0;
  double people = 0;
  for (CommunityPlan& plan : plans) {
    plan.rurality = (plan.committee->village ? 0.7 : 0.0) - 0.5 * plan.ground->centrality;
    sum += plan.rurality * plan.family_people;
    people += plan.family_people;
  }
  if (people <= 0) return;
  for (CommunityPlan& plan : plans) plan.rurality -= sum / people;
}

}  // namespace

std::vector<CommunityPlan> plan_settlement(const Atlas& atlas, const Territory& territory,
                                           std::uint32_t people, std::uint64_t seed) {
  std::vector<CommunityPlan> plans;
  std::vector<std::size_t> ends;
  std::vector<double> weights;
  for (std::uint32_t d = 0; d < atlas.districts.size(); ++d) {
    const District& district = atlas.districts[d];
    for (std::size_t s = 0; s < district.streets.size(); ++s) {
      const Street& street = district.streets[s];
      for (std::size_t c = 0; c < street.committees.size(); ++c) {
        plans.push_back({.committee = &street.committees[c],
                         .street = &street,
                         .ground = &territory.districts[d].streets[s].communities[c],
                         .district = d,
                         .family_people = 0,
                         .rurality = 0,
                         .sites = {}});
      }
    }
    ends.push_back(plans.size());
    const auto size =
        std::ranges::find(census::kDistrictSizes, district.code, &census::DistrictSize::code);
    weights.push_back(size == census::kDistrictSizes.end()
                          ? 6000.0 * static_cast<double>(plans.size())
                          : size->people);
  }
  const auto sizes = apportion(people, weights);
  const Random random(seed);
  std::size_t first = 0;
  for (std::size_t d = 0; d < ends.size(); ++d) {
    settle_district(std::span(plans).subspan(first, ends[d] - first), sizes[d], random.fork(d));
    first = ends[d];
  }
  set_rurality(plans);
  return plans;
}

}  // namespace firebreak::synthesis
