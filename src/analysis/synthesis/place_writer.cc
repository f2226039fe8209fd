#include "analysis/synthesis/place_writer.h"

namespace firebreak::synthesis {

std::uint32_t add_place(Places& places, const NewPlace& place) {
  const auto index = static_cast<std::uint32_t>(places.size());
  places.kind.push_back(place.kind);
  places.unit.push_back(place.unit);
  places.parent.push_back(place.parent);
  places.name.push_back(place.name);
  places.longitude_microdegrees.push_back(place.point.longitude_microdegrees);
  places.latitude_microdegrees.push_back(place.point.latitude_microdegrees);
  places.staff.push_back(0);
  places.popularity.push_back(place.popularity);
  places.grade.push_back(place.grade);
  return index;
}

}  // namespace firebreak::synthesis
