// Where people of one community go: the more a community offers, and the nearer, the likelier.
//
// Likelihood falls with a whole power of the distance, so it is exact arithmetic. Distance is
// between community centres; within one, half its radius.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/synthesis/city.h"
#include "analysis/synthesis/weighted_choice.h"

namespace firebreak::synthesis {

struct Reach {
  double scale_metres;
  int power;  // 2 or more.
};

struct Grounds {  // Of the communities, in order.
  std::vector<registry::GeoPoint> centre;
  std::vector<double> inner_metres;
};

Grounds grounds_of(const City& city);
double likelihood(const Grounds& grounds, std::uint32_t from, std::uint32_t to, Reach reach);

// One table for each origin, of the `destinations_max` likeliest communities.
WeightedChoices gravity_tables(const Grounds& grounds, std::span<const double> offers, Reach reach,
                               std::size_t destinations_max);

// Like gravity_tables with every destination, but balanced (Furness) so that `seekers` of each
// community fill the `offers` of each in proportion.
WeightedChoices balanced_tables(const Grounds& grounds, std::span<const double> seekers,
                                std::span<const double> offers, Reach reach);

}  // namespace firebreak::synthesis
