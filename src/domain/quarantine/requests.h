// What may be asked of quarantine.
#pragma once

#include <string>
#include <variant>

#include "domain/quarantine/hold.h"

namespace firebreak::quarantine {

inline constexpr std::size_t kReasonBytesMax = 500;

struct HoldPerson {
  PersonId person;
  UnitId unit{};  // None: the person's household.
  HoldReason reason{};
  duties::Subject cause{};
  Instant until{};  // 0: until decided.
};

struct ConfirmHold {
  PersonId person;
  UnitId unit{};  // None: where the hold says.
};

struct ReleasePerson {
  PersonId person;
  std::string reason;
};

using Request = std::variant<HoldPerson, ConfirmHold, ReleasePerson>;

}  // namespace firebreak::quarantine
