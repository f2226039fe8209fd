// Stations (collection sites) and laboratories. Ids are dense, in the order of opening.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/string_pool.h"
#include "domain/registry/geo_point.h"

namespace firebreak::laboratory {

inline constexpr std::size_t kStationsMax = 1'000'000;
inline constexpr std::size_t kLaboratoriesMax = 10'000;

class Stations {
 public:
  std::size_t size() const { return unit_.size(); }
  bool has(StationId station) const { return station.value < unit_.size(); }
  std::string_view name(StationId station) const { return names_[station.value]; }
  UnitId unit(StationId station) const { return unit_[station.value]; }
  registry::GeoPoint position(StationId station) const { return position_[station.value]; }
  void add(std::string_view name, UnitId unit, registry::GeoPoint position) {
    names_.add(name);
    unit_.push_back(unit);
    position_.push_back(position);
  }

  template <class Archive>
  void columns(Archive& archive) {
    archive("names", names_);
    archive("unit", unit_);
    archive("position", position_);
  }

 private:
  StringPool names_;
  std::vector<UnitId> unit_;
  std::vector<registry::GeoPoint> position_;
};

class Laboratories {
 public:
  std::size_t size() const { return tubes_per_day_.size(); }
  bool has(LaboratoryId laboratory) const { return laboratory.value < size(); }
  std::string_view name(LaboratoryId laboratory) const { return names_[laboratory.value]; }
  std::uint32_t tubes_per_day(LaboratoryId id) const { return tubes_per_day_[id.value]; }
  void add(std::string_view name, std::uint32_t tubes_per_day) {
    names_.add(name);
    tubes_per_day_.push_back(tubes_per_day);
  }

  template <class Archive>
  void columns(Archive& archive) {
    archive("names", names_);
    archive("tubes_per_day", tubes_per_day_);
  }

 private:
  StringPool names_;
  std::vector<std::uint32_t> tubes_per_day_;
};

}  // namespace firebreak::laboratory
