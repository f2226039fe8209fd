// Strong 32-bit identifiers: a PersonId cannot be passed where a TubeId is meant.
//
// An id is given once, in order, and never changes or comes back. 0 is a valid id; `none` (all
// ones) marks absence inside packed columns, where an optional would not fit.
#pragma once

#include <compare>
#include <cstdint>

namespace firebreak {

template <class Tag>
struct Id {
  std::uint32_t value = kNone;

  static constexpr std::uint32_t kNone = 0xffffffffU;
  static constexpr Id none() { return Id{}; }
  constexpr bool known() const { return value != kNone; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using UnitId = Id<struct UnitTag>;      // Province ... household: an area of the register.
using PersonId = Id<struct PersonTag>;  // Given by the vault, so it exists before the journal.
using PlaceId = Id<struct PlaceTag>;    // Shop, school, class, workplace, vehicle, venue.
using RoundId = Id<struct RoundTag>;
using TubeId = Id<struct TubeTag>;
using StationId = Id<struct StationTag>;  // A collection site.
using LaboratoryId = Id<struct LaboratoryTag>;
using CaseId = Id<struct CaseTag>;
using ZoneId = Id<struct ZoneTag>;
using DutyId = Id<struct DutyTag>;
using ActorId = Id<struct ActorTag>;    // 0 is the local operator.
using DeviceId = Id<struct DeviceTag>;  // 0 is the program itself.

}  // namespace firebreak
