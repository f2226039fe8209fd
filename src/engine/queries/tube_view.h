// Tubes as people speak of them: what came out, who is held of it, which are to be looked at first.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/state.h"

namespace firebreak::queries {

// "pending", "negative", "positive", "single_target", "inconclusive". A positive or inconclusive
// tube of which one gene target alone was detected is single_target.
std::string_view outcome_code(const core::State& state, TubeId tube);
std::string_view custody_code(laboratory::Custody custody);
std::optional<laboratory::Custody> custody_of(std::string_view code);

std::uint32_t held_members(const core::State& state, TubeId tube);

struct TubeFilter {
  std::string_view outcome{};  // An outcome code; empty: any.
  std::optional<laboratory::Custody> custody{};
  RoundId round{};
  UnitId unit{};  // With a member who lives under it.
};

// Where a page ends: the last tube that was shown, and of which of the two halves it was.
struct TubeCursor {
  bool positive = true;
  std::uint32_t below = 0xffffffffU;  // Tubes with a smaller id follow.
};

struct TubePage {
  std::vector<TubeId> tubes;
  std::optional<TubeCursor> next{};
};

// Positive tubes, newest first, then all others, newest first.
TubePage list_tubes(const core::State& state, const TubeFilter& filter, TubeCursor from,
                    std::size_t limit);

// The retest that counts: the latest single tube of the person in the tube's round; or none.
TubeId latest_retest(const laboratory::State& laboratory, RoundId round, PersonId person);

// The rounds' accounts added up, or one round's.
laboratory::TubeAccount tube_account(const laboratory::State& laboratory, RoundId round);

}  // namespace firebreak::queries
