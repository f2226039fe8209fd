// Words about one person that are not personal identifiers.
#pragma once

#include <cstdint>

#include "base/ids.h"
#include "base/instant.h"

namespace firebreak::registry {

enum class Sex : std::uint8_t { unknown = 0, male = 1, female = 2 };

// Evidence that a person is here, kept apart and never merged (four layers).
enum class PresenceLayer : std::uint8_t {
  household_register = 1,  // 户籍
  residence_register = 2,  // 居住登记
  declared_present = 4,    // Said so at the door or to the grid worker.
  seen_by_scan = 8,        // A venue scan or a sampling here.
};
inline constexpr std::uint8_t kAllPresenceLayers = 15;

enum class PriorityGroup : std::uint8_t {  // 重点人群
  living_alone = 1,
  minor_alone = 2,
  pregnant = 4,
  disabled = 8,
  dialysis = 16,
  chronic_illness = 32,
  bedridden = 64,
};

struct PersonRow {
  PersonId person;
  UnitId household;  // A household, or a larger unit while the door is unknown.
  Day birth_day;
  Sex sex = Sex::unknown;
  std::uint8_t presence = 0;  // PresenceLayer bits.
  std::uint8_t priority = 0;  // PriorityGroup bits.
  PlaceId affiliation{};      // Workplace or class; none.
  bool provisional = false;   // Met while sampling: not on the register.
};

}  // namespace firebreak::registry
