// Three nested zone proposals, smallest first, from cases, their homes and their contact lists.
//
//   tight     lockdown: the stairwell or building of each home, and each building where many met
//   standard  lockdown as in tight; restricted: the section, compound or village group around
//   wide      lockdown: what standard restricts; restricted: the neighbourhoods around, and a whole
//             district where cases live in more than kNeighbourhoodsPerDistrictMax of them
//
// In each the rest of their subdistricts is precautionary. Within one level no unit lies in
// another; a person counts once, at the strictest level. Restricted means lockdown or restricted.
// A person decides (zoning/decide.h): this only counts what each width would cost and cover.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "domain/registry/state.h"
#include "domain/tracing/state.h"
#include "domain/zoning/zone.h"

namespace firebreak::zoning {

inline constexpr std::size_t kCasesPerProposalMax = 1'000;
// Fewer close contacts at one place are traced one by one; so many seal the building.
inline constexpr std::uint32_t kContactsPerBuildingMin = 5;
// Cases in more neighbourhoods of a district than this: spread that tracing alone will not hold.
inline constexpr std::size_t kNeighbourhoodsPerDistrictMax = 2;

enum class Width : std::uint8_t { tight = 0, standard = 1, wide = 2 };

struct ProposedLevel {
  ZoneLevel level = ZoneLevel::none;
  std::vector<UnitId> units;  // Ascending; none within another.
  std::uint64_t people = 0;   // On the register, at no stricter level of this proposal.
};

struct ZoneReason {
  UnitId unit;
  policy::Text text;
};

struct ZoneProposal {
  Width width = Width::tight;
  std::vector<ProposedLevel> levels;    // Strictest first; none without units.
  std::uint64_t people_restricted = 0;  // In lockdown or restricted units.
  std::uint64_t priority_people = 0;    // Of those: who needs help at home.
  std::uint64_t minutes_listed = 0;     // Shared with contacts of degree 1, all cases.
  std::uint64_t minutes_covered = 0;    // Of those: with contacts who live inside.
  std::vector<ZoneReason> reasons;      // In the order of the units, strictest first.

  double exposure_covered() const {  // 0 where no contacts are listed.
    return minutes_listed == 0
               ? 0.0
               : static_cast<double>(minutes_covered) / static_cast<double>(minutes_listed);
  }
};

std::string_view code_of(Width width);

// Discarded cases and cases of a line list (nobody here) count for nothing; empty when none is
// left. At most the last kCasesPerProposalMax are looked at.
std::vector<ZoneProposal> propose_zones(const registry::State& registry,
                                        const tracing::State& tracing,
                                        std::span<const CaseId> cases);

}  // namespace firebreak::zoning
