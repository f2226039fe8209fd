// Who of a round's area has neither been sampled nor is exempt, door by door, and why perhaps.
//
// In the order of doors (preorder of the register), people of the overflow sorted in where they
// live: a grid worker walks down the list. The reason is the first that holds, from the record.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/laboratory/state.h"
#include "domain/registry/state.h"

namespace firebreak::laboratory {

inline constexpr std::size_t kMissingPageMax = 100'000;

enum class MissingReason : std::uint8_t {
  specimen_lost = 0,            // Was in a tube that was voided, or the binding was undone.
  exemption_ended = 1,          // Was exempt when the round opened.
  household_register_only = 2,  // No other evidence that the person is here: 人户分离.
  door_unknown = 3,             // Registered with a larger unit than a household.
  nobody_at_door_sampled = 4,
  others_at_door_sampled = 5,
};

struct MissingPerson {
  PersonId person;
  UnitId home;
  MissingReason reason = MissingReason::nobody_at_door_sampled;
  friend bool operator==(const MissingPerson&, const MissingPerson&) = default;
};

struct MissingPage {
  std::size_t skip = 0;
  std::size_t limit = kMissingPageMax;  // At most kMissingPageMax are given.
};

std::string_view code_of(MissingReason reason);  // "household_register_only"

std::vector<MissingPerson> missing_people(const State& state, const registry::State& registry,
                                          RoundId round, UnitId unit, Instant now,
                                          MissingPage page = {});

}  // namespace firebreak::laboratory
