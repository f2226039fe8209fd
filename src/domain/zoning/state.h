// The State of zoning: every zone ever adopted, in the order of their ids.
#pragma once

#include <vector>

#include "base/fact_header.h"
#include "domain/registry/state.h"
#include "domain/zoning/zone.h"

namespace firebreak::zoning {

class Fact;

class State {
 public:
  const std::vector<Zone>& zones() const { return zones_; }
  bool has(ZoneId zone) const { return zone.value < zones_.size(); }
  const Zone& zone(ZoneId zone) const { return zones_[zone.value]; }

  // The strictest level that holds for a unit at an instant, through itself or what contains it.
  ZoneLevel level_of(const registry::UnitTree& units, UnitId unit, Instant at) const;

  void apply(const Fact& fact, const FactHeader& header);

  template <class Archive>
  void columns(Archive& archive) {
    archive("zones", zones_);
  }

 private:
  std::vector<Zone> zones_;
};

}  // namespace firebreak::zoning
