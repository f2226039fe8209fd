// Face-to-face readings of sensors, every 20 seconds, joined to meetings. Pure.
//
// A reading (t, i, j) says that two people faced each other in the 20 seconds that end at t.
// Readings of one pair that follow without a gap are one meeting.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/ids.h"

namespace firebreak::imports {

inline constexpr std::int64_t kReadingSeconds = 20;

struct Reading {
  PersonId low;  // The smaller id.
  PersonId high;
  std::int64_t until_second = 0;  // t: the end of its 20 seconds.
  std::uint32_t row = 0;          // Of the caller.
  friend auto operator<=>(const Reading&, const Reading&) = default;
};

struct Meeting {
  PersonId low;
  PersonId high;
  std::int64_t from_second = 0;
  std::int64_t until_second = 0;    // Exclusive.
  std::vector<std::uint32_t> rows;  // Of its readings.
};

// By pair, then time. A reading that is there twice is in its meeting with both its rows.
std::vector<Meeting> meetings_of(std::vector<Reading> readings);

}  // namespace firebreak::imports
