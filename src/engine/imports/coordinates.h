// Longitude and latitude of a row, WGS 84, in degrees.
#pragma once

#include "domain/registry/geo_point.h"
#include "engine/imports/import_sheet.h"

namespace firebreak::imports {

// Not known where both cells are empty. Refuses row.coordinates: one alone, no number, off the
// globe.
Result<registry::GeoPoint> read_coordinates(const RowCells& cells, std::size_t longitude,
                                            std::size_t latitude);

}  // namespace firebreak::imports
