// When people go out and to what: four times of day, by weekday and by what they do.
//
// Assumed, not measured: chosen so that commuters use stations and eat near work, the retired go to
// market in the morning, families go out together at the weekend.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "domain/policy/place_kind.h"

namespace firebreak::synthesis {

inline constexpr int kSlots = 4;  // Morning, noon, afternoon, evening.
inline constexpr int kKindCount = 18;

enum class Routine : std::uint8_t { worker, pupil, at_home, retired, frail };
inline constexpr int kRoutines = 5;

struct Slot {
  std::uint32_t first_second;  // Of starting.
  std::uint32_t last_second;
  std::uint32_t end_second;  // Over by then, so that a person's stays never overlap.
};

using KindWeights = std::array<double, kKindCount>;  // By PlaceKind.

const Slot& slot(bool weekend, int number);
KindWeights kind_weights(Routine routine, bool weekend, int slot);
KindWeights outing_weights(bool weekend);                    // Of a household together.
double slot_share(Routine routine, bool weekend, int slot);  // Of a day's stays; 1 over the day.
double activity(Routine routine, bool weekend);              // Stays a day, relative.

struct DurationRange {
  std::uint16_t shortest_minutes;
  std::uint16_t longest_minutes;
};
DurationRange duration_of(policy::PlaceKind kind);

}  // namespace firebreak::synthesis
