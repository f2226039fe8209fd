#include "engine/imports/coordinates.h"

#include <cmath>

#include "platform/tables/cell_value.h"

namespace firebreak::imports {

Result<registry::GeoPoint> read_coordinates(const RowCells& cells, std::size_t longitude,
                                            std::size_t latitude) {
  const std::string east = cells.known_text(longitude);
  const std::string north = cells.known_text(latitude);
  if (east.empty() && north.empty()) return registry::GeoPoint{};
  const auto x = tables::read_decimal(east);
  const auto y = tables::read_decimal(north);
  if (!x || !y || std::abs(*x) > 180 || std::abs(*y) > 90) {
    return refusal_at("row.coordinates", x ? "latitude" : "longitude", east + ", " + north);
  }
  return registry::geo_point(*x, *y);
}

}  // namespace firebreak::imports
