// The chains of transmission as the recorded links tell them, over all cases of the line list.
#pragma once

#include <cstdint>

#include "domain/tracing/chain.h"
#include "engine/core/state.h"

namespace firebreak::queries {

struct ChainView {
  tracing::Chain chain;  // By CaseId.
  std::uint32_t links = 0;
  // Links to people who are not cases: they are in no chain.
  std::uint32_t links_to_people = 0;
  std::uint32_t several_sources = 0;  // Cases for whom more than one source is named.
};

// Discarded cases keep their place, since links were told of them.
ChainView chain_view(const core::State& state);

}  // namespace firebreak::queries
