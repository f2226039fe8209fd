#include "platform/tables/formula_guard.h"

#include <algorithm>
#include <array>

namespace firebreak::tables {

bool needs_guard(std::string_view cell) {
  const std::size_t at = cell.find_first_not_of('\'');
  if (at == std::string_view::npos) return false;
  const std::string_view rest = cell.substr(at);
  constexpr std::string_view kDangerous = "=+-@\t\r\n";
  if (kDangerous.find(rest.front()) != std::string_view::npos) return true;
  constexpr std::array<std::string_view, 4> kFullWidth = {"\xEF\xBC\x9D", "\xEF\xBC\x8B",
                                                          "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  return std::any_of(kFullWidth.begin(), kFullWidth.end(),
                     [rest](std::string_view mark) { return rest.starts_with(mark); });
}

std::string_view unguarded(std::string_view cell) {
  return cell.starts_with('\'') && needs_guard(cell) ? cell.substr(1) : cell;
}

}  // namespace firebreak::tables
