// Points and days of time. Instant: UTC milliseconds. Day: a local civil day.
//
// The core never reads a clock: instants come in with requests. Local time is the city's fixed
// offset (China has one, without summer time), a value of the policy pack's place, not of the
// machine. Text is ISO 8601: "2022-03-30T20:00:00+08:00", "2022-03-30 20:00" (local), "2022-03-30".
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace firebreak {

inline constexpr std::int64_t kMillisecondsPerSecond = 1000;
inline constexpr std::int64_t kMillisecondsPerMinute = 60 * kMillisecondsPerSecond;
inline constexpr std::int64_t kMillisecondsPerHour = 60 * kMillisecondsPerMinute;
inline constexpr std::int64_t kMillisecondsPerDay = 24 * kMillisecondsPerHour;
inline constexpr std::int64_t kLocalOffsetMilliseconds = 8 * kMillisecondsPerHour;  // UTC+8.

struct Duration {
  std::int64_t milliseconds = 0;

  static constexpr Duration seconds(std::int64_t n) { return {n * kMillisecondsPerSecond}; }
  static constexpr Duration minutes(std::int64_t n) { return {n * kMillisecondsPerMinute}; }
  static constexpr Duration hours(std::int64_t n) { return {n * kMillisecondsPerHour}; }
  static constexpr Duration days(std::int64_t n) { return {n * kMillisecondsPerDay}; }
  constexpr std::int64_t in_minutes() const { return milliseconds / kMillisecondsPerMinute; }
  friend constexpr auto operator<=>(Duration, Duration) = default;
};

struct Instant {
  std::int64_t milliseconds = 0;  // Since 1970-01-01T00:00:00Z.

  friend constexpr auto operator<=>(Instant, Instant) = default;
  friend constexpr Instant operator+(Instant i, Duration d) {
    return {i.milliseconds + d.milliseconds};
  }
  friend constexpr Instant operator-(Instant i, Duration d) {
    return {i.milliseconds - d.milliseconds};
  }
  friend constexpr Duration operator-(Instant a, Instant b) {
    return {a.milliseconds - b.milliseconds};
  }
};

struct Day {
  std::int32_t number = 0;  // Days since 1970-01-01, local.

  friend constexpr auto operator<=>(Day, Day) = default;
  friend constexpr Day operator+(Day d, int n) { return {d.number + n}; }
  friend constexpr Day operator-(Day d, int n) { return {d.number - n}; }
  friend constexpr int operator-(Day a, Day b) { return a.number - b.number; }
};

struct CivilDate {
  int year;
  int month;  // 1..12
  int day;    // 1..31
};

Day day_of(Instant instant);                                // The local day that holds the instant.
Instant start_of(Day day);                                  // Local midnight.
std::optional<Day> make_day(int year, int month, int day);  // Absent for 30 February.
CivilDate civil_date(Day day);

std::string to_text(Day day);                         // "2022-03-30"
std::string to_text(Instant instant);                 // "2022-03-30T20:00:00+08:00"
std::string to_short_text(Instant instant);           // "03-30 20:00", local, for tables.
std::optional<Day> parse_day(std::string_view text);  // "2022-03-30", "2022/3/30", "20220330"
std::optional<Instant> parse_instant(std::string_view text);  // With "Z", "+08:00", or local.

}  // namespace firebreak
