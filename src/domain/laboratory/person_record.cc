#include "domain/laboratory/person_record.h"

#include <algorithm>

#include "domain/laboratory/reconciliation.h"

namespace firebreak::laboratory {
namespace {

PersonTube describe(const Tubes& tubes, TubeId tube, PersonId person) {
  const auto members = tubes.members(tube);
  const auto slot = std::ranges::find(members, person) - members.begin();
  return {.tube = tube,
          .round = tubes.round(tube),
          .purpose = tubes.purpose(tube),
          .collected_at = instant_of(tubes.collected_seconds(tube)[static_cast<std::size_t>(slot)]),
          .outcome = tubes.outcome(tube)};
}

}  // namespace

std::vector<PersonTube> tubes_of(const State& state, PersonId person) {
  std::vector<PersonTube> found;
  for (std::uint32_t r = 0; r < state.round_count(); ++r) {
    const TubeId screening = state.tube_of(RoundId{r}, person);
    if (screening.known()) found.push_back(describe(state.tubes(), screening, person));
    for (const TubeId retest : state.retests_of(RoundId{r}, person)) {
      if (state.tubes().custody(retest) == Custody::voided) continue;
      found.push_back(describe(state.tubes(), retest, person));
    }
  }
  std::ranges::stable_sort(found, {}, &PersonTube::collected_at);
  return found;
}

std::optional<Instant> last_negative(const State& state, PersonId person) {
  std::optional<Instant> last;
  for (const PersonTube& tube : tubes_of(state, person)) {
    if (tube.outcome == Outcome::negative) last = tube.collected_at;
  }
  return last;
}

std::vector<RoundId> rounds_missed(const State& state, const registry::State& registry,
                                   PersonId person, Instant now) {
  std::vector<RoundId> missed;
  const UnitId home = registry.people().household(person);
  for (std::uint32_t r = 0; r < state.round_count(); ++r) {
    const Round& round = state.round(RoundId{r});
    const Instant end = judged_at(round, round.deadline);
    if (end > now || round.tube_of[person] != PersonColumn::kNone) continue;
    if (!round.covers(registry.units(), home)) continue;
    const Exemption* exemption = state.exemptions().lasting(person, RoundId{r});
    if (exemption != nullptr && lasts(round, *exemption, end)) continue;
    missed.push_back(RoundId{r});
  }
  return missed;
}

}  // namespace firebreak::laboratory
