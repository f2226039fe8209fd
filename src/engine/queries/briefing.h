// The briefing of a roll call: each district's figures and the city's, at one State.
//
// The city's figures count everything once: what lies in no district is in them too. People count
// where they live, holds where they are, tubes where their station stands, duties where they are
// owed. Change since another roll call is the difference of two briefings.
#pragma once

#include <optional>
#include <vector>

#include "engine/core/state.h"
#include "engine/queries/round_figures.h"

namespace firebreak::queries {

struct BriefingFigures {
  std::uint64_t cases = 0;             // Not discarded; of a line list, in the city's only.
  std::uint64_t antigen_positive = 0;  // People with at least one.
  std::uint64_t positive_tubes = 0;
  std::uint64_t held = 0;
  std::uint64_t contacts_listed = 0;  // People, however many lists name them.
  std::uint64_t contacts_held = 0;
  std::uint64_t zones = 0;            // In force, that touch the area.
  std::uint64_t people_in_zones = 0;  // Each once, whatever zones overlap.
  std::uint64_t duties_open = 0;      // Late ones too.
  std::uint64_t duties_overdue = 0;   // Overdue or escalated.
  std::optional<Figures> round{};     // Of the current round; absent where it does not reach.
};

struct BriefingRow {
  UnitId unit;
  BriefingFigures figures;
};

struct Briefing {
  RoundId round{};  // None: no round.
  BriefingRow city;
  std::vector<BriefingRow> districts;  // In the order of the register.
};

// The register must not be empty.
Briefing briefing(const core::State& state, Instant now);

}  // namespace firebreak::queries
