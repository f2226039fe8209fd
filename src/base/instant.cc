#include "base/instant.h"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "base/check.h"

namespace firebreak {
namespace {

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  const std::int64_t quotient = a / b;
  return a % b < 0 ? quotient - 1 : quotient;
}

// Takes one to `digits_max` digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits_max) {
  std::size_t digits = 0;
  int value = 0;
  while (digits < digits_max && digits < text.size() && text[digits] >= '0' &&
         text[digits] <= '9') {
    value = value * 10 + (text[digits] - '0');
    ++digits;
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take_one_of(std::string_view& text, std::string_view marks) {
  if (text.empty() || marks.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Day> take_day(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year) return std::nullopt;
  const bool separated = take_one_of(text, "-/.");
  const auto month = take_number(text, 2);
  if (!month) return std::nullopt;
  if (separated && !take_one_of(text, "-/.")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  return make_day(*year, *month, *day);
}

// "20:00", "20:00:30", "20:00:30.125" as milliseconds since midnight.
std::optional<std::int64_t> take_time(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take_one_of(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 24 || *minute > 59) return std::nullopt;
  std::int64_t total = *hour * kMillisecondsPerHour + *minute * kMillisecondsPerMinute;
  if (take_one_of(text, ":")) {
    const auto second = take_number(text, 2);
    if (!second || *second > 60) return std::nullopt;
    total += *second * kMillisecondsPerSecond;
  }
  if (take_one_of(text, ".")) {
    const std::size_t before = text.size();
    const auto fraction = take_number(text, 3);
    if (!fraction) return std::nullopt;
    std::int64_t scale = 1;
    for (std::size_t digits = before - text.size(); digits < 3; ++digits) scale *= 10;
    total += *fraction * scale;
    while (take_number(text, 1)) {
    }
  }
  if (total > kMillisecondsPerDay) return std::nullopt;
  return total;
}

std::optional<std::int64_t> take_offset(std::string_view& text) {
  if (text.empty()) return kLocalOffsetMilliseconds;
  if (take_one_of(text, "Zz")) return 0;
  const bool west = text.front() == '-';
  if (!take_one_of(text, "+-")) return std::nullopt;
  const auto hour = take_number(text, 2);
  take_one_of(text, ":");
  const auto minute = take_number(text, 2);
  if (!hour || !minute || *hour > 14 || *minute > 59) return std::nullopt;
  const std::int64_t offset = *hour * kMillisecondsPerHour + *minute * kMillisecondsPerMinute;
  return west ? -offset : offset;
}

}  // namespace

Day day_of(Instant instant) {
  return Day{static_cast<std::int32_t>(
      floor_divide(instant.milliseconds + kLocalOffsetMilliseconds, kMillisecondsPerDay))};
}

Instant start_of(Day day) {
  return Instant{day.number * kMillisecondsPerDay - kLocalOffsetMilliseconds};
}

std::optional<Day> make_day(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
  return Day{static_cast<std::int32_t>(days)};
}

CivilDate civil_date(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.number}}};
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int>(static_cast<unsigned>(date.month())),
          .day = static_cast<int>(static_cast<unsigned>(date.day()))};
}

std::string to_text(Day day) {
  const CivilDate date = civil_date(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string to_text(Instant instant) {
  const Day day = day_of(instant);
  const std::int64_t seconds = (instant - start_of(day)).milliseconds / kMillisecondsPerSecond;
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", to_text(day), seconds / 3600, seconds / 60 % 60,
                     seconds % 60);
}

std::string to_short_text(Instant instant) {
  const Day day = day_of(instant);
  const CivilDate date = civil_date(day);
  const std::int64_t minutes = (instant - start_of(day)).in_minutes();
  return fmt::format("{:02}-{:02} {:02}:{:02}", date.month, date.day, minutes / 60, minutes % 60);
}

std::optional<Day> parse_day(std::string_view text) {
  const auto day = take_day(text);
  return text.empty() ? day : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text) {
  const auto day = take_day(text);
  if (!day) return std::nullopt;
  if (text.empty()) return start_of(*day);
  if (!take_one_of(text, "T ")) return std::nullopt;
  const auto time = take_time(text);
  if (!time) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return Instant{day->number * kMillisecondsPerDay + *time - *offset};
}

}  // namespace firebreak
