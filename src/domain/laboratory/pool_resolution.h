// A positive pool: each of its people is sampled again singly until it is known who it was.
//
// A member's single result is that of retest tubes of the same round: positive if any of them is,
// else negative if any is; inconclusive ones decide nothing, so the person is sampled again. With
// all members negative the pool stays `unresolved_negative`: nobody is cleared by it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "domain/laboratory/state.h"

namespace firebreak::laboratory {

enum class Resolution : std::uint8_t {
  pending = 0,
  one_positive = 1,
  several_positive = 2,
  unresolved_negative = 3,
};

struct PoolMember {
  PersonId person;
  TubeId retest{};                 // The latest, none before there is one.
  Outcome single = Outcome::none;  // None while pending.
};

struct PoolStatus {
  Resolution resolution = Resolution::pending;
  std::vector<PoolMember> members;  // In the order of the tube.
};

// What a request is about to record, not yet in the State.
struct Pending {
  std::span<const std::pair<TubeId, Outcome>> outcomes{};
  PersonId undone{};  // Leaves the pool.

  Outcome outcome(const Tubes& tubes, TubeId tube) const;
};

bool is_positive_pool(const State& state, TubeId tube, const Pending& pending = {});
// CHECK: is_positive_pool.
PoolStatus pool_status(const State& state, TubeId tube, const Pending& pending = {});
// The people whose single result is positive, in the order of the tube.
std::vector<PersonId> positive_members(const PoolStatus& status);

// Appends PoolResolved when the pool is not pending any more and this is not known already.
// CHECK: is_positive_pool.
void append_resolution(const State& state, TubeId tube, const Pending& pending,
                       std::vector<Fact>& facts);

}  // namespace firebreak::laboratory
