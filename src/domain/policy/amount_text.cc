#include "domain/policy/amount_text.h"

#include <charconv>

namespace firebreak::policy {
namespace {

constexpr std::size_t kDigitsMax = 9;

std::size_t number_length(std::string_view text) {
  std::size_t i = text.starts_with('-') ? 1 : 0;
  while (i < text.size() && ((text[i] >= '0' && text[i] <= '9') || text[i] == '.')) ++i;
  return i;
}

}  // namespace

Amount parse_amount(std::string_view text) {
  const std::size_t length = number_length(text);
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + length, value);
  if (length == 0 || length > kDigitsMax || parsed.ec != std::errc{} ||
      parsed.ptr != text.data() + length) {
    return {.problem = AmountProblem::not_an_amount};
  }
  std::string_view unit = text.substr(length);
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (unit.empty()) return {.problem = AmountProblem::missing_unit};
  if (unit == "min") return {.minutes = value * minutes_of(TimeUnit::minute)};
  if (unit == "h") return {.minutes = value * minutes_of(TimeUnit::hour)};
  if (unit == "d") return {.minutes = value * minutes_of(TimeUnit::day)};
  return {.problem = AmountProblem::unknown_unit};
}

}  // namespace firebreak::policy
