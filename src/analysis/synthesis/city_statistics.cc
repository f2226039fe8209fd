#include "analysis/synthesis/city_statistics.h"

#include <algorithm>
#include <functional>

#include "analysis/synthesis/employment.h"
#include "analysis/synthesis/families.h"
#include "analysis/synthesis/venues.h"

namespace firebreak::synthesis {
namespace {

using policy::PlaceKind;
using registry::UnitLevel;

constexpr std::uint8_t kSeniorLast = 15;

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

double median(std::vector<double>& values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

std::uint32_t people_in(const Units& units, std::uint32_t unit) {
  return units.first_person[units.end[unit]] - units.first_person[unit];
}

// The nearest unit of the level at or above the unit.
std::uint32_t above(const Units& units, std::uint32_t unit, UnitLevel level) {
  while (unit != kNone && units.level[unit] > level) unit = units.parent[unit];
  return unit;
}

// Where somebody lives: the building, whose position is known.
registry::GeoPoint home_point(const Units& units, std::uint32_t household) {
  return units.point(above(units, household, UnitLevel::building));
}

void count_units(const City& city, CityStatistics& figures) {
  const Units& units = city.units;
  double family_people = 0;
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    switch (units.level[u]) {
      case UnitLevel::district:
        figures.districts.push_back({.code = units.code[u],
                                     .name = std::string(city.names[units.name[u]]),
                                     .people = people_in(units, u)});
        break;
      case UnitLevel::neighbourhood:
        ++figures.communities;
        if (people_in(units, u) > 0) ++figures.communities_inhabited;
        break;
      case UnitLevel::compound:
        ++figures.compounds;
        break;
      case UnitLevel::building:
        ++figures.buildings;
        break;
      case UnitLevel::household:
        if (units.collective[u] != 0) break;
        ++figures.households;
        family_people += people_in(units, u);
        break;
      default:
        break;
    }
  }
  figures.people = static_cast<std::uint32_t>(city.people.size());
  figures.people_per_family = share(family_people, figures.households);
  figures.collective_share = share(figures.people - family_people, figures.people);
}

void count_ages(const City& city, CityStatistics& figures) {
  double under_15 = 0;
  double from_60 = 0;
  double from_65 = 0;
  double men = 0;
  for (std::uint32_t p = 0; p < city.people.size(); ++p) {
    const int age = age_on(city.options.first_day, city.people.birth_day[p]);
    under_15 += age < 15 ? 1 : 0;
    from_60 += age >= 60 ? 1 : 0;
    from_65 += age >= 65 ? 1 : 0;
    men += city.people.sex[p] == Sex::male ? 1 : 0;
  }
  figures.share_under_15 = share(under_15, figures.people);
  figures.share_60_and_over = share(from_60, figures.people);
  figures.share_65_and_over = share(from_65, figures.people);
  figures.share_15_to_59 = 1 - figures.share_under_15 - figures.share_60_and_over;
  figures.share_men = share(men, figures.people);
}

void count_affiliations(const City& city, CityStatistics& figures) {
  const Units& units = city.units;
  std::vector<double> commutes;
  double crossing = 0;
  double pupils = 0;
  double own_street = 0;
  double in_classes = 0;
  for (std::uint32_t p = 0; p < city.people.size(); ++p) {
    const std::uint32_t place = city.people.affiliation[p];
    if (place == kNone) continue;
    const std::uint32_t home = city.people.household[p];
    const std::uint32_t there = city.places.unit[place];
    if (city.places.kind[place] == PlaceKind::class_group) {
      ++in_classes;
      if (city.places.grade[place] > kSeniorLast) continue;
      ++pupils;
      own_street +=
          above(units, home, UnitLevel::subdistrict) == above(units, there, UnitLevel::subdistrict)
              ? 1
              : 0;
      continue;
    }
    commutes.push_back(
        registry::distance_metres(home_point(units, home), city.places.point(place)));
    crossing +=
        above(units, home, UnitLevel::district) != above(units, there, UnitLevel::district) ? 1 : 0;
  }
  figures.employed_share = share(static_cast<double>(commutes.size()), figures.people);
  figures.commuters_crossing_districts_share =
      share(crossing, static_cast<double>(commutes.size()));
  figures.commute_median_metres = median(commutes);
  figures.pupils_in_own_street_share = share(own_street, pupils);
  figures.pupils_per_class = share(in_classes, figures.classes);
}

void count_places(const City& city, CityStatistics& figures) {
  std::vector<double> staff;
  for (std::uint32_t place = 0; place < city.places.size(); ++place) {
    const PlaceKind kind = city.places.kind[place];
    figures.venues += is_venue(kind) ? 1 : 0;
    figures.classes += kind == PlaceKind::class_group ? 1 : 0;
    if (kind != PlaceKind::workplace) continue;
    staff.push_back(city.places.staff[place]);
    figures.workplace_staff_max = std::max(figures.workplace_staff_max, city.places.staff[place]);
  }
  figures.workplace_staff_median = static_cast<std::uint32_t>(median(staff));
}

}  // namespace

CityStatistics city_statistics(const City& city) {
  CityStatistics figures;
  count_units(city, figures);
  count_ages(city, figures);
  count_places(city, figures);
  count_affiliations(city, figures);
  return figures;
}

ScanStatistics scan_statistics(const City& city, const VisitModel& visits, int first_day,
                               int end_day) {
  std::vector<std::uint32_t> scans(city.places.size(), 0);
  std::vector<double> shopping;
  double all = 0;
  for (int day = first_day; day < end_day; ++day) {
    const Stays stays = visits.stays_of_day(day);
    all += static_cast<double>(stays.size());
    for (std::size_t i = 0; i < stays.size(); ++i) {
      const std::uint32_t place = stays.place[i];
      ++scans[place];
      const PlaceKind kind = city.places.kind[place];
      const bool shops =
          kind == PlaceKind::shop || kind == PlaceKind::supermarket || kind == PlaceKind::market;
      if (!shops || day != first_day || i % 7 != 0) continue;
      const std::uint32_t home = city.people.household[stays.person[i]];
      shopping.push_back(
          registry::distance_metres(home_point(city.units, home), city.places.point(place)));
    }
  }
  ScanStatistics figures;
  figures.per_person_day =
      share(all, static_cast<double>(city.people.size()) * (end_day - first_day));
  figures.shopping_median_metres = median(shopping);
  std::uint32_t venues = 0;
  for (const PlaceKind kind : city.places.kind) venues += is_venue(kind) ? 1 : 0;
  figures.venues_visited = static_cast<std::uint32_t>(
      std::ranges::count_if(scans, [](std::uint32_t count) { return count > 0; }));
  std::ranges::sort(scans, std::greater<>());
  double top = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(scans.size(), (venues + 99) / 100); ++i) {
    top += scans[i];
  }
  figures.top_percent_of_venues_share = share(top, all);
  return figures;
}

}  // namespace firebreak::synthesis
