// The collection sites that a story has opened: one or more in a neighbourhood, each with a lane.
//
// One site for so many people of the register (the sampling guide says 2,000 to 3,000), at least
// one where anybody lives. A neighbourhood that has sites keeps them for later rounds.
#pragma once

#include <map>
#include <vector>

#include "fronts/scenario/agenda.h"

namespace firebreak::scenario {

struct NeighbourhoodSites {
  StationId first;
  std::uint32_t count = 0;
  std::uint32_t people = 0;  // On the register when the sites were opened.
};

class CollectionSites {
 public:
  Result<void> open(const Agenda& agenda, const std::vector<UnitId>& neighbourhoods,
                    std::uint32_t people_per_site);
  const NeighbourhoodSites* find(UnitId neighbourhood) const;
  UnitId neighbourhood_of(StationId station) const { return neighbourhoods_.at(station); }

 private:
  std::map<UnitId, NeighbourhoodSites> sites_;
  std::map<StationId, UnitId> neighbourhoods_;
};

}  // namespace firebreak::scenario
