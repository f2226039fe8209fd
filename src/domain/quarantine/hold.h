// One hold: a person asked to stay where they are, with the reason, the rule and the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/duties/duty.h"

namespace firebreak::quarantine {

enum class HoldReason : std::uint8_t {
  pool_member = 0,  // Of a positive tube, until the single result.
  antigen_positive = 1,
  household_of_positive = 2,
  close_contact = 3,
  contact_of_contact = 4,
  case_record = 5,  // Positive: until taken to hospital.
  zone = 6,
  other = 7,  // As a named person decided.
};

std::string_view code_of(HoldReason reason);
std::optional<HoldReason> hold_reason_of(std::string_view code);

struct Hold {
  PersonId person{};
  UnitId unit{};
  HoldReason reason{};
  duties::Subject cause{};
  Instant since{};
  Instant until{};         // 0: until decided.
  Instant confirmed_at{};  // 0: nobody has been there yet.
  Instant released_at{};   // 0: held now.
  std::string release_reason{};

  bool active() const { return released_at.milliseconds == 0; }
  bool confirmed() const { return confirmed_at.milliseconds != 0; }

  template <class Archive>
  void columns(Archive& archive) {
    archive("person", person);
    archive("unit", unit);
    archive("reason", reason);
    archive("cause_kind", cause.kind);
    archive("cause", cause.id);
    archive("since", since);
    archive("until", until);
    archive("confirmed_at", confirmed_at);
    archive("released_at", released_at);
    archive("release_reason", release_reason);
  }
};

}  // namespace firebreak::quarantine
