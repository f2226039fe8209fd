// The scans at venues, one day at a time: 0.83 a person and day over the city's days.
//
// Each household draws from its own stream of the city's seed and the day, so a day can be made
// without the others, on any thread, always the same. Where to: gravity from home (or from work, on
// a working day), then the venue's draw. Members of a household sometimes go out together. Only
// people with kSeenByScan have stays; the model holds some tens of megabytes at full size.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analysis/synthesis/city.h"
#include "analysis/synthesis/daily_rhythm.h"
#include "analysis/synthesis/weighted_choice.h"
#include "base/random.h"

namespace firebreak::synthesis {

class VisitModel {
 public:
  explicit VisitModel(const City& city);  // Which must outlive it, unchanged.

  // `day` counts from the city's first day, from 0.
  Stays stays_of_day(int day) const;

 private:
  struct Outing {  // Of a household, on one day.
    int slot = -1;
    std::uint32_t place = kNone;
    std::uint32_t start_second = 0;
    std::uint16_t duration_seconds = 0;
  };

  void index_venues();
  void set_routines();
  void set_chances();
  std::uint32_t venue_near(std::uint32_t community, policy::PlaceKind kind, Random& random) const;
  Outing outing_of(std::uint32_t community, bool weekend, Random& random) const;
  void add_household(std::uint32_t first, std::uint32_t end, std::uint32_t community, bool weekend,
                     Random& random, Stays& stays) const;
  void add_person(std::uint32_t person, std::uint32_t community, bool weekend, const Outing& outing,
                  Random& random, Stays& stays) const;
  bool weekend_on(int day) const;
  std::uint32_t origin_of(std::uint32_t person, std::uint32_t home, bool weekend, int slot,
                          Random& random) const;

  const City& city_;
  std::vector<std::uint32_t> place_community_;
  std::vector<Routine> routine_;                          // Of each person.
  std::array<WeightedChoices, kKindCount> destinations_;  // By kind: one table a community.
  std::vector<std::uint32_t> venue_table_;                // [community * kKindCount + kind]
  WeightedChoices venues_;
  WeightedChoices kinds_;  // [(routine * 2 + weekend) * kSlots + slot]
  std::array<std::uint32_t, 2> outing_kinds_{};
  // Chance of a stay in each slot, of 65,536: [(routine * 2 + weekend) * kSlots + slot]
  std::array<std::uint32_t, std::size_t{kRoutines} * 2 * kSlots> chance_{};
};

}  // namespace firebreak::synthesis
