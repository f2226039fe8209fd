// One step through multibyte text: UTF-8 (RFC 3629) and the structure of GB18030.
//
// A step says how many bytes the character at the front has, that it is cut off by the end, or that
// the bytes are no character. UTF-8 refuses overlong forms, surrogates and anything past U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace firebreak::tables {

enum class StepKind : std::uint8_t { valid, cut_off, invalid };

struct Step {
  StepKind kind;
  std::uint8_t length;  // Of the character, of the beginning that is there, or of what is invalid.
};

// `text` must not be empty.
Step utf8_step(std::string_view text);
Step gb18030_step(std::string_view text);

std::size_t ascii_prefix(std::string_view text);       // Bytes before the first one above 0x7F.
std::size_t valid_utf8_prefix(std::string_view text);  // Bytes of whole characters at the front.
inline bool is_utf8(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

// `code_point` must not be a surrogate, nor above U+10FFFF.
void append_utf8(std::string& out, std::uint32_t code_point);
// The first character of `text`, which must be valid UTF-8 and not empty; takes it off the front.
std::uint32_t take_code_point(std::string_view& text);

}  // namespace firebreak::tables
