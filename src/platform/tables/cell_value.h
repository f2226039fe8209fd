// Numbers, days and times as people write them in cells, read in one place and strictly.
//
// Full-width digits and signs count as their half-width forms, and spaces around are nothing. What
// could be meant in two ways is refused: "807,3000", "2022111", "22/3/30", "1.234,5".
// Refusals carry {value}; the caller adds the field: `table.not_whole`, `table.not_a_number`,
// `table.not_a_day`, `table.not_a_time`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace firebreak::tables {

inline constexpr int kYearMin = 1850;  // Of a day that a table may speak of.
inline constexpr int kYearMax = 2199;
inline constexpr std::size_t kValueBytesMax = 64;  // Longer cells are no values.

// Full-width forms and the ideographic space become ASCII; spaces around are taken off, also those
// without width. Other text stays.
std::string plain_cell(std::string_view cell);

// "807300", "807,300", "-5". Grouped by threes from the right, or not at all.
Result<std::int64_t> read_whole(std::string_view cell);
// "1,234.5", "0.35". No exponent.
Result<double> read_decimal(std::string_view cell);
// What parse_day() reads with eight digits or separators, "2022年3月30日", and any of them followed
// by midnight, as spreadsheets write days.
Result<Day> read_day(std::string_view cell);
// A day as above, alone or followed by a time: "20:00", "20:00:30", "20时30分", "T20:00:00+08:00".
Result<Instant> read_instant(std::string_view cell);

}  // namespace firebreak::tables
