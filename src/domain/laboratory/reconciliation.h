// Registered against sampled, unit by unit: nobody missed, nobody counted twice.
//
//   registered = sampled + exempt + missing
//   sampled    = in transit + in laboratory + resulted
//
// Of people whose home lies under the unit and in the round's area. Sampled is who is in a
// screening tube that is not voided; retests do not count. Who lives under the unit but outside the
// round's area, or is not on the register, is counted apart. Pure: bitmaps by position in, numbers
// out; all units of a level are one pass over the words, plus one look at each person in the
// overflow.
#pragma once

#include <cstdint>
#include <vector>

#include "base/bitmap.h"
#include "base/ids.h"
#include "base/instant.h"
#include "domain/laboratory/state.h"
#include "domain/registry/state.h"

namespace firebreak::laboratory {

struct AreaCounts {
  std::uint64_t registered = 0;
  std::uint64_t sampled = 0;
  std::uint64_t in_transit = 0;  // At a station or with a courier.
  std::uint64_t in_laboratory = 0;
  std::uint64_t resulted = 0;
  std::uint64_t exempt = 0;  // And not sampled: who came all the same is counted as sampled.
  std::uint64_t missing = 0;
  std::uint64_t not_on_register = 0;  // Sampled, provisional.
  std::uint64_t outside_area = 0;     // Sampled, home under the unit but not in the round's area.

  friend bool operator==(const AreaCounts&, const AreaCounts&) = default;
};

struct UnitCounts {
  UnitId unit;
  AreaCounts counts;
};

// When the round's exemptions are judged: `now`, but never after its deadline or closing, so that
// the figures of a past round stay as they were.
Instant judged_at(const Round& round, Instant now);

// Whether an exemption still counts then: one that lasts to the deadline counts to the end.
bool lasts(const Round& round, const Exemption& exemption, Instant judged);

// The round's exempt bitmap as of judged_at: without those that have ended.
Bitmap exempt_at(const State& state, const registry::State& registry, RoundId round, Instant now);

AreaCounts reconcile(const State& state, const registry::State& registry, RoundId round,
                     UnitId unit, Instant now);

// Any units, none under another, each on its own in the order given.
std::vector<UnitCounts> reconcile_units(const State& state, const registry::State& registry,
                                        RoundId round, const std::vector<UnitId>& units,
                                        Instant now);

// Of each unit's people in transit, those whose tube is still at its station.
std::vector<std::uint64_t> at_stations(const State& state, const registry::State& registry,
                                       RoundId round, const std::vector<UnitId>& units);

// Each child on its own, in the order of units().children(). People whose door is not known are
// registered with the unit itself: they are in its own counts and in no child's.
std::vector<UnitCounts> reconcile_children(const State& state, const registry::State& registry,
                                           RoundId round, UnitId unit, Instant now);

// All units of a level: in preorder, then those younger than the last renumbering.
std::vector<UnitCounts> reconcile_level(const State& state, const registry::State& registry,
                                        RoundId round, registry::UnitLevel level, Instant now);

}  // namespace firebreak::laboratory
