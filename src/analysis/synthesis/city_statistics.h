// The figures of a synthetic city that a reader would hold against the census.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/synthesis/city.h"
#include "analysis/synthesis/visits.h"

namespace firebreak::synthesis {

struct DistrictFigures {
  std::uint64_t code = 0;
  std::string name;
  std::uint32_t people = 0;
};

struct CityStatistics {
  std::vector<DistrictFigures> districts;
  std::uint32_t people = 0;
  std::uint32_t communities = 0;
  std::uint32_t communities_inhabited = 0;
  std::uint32_t compounds = 0;
  std::uint32_t buildings = 0;
  std::uint32_t households = 0;  // Of families.
  std::uint32_t venues = 0;
  std::uint32_t classes = 0;
  double people_per_family = 0;
  double collective_share = 0;
  double share_under_15 = 0;
  double share_15_to_59 = 0;
  double share_60_and_over = 0;
  double share_65_and_over = 0;
  double share_men = 0;
  double employed_share = 0;
  double pupils_per_class = 0;            // Mean.
  double pupils_in_own_street_share = 0;  // Of kindergarten to senior 3.
  double commute_median_metres = 0;
  double commuters_crossing_districts_share = 0;
  std::uint32_t workplace_staff_median = 0;
  std::uint32_t workplace_staff_max = 0;
};

struct ScanStatistics {
  double per_person_day = 0;
  double shopping_median_metres = 0;       // From home to shops, supermarkets and markets.
  double top_percent_of_venues_share = 0;  // Of scans, in the busiest hundredth of venues.
  std::uint32_t venues_visited = 0;
};

CityStatistics city_statistics(const City& city);

// Over the days [first_day, end_day) of the city.
ScanStatistics scan_statistics(const City& city, const VisitModel& visits, int first_day,
                               int end_day);

}  // namespace firebreak::synthesis
