#include "domain/registry/places.h"

#include "base/check.h"

namespace firebreak::registry {

PlaceId Places::add(const PlaceRow& row) {
  CHECK(kind_.size() < kPlacesMax);
  kind_.push_back(row.kind);
  unit_.push_back(row.unit.value);
  parent_.push_back(row.parent.value);
  position_.push_back(row.position);
  return PlaceId{names_.add(row.name)};
}

PlaceRow Places::row(PlaceId place) const {
  return {.kind = kind(place),
          .unit = unit(place),
          .parent = parent(place),
          .name = name(place),
          .position = position_[place.value]};
}

}  // namespace firebreak::registry
