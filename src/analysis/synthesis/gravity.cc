#include "analysis/synthesis/gravity.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/synthesis/plane.h"

namespace firebreak::synthesis {
namespace {

constexpr int kBalancingRounds = 4;

}  // namespace

Grounds grounds_of(const City& city) {
  Grounds grounds;
  std::vector<double> area(city.neighbourhoods.size(), 0);
  const Boundaries& lines = city.boundaries;
  for (std::size_t i = 0; i < lines.unit.size(); ++i) {
    const auto found = std::ranges::lower_bound(city.neighbourhoods, lines.unit[i]);
    if (found == city.neighbourhoods.end() || *found != lines.unit[i]) continue;
    Ring ring;
    for (std::size_t p = i == 0 ? 0 : lines.point_end[i - 1]; p < lines.point_end[i]; ++p) {
      ring.push_back(
          point_of(lines.longitude_microdegrees[p] * 1e-6, lines.latitude_microdegrees[p] * 1e-6));
    }
    area[static_cast<std::size_t>(found - city.neighbourhoods.begin())] += area_square_metres(ring);
  }
  for (std::size_t i = 0; i < area.size(); ++i) {
    grounds.centre.push_back(city.units.point(city.neighbourhoods[i]));
    grounds.inner_metres.push_back(0.3 * std::sqrt(area[i]));
  }
  return grounds;
}

double likelihood(const Grounds& grounds, std::uint32_t from, std::uint32_t to, Reach reach) {
  double metres = grounds.inner_metres[from];
  if (from != to) {
    const registry::GeoPoint a = grounds.centre[from];
    const registry::GeoPoint b = grounds.centre[to];
    metres = std::sqrt(distance_squared(point_of(a.longitude(), a.latitude()),
                                        point_of(b.longitude(), b.latitude())));
  }
  const double ratio = metres / reach.scale_metres;
  double fall = 1;
  for (int i = 0; i < reach.power; ++i) fall *= ratio;
  return 1 / (1 + fall);
}

WeightedChoices gravity_tables(const Grounds& grounds, std::span<const double> offers, Reach reach,
                               std::size_t destinations_max) {
  WeightedChoices tables;
  const auto count = static_cast<std::uint32_t>(grounds.centre.size());
  std::vector<std::pair<double, std::uint32_t>> ranked;
  for (std::uint32_t from = 0; from < count; ++from) {
    ranked.clear();
    for (std::uint32_t to = 0; to < count; ++to) {
      if (offers[to] > 0) {
        ranked.emplace_back(-offers[to] * likelihood(grounds, from, to, reach), to);
      }
    }
    const std::size_t kept = std::min(destinations_max, ranked.size());
    std::ranges::partial_sort(ranked, ranked.begin() + static_cast<std::ptrdiff_t>(kept));
    std::vector<double> weights;
    std::vector<std::uint32_t> values;
    for (std::size_t i = 0; i < kept; ++i) {
      weights.push_back(-ranked[i].first);
      values.push_back(ranked[i].second);
    }
    tables.add(weights, values);
  }
  return tables;
}

WeightedChoices balanced_tables(const Grounds& grounds, std::span<const double> seekers,
                                std::span<const double> offers, Reach reach) {
  const std::size_t count = grounds.centre.size();
  std::vector<double> pull(count * count);
  for (std::uint32_t from = 0; from < count; ++from) {
    for (std::uint32_t to = 0; to < count; ++to) {
      pull[from * count + to] = offers[to] * likelihood(grounds, from, to, reach);
    }
  }
  const double wanted = std::accumulate(offers.begin(), offers.end(), 0.0);
  const double seeking = std::accumulate(seekers.begin(), seekers.end(), 0.0);
  std::vector<double> balance(count, 1.0);
  for (int round = 0; round < kBalancingRounds && wanted > 0 && seeking > 0; ++round) {
    std::vector<double> got(count, 0.0);
    for (std::size_t from = 0; from < count; ++from) {
      const std::span<const double> row(&pull[from * count], count);
      const double sum = std::inner_product(row.begin(), row.end(), balance.begin(), 0.0);
      if (sum <= 0) continue;
      for (std::size_t to = 0; to < count; ++to) {
        got[to] += seekers[from] * balance[to] * row[to] / sum;
      }
    }
    for (std::size_t to = 0; to < count; ++to) {
      if (got[to] > 0) balance[to] *= offers[to] / wanted * seeking / got[to];
    }
  }
  WeightedChoices tables;
  std::vector<double> weights(count);
  for (std::size_t from = 0; from < count; ++from) {
    for (std::size_t to = 0; to < count; ++to) {
      weights[to] = pull[from * count + to] * balance[to];
    }
    tables.add(weights);
  }
  return tables;
}

}  // namespace firebreak::synthesis
