#include "fronts/scenario/arguments.h"

#include <algorithm>
#include <charconv>

namespace firebreak::scenario {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool names(std::string_view keys, std::string_view key) {
  const std::vector<std::string_view> all = split(keys, ' ');
  return std::ranges::find(all, key) != all.end();
}

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= 0 && value < 1e12)) {
    return std::nullopt;
  }
  return value;
}

struct Halves {
  std::string_view first;
  std::string_view last;
};

Halves halves(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return {.first = text, .last = text};
  return {.first = text.substr(0, dots), .last = text.substr(dots + 2)};
}

}  // namespace

Arguments::Arguments(std::string_view file_name, const Statement& statement, const Keys& keys)
    : file_name_(file_name), line_(statement.line), verb_(statement.verb) {
  std::size_t next = 0;
  if (keys.subject) {
    if (statement.words.empty()) {
      note("scenario.subject", {});
      return;
    }
    subject_ = statement.words[next++];
  }
  for (; next < statement.words.size() && !fault_; next += 2) {
    const std::string& key = statement.words[next];
    if (!names(keys.known, key) || key.empty() || has(key)) {
      note("scenario.key", {{.name = "key", .value = key}});
    } else if (next + 1 == statement.words.size()) {
      note("scenario.missing", {{.name = "key", .value = key}});
    } else {
      pairs_.push_back({.key = key, .value = statement.words[next + 1]});
    }
  }
  if (keys.needed.empty()) return;
  for (const std::string_view key : split(keys.needed, ' ')) {
    if (!has(key)) note("scenario.missing", {{.name = "key", .value = std::string(key)}});
  }
}

const std::string* Arguments::find(std::string_view key) const {
  const auto found = std::ranges::find(pairs_, key, &Pair::key);
  return found == pairs_.end() ? nullptr : &found->value;
}

void Arguments::note(std::string code, std::vector<RefusalValue> values) {
  if (fault_) return;
  values.insert(values.begin(), {.name = "verb", .value = verb_});
  fault_ = at_line(std::move(code), file_name_, line_, std::move(values));
}

void Arguments::expect(bool holds, std::string_view key, std::string_view expected) {
  if (holds) return;
  const std::string* value = find(key);
  note("scenario.value", {{.name = "key", .value = std::string(key)},
                          {.name = "value", .value = value == nullptr ? subject_ : *value},
                          {.name = "expected", .value = std::string(expected)}});
}

void Arguments::unknown(std::string_view key) {
  expect(false, key, "a name that an earlier line gives");
}

std::string Arguments::text(std::string_view key, std::string_view otherwise) {
  const std::string* value = find(key);
  return std::string(value == nullptr ? otherwise : *value);
}

std::int64_t Arguments::number(std::string_view key, std::int64_t otherwise) {
  const std::string* value = find(key);
  if (value == nullptr) return otherwise;
  const auto number = parse_number(*value);
  expect(number.has_value(), key, "a whole number");
  return number ? static_cast<std::int64_t>(*number) : otherwise;
}

double Arguments::share(std::string_view key, double otherwise) {
  const std::string* value = find(key);
  if (value == nullptr) return otherwise;
  std::string_view digits = *value;
  const bool percent = digits.ends_with('%');
  if (percent) digits.remove_suffix(1);
  const auto number = parse_number(digits);
  const bool sound = percent && number && *number <= 100;
  expect(sound, key, "a share such as 2.5%");
  return sound ? *number / 100 : otherwise;
}

bool Arguments::yes(std::string_view key) {
  const std::string* value = find(key);
  if (value == nullptr) return false;
  expect(*value == "yes" || *value == "no", key, "yes or no");
  return *value == "yes";
}

Span Arguments::span(std::string_view key, Span otherwise) {
  const std::string* value = find(key);
  if (value == nullptr) return otherwise;
  const Halves parts = halves(*value);
  const auto first = parse_number(parts.first);
  const auto last = parse_number(parts.last);
  const bool sound = first && last && *first <= *last;
  expect(sound, key, "a span such as 5..20");
  return sound ? Span{.first = *first, .last = *last} : otherwise;
}

std::optional<Day> Arguments::day(std::string_view key) {
  const std::string* value = find(key);
  if (value == nullptr) return std::nullopt;
  const auto day = parse_day(*value);
  expect(day.has_value(), key, "a day such as 2022-03-30");
  return day;
}

std::optional<DaySpan> Arguments::days(std::string_view key) {
  const std::string* value = find(key);
  if (value == nullptr) return std::nullopt;
  const Halves parts = halves(*value);
  const auto first = parse_day(parts.first);
  const auto last = parse_day(parts.last);
  const bool sound = first && last && *first <= *last;
  expect(sound, key, "days such as 2022-03-28..2022-03-29");
  return sound ? std::optional(DaySpan{.first = *first, .last = *last}) : std::nullopt;
}

std::optional<Instant> Arguments::instant(std::string_view key) {
  const std::string* value = find(key);
  if (value == nullptr) return std::nullopt;
  const auto instant = parse_instant(*value);
  expect(instant.has_value(), key, "a time such as \"2022-03-30 14:00\"");
  return instant;
}

std::vector<std::string> Arguments::list(std::string_view key) {
  const std::string* value = find(key);
  if (value == nullptr) return {};
  std::vector<std::string> parts;
  for (const std::string_view part : split(*value, ',')) parts.emplace_back(part);
  expect(std::ranges::none_of(parts, &std::string::empty), key, "words with commas between");
  return parts;
}

std::vector<double> Arguments::numbers(std::string_view key) {
  std::vector<double> numbers;
  for (const std::string& part : list(key)) {
    const auto number = parse_number(part);
    expect(number.has_value(), key, "numbers with commas between");
    numbers.push_back(number.value_or(0));
  }
  return numbers;
}

}  // namespace firebreak::scenario
