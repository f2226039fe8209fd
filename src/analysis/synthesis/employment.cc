#include "analysis/synthesis/employment.h"

#include <algorithm>
#include <vector>

#include "analysis/synthesis/families.h"
#include "analysis/synthesis/gravity.h"
#include "analysis/synthesis/schools.h"
#include "base/random.h"

namespace firebreak::synthesis {
namespace {

constexpr Reach kCommute{.scale_metres = 3500, .power = 3};

double employed_share(int age, Sex sex) {
  if (age < 18) return 0;
  if (age < 22) return 0.6;
  const bool man = sex == Sex::male;
  if (age < 50) return man ? 0.93 : 0.83;
  if (age < 60) return man ? 0.85 : (age < 55 ? 0.7 : 0.4);
  if (age < 70) return man ? 0.22 : 0.1;
  return 0;
}

bool works(const City& city, std::uint32_t person, Random& random) {
  if (city.people.affiliation[person] != kNone) return false;
  if ((city.people.presence[person] & ~kHouseholdRegister) == 0) return false;
  const Day today = city.options.first_day;
  const std::int32_t born = city.people.birth_day[person];
  return random.chance(employed_share(age_on(today, born), city.people.sex[person]));
}

}  // namespace

std::vector<std::uint32_t> community_of_places(const City& city) {
  std::vector<std::uint32_t> communities;
  communities.reserve(city.places.size());
  for (const std::uint32_t unit : city.places.unit) {
    const auto after = std::ranges::upper_bound(city.neighbourhoods, unit);
    communities.push_back(static_cast<std::uint32_t>(after - city.neighbourhoods.begin()) - 1);
  }
  return communities;
}

void employ(std::span<const double> jobs, std::uint64_t seed, City& city) {
  const std::size_t communities = city.neighbourhoods.size();
  const std::vector<std::uint32_t> community = community_of_places(city);
  std::vector<std::vector<double>> weights(communities);
  std::vector<std::vector<std::uint32_t>> places(communities);
  std::vector<double> offers(communities, 0);
  for (std::uint32_t place = 0; place < city.places.size(); ++place) {
    if (jobs[place] <= 0) continue;
    weights[community[place]].push_back(jobs[place]);
    places[community[place]].push_back(place);
    offers[community[place]] += jobs[place];
  }
  WeightedChoices employers;
  for (std::size_t i = 0; i < communities; ++i) employers.add(weights[i], places[i]);

  const Random random(seed);
  std::vector<std::vector<std::uint32_t>> workers(communities);
  std::vector<double> seekers(communities, 0);
  const Units& units = city.units;
  for (std::size_t i = 0; i < communities; ++i) {
    Random local = random.fork(i);
    const std::uint32_t unit = city.neighbourhoods[i];
    for (std::uint32_t p = units.first_person[unit]; p < units.first_person[units.end[unit]]; ++p) {
      if (works(city, p, local)) workers[i].push_back(p);
    }
    seekers[i] = static_cast<double>(workers[i].size());
  }
  const WeightedChoices commutes = balanced_tables(grounds_of(city), seekers, offers, kCommute);
  for (std::uint32_t i = 0; i < communities; ++i) {
    if (commutes.empty(i)) continue;
    Random local = random.fork(communities + i);
    for (const std::uint32_t person : workers[i]) {
      const std::uint32_t where = commutes.pick(i, local.next());
      city.people.affiliation[person] = employers.pick(where, local.next());
    }
  }
  for (const std::uint32_t place : city.people.affiliation) {
    if (place != kNone) ++city.places.staff[place];
  }
}

}  // namespace firebreak::synthesis
