// What may be asked of zoning. A person decides: every request names who adopts and why.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "domain/zoning/zone.h"

namespace firebreak::zoning {

inline constexpr std::size_t kUnitsPerZoneMax = 10'000;
inline constexpr std::size_t kTextBytesMax = 1'000;

struct Adoption {
  std::string reason;
  std::string adopted_by;       // An account label, not empty.
  std::string second_person{};  // Needed where homes are sealed (lockdown).
};

struct AdoptZone {
  std::string name;
  ZoneLevel level = ZoneLevel::none;
  std::vector<UnitId> units;
  Instant from{};  // 0: now.
  Adoption adoption;
};

struct ChangeZoneLevel {
  ZoneId zone;
  ZoneLevel level = ZoneLevel::none;
  Instant from{};  // 0: now.
  Adoption adoption;
};

struct LiftZone {
  ZoneId zone;
  Instant from{};  // 0: now.
  Adoption adoption;
};

using Request = std::variant<AdoptZone, ChangeZoneLevel, LiftZone>;

}  // namespace firebreak::zoning
