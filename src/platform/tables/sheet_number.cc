#include "platform/tables/sheet_number.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/instant.h"

namespace firebreak::tables {
namespace {

constexpr double kSerialEnd = 2'958'466;  // 10000-01-01 in the 1900 system.
constexpr double kElapsedDaysEnd = 1e6;
constexpr std::int64_t kDaysBetweenSystems = 1462;
constexpr std::size_t kDigitsKept = 15;
constexpr double kWholeNumbersEnd = 1e15;

std::string time_text(std::int64_t hours, std::int64_t milliseconds_of_hour) {
  const std::int64_t milliseconds = milliseconds_of_hour % 1000;
  const std::int64_t seconds = milliseconds_of_hour / 1000;
  std::string text = fmt::format("{:02}:{:02}:{:02}", hours, seconds / 60, seconds % 60);
  if (milliseconds != 0) text += fmt::format(".{:03}", milliseconds);
  return text;
}

std::string time_text(std::int64_t milliseconds) {
  return time_text(milliseconds / kMillisecondsPerHour, milliseconds % kMillisecondsPerHour);
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

NumberMeaning meaning_of_format(std::uint32_t id) {
  if (id == 46) return NumberMeaning::elapsed;
  const bool general = (id >= 14 && id <= 22) || id == 45 || id == 47;
  // The formats that Chinese, Japanese and Korean editions keep under fixed numbers.
  const bool east_asian = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return general || east_asian ? NumberMeaning::date : NumberMeaning::number;
}

NumberMeaning meaning_of_format(std::string_view code) {
  code = code.substr(0, code.find(';'));  // Of positive numbers.
  bool date = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char byte = code[at];
    if (byte == '\\' || byte == '_' || byte == '*') {
      ++at;
    } else if (byte == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (byte == '[') {
      const std::size_t end = std::min(code.find(']', at), code.size());
      const std::string_view inside = code.substr(at + 1, end - at - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
        return NumberMeaning::elapsed;
      }
      at = end;
    } else if (std::string_view("dDmMyYhHsS").find(byte) != std::string_view::npos) {
      date = true;
    } else if (byte == '0' || byte == '#' || byte == '?') {
      if (!date) return NumberMeaning::number;  // "0.00" begins numbers; "ss.000" ends times.
    }
  }
  return date ? NumberMeaning::date : NumberMeaning::number;
}

std::optional<std::string> date_text(double serial, DateSystem system) {
  if (!(serial >= 0) || serial >= kSerialEnd) return std::nullopt;
  const double whole = std::floor(serial);
  auto days = static_cast<std::int64_t>(whole);
  std::int64_t milliseconds = std::llround((serial - whole) * kMillisecondsPerDay);
  if (milliseconds == kMillisecondsPerDay) {
    milliseconds = 0;
    ++days;
  }
  if (days == 0 && milliseconds > 0) return time_text(milliseconds);
  if (system == DateSystem::from_1904) {
    days += kDaysBetweenSystems;
  } else if (days == 0 || days == 60) {
    return milliseconds == 0 && days == 0 ? std::optional(time_text(0)) : std::nullopt;
  } else if (days < 60) {
    ++days;  // Before the day that never was.
  }
  const Day day = *make_day(1899, 12, 30) + static_cast<int>(days);
  if (day > *make_day(9999, 12, 31)) return std::nullopt;
  if (milliseconds == 0) return to_text(day);
  return to_text(day) + " " + time_text(milliseconds);
}

std::optional<std::string> elapsed_text(double days) {
  if (!(days >= 0) || days >= kElapsedDaysEnd) return std::nullopt;
  return time_text(std::llround(days * kMillisecondsPerDay));
}

std::optional<double> number_value(std::string_view stored) {
  if (stored.starts_with('+')) stored.remove_prefix(1);
  double value = 0;
  const char* const end = stored.data() + stored.size();
  const auto [stop, error] = std::from_chars(stored.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<NumberText> number_text(std::string_view stored) {
  const auto value = number_value(stored);
  if (!value) return std::nullopt;
  const std::string_view digits = stored.substr(stored.starts_with('-') ? 1 : 0);
  if (all_digits(digits)) {
    const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
    return NumberText{std::string(stored), digits.size() - first > kDigitsKept};
  }
  const bool whole = std::floor(*value) == *value;
  if (whole && std::abs(*value) >= kWholeNumbersEnd) {
    if (std::abs(*value) >= 1e30) return NumberText{std::string(stored), true};
    return NumberText{fmt::format("{:.0f}", *value), true};
  }
  if (whole) return NumberText{std::to_string(static_cast<std::int64_t>(*value))};
  return NumberText{fmt::format("{:.15g}", *value)};
}

}  // namespace firebreak::tables
