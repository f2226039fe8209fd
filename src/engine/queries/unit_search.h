// Units and places whose name contains the words: exact first, then beginnings, then the rest.
//
// Units are looked through down to compounds; buildings and doors are found by opening their
// compound. One pass over names, never longer than kFoundMax rows. Never finds people.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/registry/state.h"

namespace firebreak::queries {

inline constexpr std::size_t kFoundMax = 50;

struct Found {
  UnitId unit{};  // One of the two is known.
  PlaceId place{};
};

std::vector<Found> search_names(const registry::State& registry, std::string_view words,
                                std::size_t limit);

}  // namespace firebreak::queries
