// The duties board: what is owed, by whom, how late; escalated first, then overdue, then by the
// time left. Withdrawn duties are not on it.
//
// A duty's owner is a name that people know: the community's own, or the district with the role
// ("滨湖区采样队"). Times are passed in, so the same State gives the same board.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/state.h"

namespace firebreak::queries {

inline constexpr std::size_t kLateLinesMax = 100;

enum class DutyState : std::uint8_t { escalated = 0, overdue = 1, open = 2, done = 3 };

std::string_view code_of(DutyState state);
std::optional<DutyState> duty_state_of(std::string_view code);
DutyState state_of(const duties::Duty& duty, Instant now);  // CHECK: not withdrawn.
std::string owner_name(const registry::UnitTree& units, const duties::Duty& duty);

struct DutyFilter {
  UnitId unit{};        // None: everywhere.
  std::string owner{};  // Empty: anybody.
  std::optional<policy::Party> party{};
  std::optional<policy::DutyKind> kind{};
  std::optional<DutyState> state{};  // Absent: all that are not done.
};

// Where a duty stands on the board.
struct DutyPlace {
  DutyState state = DutyState::escalated;
  Instant due_at{};
  DutyId duty{};
  friend auto operator<=>(const DutyPlace&, const DutyPlace&) = default;
};

struct DutyPage {
  std::vector<DutyPlace> duties;
  std::size_t total = 0;  // That match, on all pages.
  bool more = false;
};

DutyPage duties_page(const core::State& state, const DutyFilter& filter, Instant now,
                     const std::optional<DutyPlace>& after, std::size_t limit);

struct DutyCounts {
  std::uint64_t open = 0;  // In time.
  std::uint64_t overdue = 0;
  std::uint64_t escalated = 0;
  std::uint64_t done = 0;
  friend bool operator==(const DutyCounts&, const DutyCounts&) = default;
};

struct DutySummary {
  DutyCounts total;
  std::map<policy::DutyKind, DutyCounts> by_kind;
  std::map<policy::Party, DutyCounts> by_party;
};

DutySummary duty_summary(const core::State& state, UnitId unit, Instant now);  // None: everywhere.

// Late duties of one kind and owner, as one line.
struct LateLine {
  policy::DutyKind kind{};
  policy::Party party{};
  std::string owner;
  UnitId unit{};  // The area, while all of them have the same one.
  std::size_t count = 0;
  std::int64_t late_minutes_max = 0;
};

std::vector<LateLine> late_lines(const core::State& state, Instant now);  // The latest first.

}  // namespace firebreak::queries
