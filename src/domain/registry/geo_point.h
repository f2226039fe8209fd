// A point on the map in WGS 84 (longitude, latitude), stored as millionths of a degree (0.1 m).
#pragma once

#include <cstdint>

namespace firebreak::registry {

struct GeoPoint {
  std::int32_t longitude_microdegrees = 0;
  std::int32_t latitude_microdegrees = 0;

  bool known() const { return longitude_microdegrees != 0 || latitude_microdegrees != 0; }
  double longitude() const { return longitude_microdegrees * 1e-6; }
  double latitude() const { return latitude_microdegrees * 1e-6; }
  friend bool operator==(GeoPoint, GeoPoint) = default;
};

GeoPoint geo_point(double longitude, double latitude);
double distance_metres(GeoPoint a, GeoPoint b);  // Equirectangular: right within a city to 0.1 %.

}  // namespace firebreak::registry
