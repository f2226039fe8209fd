// Chains of transmission from recorded links: generations, secondary cases, what does not fit.
//
// A pure function over case dates and links, for imported line lists as for links told by
// interviews. Each case gets at most one parent: of the sources named for it, the last whose onset
// is not later than its own (then the smallest id); others are kept as alternatives. A link onto
// oneself is ignored. Cycles, which only faulty lists contain, are reported and cut.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"

namespace firebreak::tracing {

inline constexpr std::size_t kChainCasesMax = 1'000'000;

struct ChainLink {
  CaseId from;
  CaseId to;
  friend auto operator<=>(const ChainLink&, const ChainLink&) = default;
};

struct ChainNode {
  CaseId parent{};                    // None: a root, or the source is unknown.
  std::uint32_t generation = 0;       // 0 for a root.
  std::uint32_t secondary_cases = 0;  // Cases whose parent this is.
  std::uint32_t sources_named = 0;    // Distinct, besides itself.
  CaseId root;                        // Of its chain; itself for a root.
  bool cut_from_cycle = false;        // A root only because its sources lead back to it.
};

struct Chain {
  std::vector<ChainNode> cases;               // By CaseId.
  std::vector<CaseId> roots;                  // That infected somebody, ascending.
  std::vector<CaseId> isolated;               // No source and no secondary case, ascending.
  std::vector<std::vector<CaseId>> cycles;    // As the lists told them, each from its smallest id.
  std::vector<std::uint32_t> per_generation;  // Cases; isolated cases are not counted.
  std::uint32_t unknown_sources = 0;          // Cases without a named source: roots and isolated.
};

// `onsets` by CaseId, absent where not known; links name cases below onsets.size() (CHECK).
Chain chain_of(std::span<const std::optional<Day>> onsets, std::span<const ChainLink> links);

}  // namespace firebreak::tracing
