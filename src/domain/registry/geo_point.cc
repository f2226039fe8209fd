#include "domain/registry/geo_point.h"

#include <cmath>
#include <numbers>

namespace firebreak::registry {

GeoPoint geo_point(double longitude, double latitude) {
  return {.longitude_microdegrees = static_cast<std::int32_t>(std::lround(longitude * 1e6)),
          .latitude_microdegrees = static_cast<std::int32_t>(std::lround(latitude * 1e6))};
}

double distance_metres(GeoPoint a, GeoPoint b) {
  constexpr double kMetresPerDegree = 111'195.0;  // Of a great circle, mean Earth radius.
  const double middle = (a.latitude() + b.latitude()) / 2 * std::numbers::pi / 180;
  const double east = (a.longitude() - b.longitude()) * std::cos(middle) * kMetresPerDegree;
  const double north = (a.latitude() - b.latitude()) * kMetresPerDegree;
  return std::sqrt(east * east + north * north);
}

}  // namespace firebreak::registry
