// An amount of time as a person writes it in a pack: "4 h", "30 min", "14 d", "5.1 d".
//
// The unit is part of the value, so that no number of a pack can be read in the wrong unit. Refuses
// a number without a unit and a unit that it does not know, each under its own name.
#pragma once

#include <cstdint>
#include <string_view>

namespace firebreak::policy {

enum class TimeUnit : std::uint8_t { minute, hour, day };

constexpr int minutes_of(TimeUnit unit) {
  return unit == TimeUnit::minute ? 1 : unit == TimeUnit::hour ? 60 : 24 * 60;
}

enum class AmountProblem : std::uint8_t { none, not_an_amount, missing_unit, unknown_unit };

struct Amount {
  AmountProblem problem = AmountProblem::none;
  double minutes = 0;  // Exact for whole minutes: an amount has at most nine digits.
};

Amount parse_amount(std::string_view text);

}  // namespace firebreak::policy
