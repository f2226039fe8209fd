// Seconds of local time since 1970-01-01 00:00 local: the unit in which stays are compared.
//
// A local second is a day number times 86,400 plus the second of the day, so no time zone is
// needed inside the search. Instants are rounded down to whole seconds.
#pragma once

#include <cstdint>

#include "base/instant.h"

namespace firebreak::tracing {

using LocalSecond = std::int64_t;

inline constexpr LocalSecond kSecondsPerDay = 86'400;

constexpr LocalSecond floor_divide(std::int64_t a, std::int64_t b) {
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}
constexpr LocalSecond local_second(Instant instant) {
  return floor_divide(instant.milliseconds + kLocalOffsetMilliseconds, kMillisecondsPerSecond);
}
constexpr Instant instant_of(LocalSecond second) {
  return {second * kMillisecondsPerSecond - kLocalOffsetMilliseconds};
}
constexpr std::int32_t day_number_of(LocalSecond second) {
  return static_cast<std::int32_t>(floor_divide(second, kSecondsPerDay));
}
constexpr LocalSecond start_of_day(std::int32_t day_number) {
  return static_cast<LocalSecond>(day_number) * kSecondsPerDay;
}

struct LocalRange {  // Half open.
  LocalSecond from = 0;
  LocalSecond until = 0;
  bool empty() const { return until <= from; }
  friend bool operator==(LocalRange, LocalRange) = default;
};

}  // namespace firebreak::tracing
