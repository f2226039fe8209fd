// Words about tubes: what they are for, where they are, what came out, and what is odd about a
// binding. Values are of the journal: never change one.
#pragma once

#include <cstddef>
#include <cstdint>

namespace firebreak::laboratory {

inline constexpr std::uint8_t kPoolSizeMax = 20;  // Never more swabs in a tube (20:1, 2022-01).
inline constexpr std::size_t kTubeCodeBytesMax = 32;

enum class RoundPurpose : std::uint8_t {
  screening = 0,  // 区域核酸筛查
  routine = 1,    // 常态化检测: schools, staff, key groups.
};

enum class TubePurpose : std::uint8_t {
  screening = 0,
  retest = 1,   // One person alone: of a positive pool, a contact, an antigen positive.
  unknown = 2,  // Seen on its way before any of its bindings was uploaded.
};

// A tube is in exactly one of these.
enum class Custody : std::uint8_t {
  station = 0,
  courier = 1,
  laboratory = 2,
  resulted = 3,
  voided = 4,
};
inline constexpr std::size_t kCustodyCount = 5;

enum class Outcome : std::uint8_t {
  none = 0,  // No result yet.
  negative = 1,
  positive = 2,
  inconclusive = 3,
};

// What was odd about a binding that was accepted all the same.
enum BindingFlag : std::uint8_t {
  kLate = 1,            // Uploaded after the tube had left its station.
  kAfterResult = 2,     // Uploaded after the tube's result, which now is this person's too.
  kClockAhead = 4,      // Collected more than ten minutes in the future.
  kClockBehind = 8,     // Collected before the round opened.
  kOutsideArea = 16,    // Lives outside the round's area.
  kNotRegistered = 32,  // A provisional person.
  kStricterPool = 64,   // The person's home asks for a smaller pool than this tube is.
  kAfterClosing = 128,  // Uploaded after the round was closed.
};

}  // namespace firebreak::laboratory
