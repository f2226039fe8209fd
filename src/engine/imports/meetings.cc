#include "engine/imports/meetings.h"

#include <algorithm>

namespace firebreak::imports {

std::vector<Meeting> meetings_of(std::vector<Reading> readings) {
  std::ranges::sort(readings);
  std::vector<Meeting> meetings;
  for (const Reading& reading : readings) {
    const std::int64_t from_second = reading.until_second - kReadingSeconds;
    const bool goes_on = !meetings.empty() && meetings.back().low == reading.low &&
                         meetings.back().high == reading.high &&
                         from_second <= meetings.back().until_second;
    if (!goes_on) {
      meetings.push_back({.low = reading.low, .high = reading.high, .from_second = from_second});
    }
    meetings.back().until_second = reading.until_second;
    meetings.back().rows.push_back(reading.row);
  }
  return meetings;
}

}  // namespace firebreak::imports
