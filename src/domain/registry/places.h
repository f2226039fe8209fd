// Places that people share: shops, schools and their classes, workplaces, vehicles.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/string_pool.h"
#include "domain/policy/place_kind.h"
#include "domain/registry/geo_point.h"

namespace firebreak::registry {

using policy::PlaceKind;

inline constexpr std::size_t kPlacesMax = 20'000'000;

struct PlaceRow {
  PlaceKind kind = PlaceKind::other;
  UnitId unit;       // The unit that it lies in.
  PlaceId parent{};  // A class's school; none.
  std::string_view name;
  GeoPoint position{};
};

class Places {
 public:
  std::size_t size() const { return kind_.size(); }
  bool has(PlaceId place) const { return place.value < kind_.size(); }
  PlaceId add(const PlaceRow& row);
  PlaceRow row(PlaceId place) const;
  PlaceKind kind(PlaceId place) const { return kind_[place.value]; }
  UnitId unit(PlaceId place) const { return UnitId{unit_[place.value]}; }
  PlaceId parent(PlaceId place) const { return PlaceId{parent_[place.value]}; }
  std::string_view name(PlaceId place) const { return names_[place.value]; }

  template <class Archive>
  void columns(Archive& archive) {
    archive("kind", kind_);
    archive("unit", unit_);
    archive("parent", parent_);
    archive("position", position_);
    archive("names", names_);
  }

 private:
  std::vector<PlaceKind> kind_;
  std::vector<std::uint32_t> unit_;
  std::vector<std::uint32_t> parent_;
  std::vector<GeoPoint> position_;
  StringPool names_;
};

}  // namespace firebreak::registry
