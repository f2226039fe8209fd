#include "domain/laboratory/pool_resolution.h"

#include <algorithm>

#include "base/check.h"
#include "domain/laboratory/facts.pb.h"

namespace firebreak::laboratory {
namespace {

Outcome single_outcome(const State& state, std::span<const TubeId> retests,
                       const Pending& pending) {
  Outcome single = Outcome::none;
  for (const TubeId tube : retests) {
    const Outcome outcome = pending.outcome(state.tubes(), tube);
    if (outcome == Outcome::positive) return Outcome::positive;
    if (outcome == Outcome::negative) single = Outcome::negative;
  }
  return single;
}

}  // namespace

Outcome Pending::outcome(const Tubes& tubes, TubeId tube) const {
  // The last one of the request counts: a laboratory may correct itself within a file.
  for (std::size_t i = outcomes.size(); i-- > 0;) {
    if (outcomes[i].first == tube) return outcomes[i].second;
  }
  return tubes.outcome(tube);
}

bool is_positive_pool(const State& state, TubeId tube, const Pending& pending) {
  if (!tube.known() || !state.tubes().is_pool(tube)) return false;
  return pending.outcome(state.tubes(), tube) == Outcome::positive;
}

PoolStatus pool_status(const State& state, TubeId tube, const Pending& pending) {
  CHECK(is_positive_pool(state, tube, pending));
  const RoundId round = state.tubes().round(tube);
  PoolStatus status;
  std::size_t positive = 0;
  std::size_t waiting = 0;
  for (const PersonId person : state.tubes().members(tube)) {
    if (person == pending.undone) continue;
    const std::span<const TubeId> retests = state.retests_of(round, person);
    PoolMember member{.person = person, .single = single_outcome(state, retests, pending)};
    if (!retests.empty()) member.retest = retests.back();
    positive += member.single == Outcome::positive ? 1 : 0;
    waiting += member.single == Outcome::none ? 1 : 0;
    status.members.push_back(member);
  }
  if (waiting > 0) {
    status.resolution = Resolution::pending;
  } else if (positive == 0) {
    status.resolution = Resolution::unresolved_negative;
  } else {
    status.resolution = positive == 1 ? Resolution::one_positive : Resolution::several_positive;
  }
  return status;
}

std::vector<PersonId> positive_members(const PoolStatus& status) {
  std::vector<PersonId> people;
  for (const PoolMember& member : status.members) {
    if (member.single == Outcome::positive) people.push_back(member.person);
  }
  return people;
}

void append_resolution(const State& state, TubeId tube, const Pending& pending,
                       std::vector<Fact>& facts) {
  const PoolStatus status = pool_status(state, tube, pending);
  if (status.resolution == Resolution::pending) return;
  const std::vector<PersonId> positive = positive_members(status);
  const auto known = state.results().pools().find(tube.value);
  if (known != state.results().pools().end() && known->second.resolved != 0 &&
      known->second.positive == positive) {
    return;
  }
  PoolResolved& resolved = *facts.emplace_back().mutable_pool_resolved();
  resolved.set_tube(tube.value);
  for (const PersonId person : positive) resolved.add_positive_person(person.value);
}

}  // namespace firebreak::laboratory
