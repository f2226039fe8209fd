#include "engine/queries/tube_view.h"

#include <algorithm>
#include <array>

namespace firebreak::queries {
namespace {

using laboratory::Custody;
using laboratory::Outcome;

constexpr std::array<std::string_view, laboratory::kCustodyCount> kCustodyCodes{
    "station", "courier", "laboratory", "resulted", "voided"};

bool one_target_detected(const core::State& state, TubeId tube) {
  const auto* readings = state.laboratory.results().readings(tube);
  if (readings == nullptr) return false;
  const policy::Pack* pack = state.pack();
  const double limit = pack == nullptr ? 40.0 : pack->laboratory.cycle_threshold_positive_max;
  const auto detected = std::ranges::count_if(*readings, [&](const auto& reading) {
    return reading.cycle_threshold_hundredths > 0 &&
           reading.cycle_threshold_hundredths <= limit * 100.0;
  });
  return detected == 1 && pack != nullptr && pack->laboratory.single_targets_min > 1;
}

bool fits(const core::State& state, const TubeFilter& filter, TubeId tube) {
  const laboratory::Tubes& tubes = state.laboratory.tubes();
  if (filter.custody && tubes.custody(tube) != *filter.custody) return false;
  if (filter.round.known() && tubes.round(tube) != filter.round) return false;
  if (!filter.outcome.empty() && outcome_code(state, tube) != filter.outcome) return false;
  if (!filter.unit.known()) return true;
  return std::ranges::any_of(tubes.members(tube), [&](PersonId person) {
    const UnitId home = state.registry.people().household(person);
    return state.registry.units().contains(filter.unit, home);
  });
}

}  // namespace

std::string_view outcome_code(const core::State& state, TubeId tube) {
  const Outcome outcome = state.laboratory.tubes().outcome(tube);
  if (outcome == Outcome::none) return "pending";
  if (outcome == Outcome::negative) return "negative";
  if (one_target_detected(state, tube)) return "single_target";
  return outcome == Outcome::positive ? "positive" : "inconclusive";
}

std::string_view custody_code(Custody custody) {
  return kCustodyCodes[static_cast<std::size_t>(custody)];
}

std::optional<Custody> custody_of(std::string_view code) {
  const auto found = std::ranges::find(kCustodyCodes, code);
  if (found == kCustodyCodes.end()) return std::nullopt;
  return static_cast<Custody>(found - kCustodyCodes.begin());
}

std::uint32_t held_members(const core::State& state, TubeId tube) {
  return static_cast<std::uint32_t>(std::ranges::count_if(
      state.laboratory.tubes().members(tube),
      [&](PersonId person) { return state.quarantine.active(person) != nullptr; }));
}

TubePage list_tubes(const core::State& state, const TubeFilter& filter, TubeCursor from,
                    std::size_t limit) {
  const laboratory::Tubes& tubes = state.laboratory.tubes();
  const auto end = static_cast<std::uint32_t>(tubes.size());
  TubePage page;
  for (bool positive = from.positive;; positive = false) {
    for (std::uint32_t id = std::min(end, from.below); id-- > 0;) {
      const TubeId tube{id};
      if ((tubes.outcome(tube) == Outcome::positive) != positive) continue;
      if (!fits(state, filter, tube)) continue;
      if (page.tubes.size() == limit) {
        page.next = TubeCursor{.positive = positive, .below = id + 1};
        return page;
      }
      page.tubes.push_back(tube);
    }
    if (!positive) return page;
    from.below = end;
  }
}

TubeId latest_retest(const laboratory::State& laboratory, RoundId round, PersonId person) {
  if (!round.known()) return TubeId::none();
  const std::span<const TubeId> retests = laboratory.retests_of(round, person);
  return retests.empty() ? TubeId::none() : retests.back();
}

laboratory::TubeAccount tube_account(const laboratory::State& laboratory, RoundId round) {
  if (round.known()) return laboratory.ledger().round(round);
  laboratory::TubeAccount total;
  for (std::uint32_t i = 0; i < laboratory.round_count(); ++i) {
    const laboratory::TubeAccount& one = laboratory.ledger().round(RoundId{i});
    for (std::size_t c = 0; c < laboratory::kCustodyCount; ++c) total.inside[c] += one.inside[c];
    for (std::size_t c = 0; c < total.voided_from.size(); ++c) {
      total.voided_from[c] += one.voided_from[c];
    }
    total.opened += one.opened;
    total.handed_over += one.handed_over;
    total.received += one.received;
    total.resulted += one.resulted;
  }
  return total;
}

}  // namespace firebreak::queries
