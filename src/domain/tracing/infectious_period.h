// When a case can infect others; contacts are searched over it.
//
// Opens at local midnight some days before the anchor (symptom onset, or first positive specimen
// where the pack takes the earlier of the two) and closes at isolation, at the end of the pack's
// last day, or now. Refuses case.no_anchor when no anchor is known, and
// case.isolated_before_period when isolation precedes the opening.
#pragma once

#include <optional>

#include "base/instant.h"
#include "base/result.h"
#include "domain/policy/pack.h"

namespace firebreak::tracing {

struct CaseDates {
  std::optional<Day> onset{};                     // Absent while asymptomatic.
  std::optional<Instant> positive_specimen_at{};  // First positive, collected at.
  std::optional<Instant> isolated_at{};           // Absent while in the community.
};

struct InstantRange {  // Half open, not empty.
  Instant from;
  Instant until;
  friend bool operator==(InstantRange, InstantRange) = default;
};

Result<InstantRange> infectious_period(const CaseDates& dates,
                                       const policy::InfectiousPeriodRule& rule, Instant now);

}  // namespace firebreak::tracing
