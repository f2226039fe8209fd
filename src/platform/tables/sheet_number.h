// What a number in a spreadsheet means as text: a plain number, or a day and time by its format.
//
// Source: ECMA-376-1:2016, 18.8.30 (number formats), 18.17.4 (dates and times). In the 1900 system
// serial 60 is 29 February 1900, which never was: it has no text here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace firebreak::tables {

enum class NumberMeaning : std::uint8_t { number, date, elapsed };  // Elapsed: "[h]:mm".
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

NumberMeaning meaning_of_format(std::uint32_t builtin_id);  // Below 164; others mean a number.
NumberMeaning meaning_of_format(std::string_view code);     // "yyyy\-mm\-dd;@", "0.00"

// "2022-03-30", "2022-03-30 20:00:00", "20:00:00" for less than a day, "26:30:00" elapsed; with
// ".125" when it has milliseconds. Absent when it is no day up to 9999-12-31.
std::optional<std::string> date_text(double serial, DateSystem system);
std::optional<std::string> elapsed_text(double days);

struct NumberText {
  std::string text;
  bool lost_digits = false;  // More digits than the 15 that a spreadsheet keeps.
};

// From the number as the file has it: "1.0" is "1", "4.4999999999999998" is "4.5". Absent when it
// is no number.
std::optional<NumberText> number_text(std::string_view stored);
std::optional<double> number_value(std::string_view stored);

}  // namespace firebreak::tables
