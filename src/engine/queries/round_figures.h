// A round as figures: how many were registered, sampled, exempt, missing; and who is missing.
//
//   registered = sampled + exempt + missing
//   sampled    = at station + in transit + in laboratory + resulted
//
// Of people whose home lies in the round's area; sampled people who are not on the register are
// counted apart. All rows of one call are counted in one pass.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/laboratory/missing_list.h"
#include "engine/core/state.h"

namespace firebreak::queries {

inline constexpr std::size_t kDoorsMax = 1000;

struct Figures {
  std::uint64_t registered = 0;
  std::uint64_t sampled = 0;
  std::uint64_t at_station = 0;
  std::uint64_t in_transit = 0;
  std::uint64_t in_laboratory = 0;
  std::uint64_t resulted = 0;
  std::uint64_t exempt = 0;
  std::uint64_t missing = 0;
  std::uint64_t not_on_register = 0;

  Figures& operator+=(const Figures& other);
  friend bool operator==(const Figures&, const Figures&) = default;
};

// The newest round that is open and has begun; else the newest that is open; none without one.
RoundId current_round(const laboratory::State& laboratory, Instant now);

// Of each unit; none may lie under another.
std::vector<Figures> figures_of_units(const core::State& state, RoundId round,
                                      const std::vector<UnitId>& units, Instant now);
Figures figures_of(const core::State& state, RoundId round, UnitId unit, Instant now);
Figures figures_of_round(const core::State& state, RoundId round, Instant now);  // Its whole area.

struct MissingDoor {
  UnitId home;  // A household, or a larger unit where the door is not known.
  std::vector<laboratory::MissingPerson> people;
};

struct MissingDoors {
  std::vector<MissingDoor> doors;
  std::optional<std::size_t> next_skip{};  // People to skip for the next page.
};

// Whole doors in walking order, at most `limit`, after the first `skip` missing people.
MissingDoors missing_doors(const core::State& state, RoundId round, UnitId unit, Instant now,
                           laboratory::MissingPage page);

}  // namespace firebreak::queries
