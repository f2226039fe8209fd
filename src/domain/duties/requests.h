// What may be asked about duties.
#pragma once

#include <string>
#include <variant>

#include "domain/duties/duty.h"

namespace firebreak::duties {

inline constexpr std::size_t kEvidenceBytesMax = 500;
inline constexpr std::size_t kEscalationsPerRequestMax = 10'000;

struct OpenDuty {
  policy::DutyKind kind{};
  Subject subject{};
  UnitId unit{};
  Subject cause{};
};

struct CompleteDuty {
  DutyId duty;
  std::string evidence;
};

struct WithdrawDuty {
  DutyId duty;
  std::string reason;
};

struct EscalateOverdue {};  // Asked by the program's clock.

using Request = std::variant<OpenDuty, CompleteDuty, WithdrawDuty, EscalateOverdue>;

}  // namespace firebreak::duties
