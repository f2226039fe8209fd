#include "engine/queries/duty_board.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/check.h"

namespace firebreak::queries {
namespace {

using duties::Duty;
using duties::DutyStatus;
using registry::UnitLevel;

constexpr std::array kStates{
    std::pair{DutyState::escalated, std::string_view("escalated")},
    std::pair{DutyState::overdue, std::string_view("overdue")},
    std::pair{DutyState::open, std::string_view("open")},
    std::pair{DutyState::done, std::string_view("done")},
};

// By duties::owner_of(); official names, which are Chinese in any language.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kRoles{{
    {"sampling_team", "采样队"},
    {"police", "公安"},
    {"investigation_team", "流调队"},
    {"hospital", "定点医院"},
    {"isolation_team", "隔离转运组"},
    {"laboratory", "检测机构"},
}};

bool lies_in(const core::State& state, const Duty& duty, UnitId unit) {
  return !unit.known() || state.registry.units().contains(unit, duty.unit);
}

bool matches(const core::State& state, const Duty& duty, DutyState at, const DutyFilter& filter) {
  if (filter.state ? at != *filter.state : at == DutyState::done) return false;
  if (filter.kind && duty.kind != *filter.kind) return false;
  if (filter.party && duty.party != *filter.party) return false;
  if (!lies_in(state, duty, filter.unit)) return false;
  return filter.owner.empty() || owner_name(state.registry.units(), duty) == filter.owner;
}

// Calls visit(id, duty, state) for every duty that was not withdrawn.
template <class Visit>
void for_each_duty(const core::State& state, Instant now, Visit visit) {
  const std::vector<Duty>& duties = state.duties.duties();
  for (std::uint32_t id = 0; id < duties.size(); ++id) {
    if (duties[id].status == DutyStatus::withdrawn) continue;
    visit(DutyId{id}, duties[id], state_of(duties[id], now));
  }
}

void count(DutyCounts& counts, DutyState state) {
  switch (state) {
    case DutyState::escalated:
      ++counts.escalated;
      break;
    case DutyState::overdue:
      ++counts.overdue;
      break;
    case DutyState::open:
      ++counts.open;
      break;
    case DutyState::done:
      ++counts.done;
      break;
  }
}

}  // namespace

std::string_view code_of(DutyState state) {
  for (const auto& [value, code] : kStates) {
    if (value == state) return code;
  }
  CHECK(false);
}

std::optional<DutyState> duty_state_of(std::string_view code) {
  for (const auto& [value, name] : kStates) {
    if (name == code) return value;
  }
  return std::nullopt;
}

DutyState state_of(const Duty& duty, Instant now) {
  CHECK(duty.status != DutyStatus::withdrawn);
  if (!duty.open()) return DutyState::done;
  if (duty.escalation_level > 0) return DutyState::escalated;
  return duty.overdue(now) ? DutyState::overdue : DutyState::open;
}

std::string owner_name(const registry::UnitTree& units, const Duty& duty) {
  const std::string_view role = duties::owner_of(duty.kind);
  const auto area_at = [&](UnitLevel level) {
    const UnitId found = units.ancestor_at(duty.unit, level);
    return std::string(units.name(found.known() ? found : duty.unit));
  };
  for (const auto& [code, name] : kRoles) {
    if (code == role) return area_at(UnitLevel::district) + std::string(name);
  }
  return area_at(UnitLevel::neighbourhood);
}

DutyPage duties_page(const core::State& state, const DutyFilter& filter, Instant now,
                     const std::optional<DutyPlace>& after, std::size_t limit) {
  DutyPage page;
  for_each_duty(state, now, [&](DutyId id, const Duty& duty, DutyState at) {
    if (!matches(state, duty, at, filter)) return;
    ++page.total;
    const DutyPlace place{.state = at, .due_at = duty.due_at, .duty = id};
    if (!after || place > *after) page.duties.push_back(place);
  });
  page.more = page.duties.size() > limit;
  const std::size_t kept = std::min(limit, page.duties.size());
  std::ranges::partial_sort(page.duties, page.duties.begin() + static_cast<std::ptrdiff_t>(kept));
  page.duties.resize(kept);
  return page;
}

DutySummary duty_summary(const core::State& state, UnitId unit, Instant now) {
  DutySummary summary;
  for_each_duty(state, now, [&](DutyId, const Duty& duty, DutyState at) {
    if (!lies_in(state, duty, unit)) return;
    count(summary.total, at);
    count(summary.by_kind[duty.kind], at);
    count(summary.by_party[duty.party], at);
  });
  return summary;
}

std::vector<LateLine> late_lines(const core::State& state, Instant now) {
  std::map<std::pair<policy::DutyKind, std::string>, LateLine> lines;
  for_each_duty(state, now, [&](DutyId, const Duty& duty, DutyState) {
    if (!duty.overdue(now)) return;
    const std::string owner = owner_name(state.registry.units(), duty);
    LateLine& line = lines[{duty.kind, owner}];
    if (line.count == 0) {
      line = {.kind = duty.kind, .party = duty.party, .owner = owner, .unit = duty.unit};
    }
    if (line.unit != duty.unit) line.unit = UnitId::none();
    ++line.count;
    line.late_minutes_max = std::max(line.late_minutes_max, duty.late_by(now).in_minutes());
  });
  std::vector<LateLine> sorted;
  for (auto& [key, line] : lines) sorted.push_back(std::move(line));
  std::ranges::stable_sort(sorted, std::greater{}, &LateLine::late_minutes_max);
  if (sorted.size() > kLateLinesMax) sorted.resize(kLateLinesMax);
  return sorted;
}

}  // namespace firebreak::queries
