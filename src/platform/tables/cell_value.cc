#include "platform/tables/cell_value.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "platform/tables/multibyte.h"

namespace firebreak::tables {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_space(std::uint32_t code_point) {
  const bool zero_width = (code_point >= 0x200B && code_point <= 0x200D) || code_point == 0xFEFF;
  return code_point <= 0x20 || code_point == 0xA0 || code_point == 0x3000 || zero_width ||
         (code_point >= 0x2000 && code_point <= 0x200A);
}

Refusal refused(std::string_view code, std::string_view cell) {
  std::size_t size = std::min(cell.size(), kValueBytesMax);
  while (size > 0 && size < cell.size() && (cell[size] & 0xC0) == 0x80) --size;
  return Refusal{std::string(code), {}, {{"value", std::string(cell.substr(0, size))}}};
}

// Takes the commas out of "807,300"; absent when they do not stand by threes.
std::optional<std::string> ungrouped(std::string_view digits) {
  std::string plain;
  const std::size_t first = std::min(digits.find(','), digits.size());
  if (first < digits.size() && (first == 0 || first > 3)) return std::nullopt;
  plain.append(digits.substr(0, first));
  digits.remove_prefix(first);
  while (!digits.empty()) {
    const std::string_view group = digits.substr(1, 3);
    if (digits.front() != ',' || group.size() != 3) return std::nullopt;
    plain.append(group);
    digits.remove_prefix(4);
  }
  if (!all_digits(plain)) return std::nullopt;
  return plain;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// "2022年3月30日 20时30分" as "2022-3-30 20:30"; a mark that is missing leaves text that is no day.
std::string with_ascii_marks(std::string text) {
  if (text.find("年") != std::string::npos && text.find("月") != std::string::npos) {
    replace_all(text, "年", "-");
    replace_all(text, "月", "-");
    const std::size_t at = text.find("日");
    if (at == std::string::npos) return {};
    const std::size_t rest = at + std::string_view("日").size();
    const bool time_follows = rest < text.size() && text[rest] != ' ';
    text.replace(at, rest - at, time_follows ? " " : "");
  }
  replace_all(text, "时", ":");
  replace_all(text, "點", ":");
  replace_all(text, "点", ":");
  if (text.ends_with("秒")) {
    text.resize(text.size() - std::string_view("秒").size());
    replace_all(text, "分", ":");
  } else if (text.ends_with("分")) {
    text.resize(text.size() - std::string_view("分").size());
  }
  if (text.ends_with(':')) text += "00";  // "20时"
  return text;
}

struct DayAndRest {
  Day day;
  std::string_view rest;  // "" or "T20:00".
};

std::optional<DayAndRest> split_day(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of("T "), text.size());
  const std::string_view head = text.substr(0, end);
  const bool packed = all_digits(head);
  if (packed && head.size() != 8) return std::nullopt;
  if (!packed && (head.size() < 5 || !all_digits(head.substr(0, 4)))) return std::nullopt;
  const auto day = parse_day(head);
  if (!day) return std::nullopt;
  const int year = civil_date(*day).year;
  if (year < kYearMin || year > kYearMax) return std::nullopt;
  return DayAndRest{*day, text.substr(end)};
}

}  // namespace

std::string plain_cell(std::string_view cell) {
  std::string plain;
  std::size_t kept = 0;  // Behind the last character that is no space.
  while (!cell.empty()) {
    if (utf8_step(cell).kind != StepKind::valid) return {};
    std::uint32_t code_point = take_code_point(cell);
    if (is_space(code_point)) {
      if (!plain.empty()) plain.push_back(' ');
      continue;
    }
    if (code_point >= 0xFF01 && code_point <= 0xFF5E) code_point -= 0xFEE0;
    append_utf8(plain, code_point);
    kept = plain.size();
  }
  plain.resize(kept);
  return plain;
}

Result<std::int64_t> read_whole(std::string_view cell) {
  if (cell.size() > kValueBytesMax) return refused("table.not_whole", cell);
  const std::string plain = plain_cell(cell);
  std::string_view digits = plain;
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  auto number = ungrouped(digits);
  if (!number) return refused("table.not_whole", cell);
  if (negative) number->insert(0, 1, '-');
  std::int64_t value = 0;
  const char* const end = number->data() + number->size();
  if (std::from_chars(number->data(), end, value).ec != std::errc()) {
    return refused("table.not_whole", cell);
  }
  return value;
}

Result<double> read_decimal(std::string_view cell) {
  if (cell.size() > kValueBytesMax) return refused("table.not_a_number", cell);
  const std::string plain = plain_cell(cell);
  std::string_view digits = plain;
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  auto number = ungrouped(digits.substr(0, point));
  if (!number) return refused("table.not_a_number", cell);
  if (point < digits.size()) {
    if (!all_digits(digits.substr(point + 1))) return refused("table.not_a_number", cell);
    number->append(digits.substr(point));
  }
  double value = 0;
  if (std::from_chars(number->data(), number->data() + number->size(), value).ec != std::errc()) {
    return refused("table.not_a_number", cell);
  }
  return negative ? -value : value;
}

Result<Day> read_day(std::string_view cell) {
  if (cell.size() > kValueBytesMax) return refused("table.not_a_day", cell);
  const std::string text = with_ascii_marks(plain_cell(cell));
  const auto split = split_day(text);
  if (!split) return refused("table.not_a_day", cell);
  const std::string_view time = split->rest.empty() ? split->rest : split->rest.substr(1);
  const bool midnight = time == "0:00" || time == "00:00" || time == "0:00:00" ||
                        time == "00:00:00" || time == "00:00:00.000";
  if (!split->rest.empty() && !midnight) return refused("table.not_a_day", cell);
  return split->day;
}

Result<Instant> read_instant(std::string_view cell) {
  if (cell.size() > kValueBytesMax) return refused("table.not_a_time", cell);
  const std::string text = with_ascii_marks(plain_cell(cell));
  const auto split = split_day(text);
  if (!split) return refused("table.not_a_time", cell);
  const auto instant = parse_instant(to_text(split->day) + std::string(split->rest));
  if (!instant) return refused("table.not_a_time", cell);
  return *instant;
}

}  // namespace firebreak::tables
