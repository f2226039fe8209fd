// What the laboratory room knows of one person, over all rounds. Nothing is stored for it: rounds
// are few, so each question looks the person up in each round.
#pragma once

#include <optional>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/laboratory/state.h"
#include "domain/registry/state.h"

namespace firebreak::laboratory {

struct PersonTube {
  TubeId tube;
  RoundId round;
  TubePurpose purpose = TubePurpose::screening;
  Instant collected_at;  // To the second.
  Outcome outcome = Outcome::none;
};

// Screening and retest tubes, oldest collection first; none that were undone or voided.
std::vector<PersonTube> tubes_of(const State& state, PersonId person);

// When the newest specimen with a negative result was collected ("24 h negative" counts from it).
std::optional<Instant> last_negative(const State& state, PersonId person);

// Rounds that asked for this person and were over (closed, or past their deadline) at `now`, with
// neither a specimen nor an exemption that lasted. Where the person lives now decides.
std::vector<RoundId> rounds_missed(const State& state, const registry::State& registry,
                                   PersonId person, Instant now);

}  // namespace firebreak::laboratory
