#include "platform/tables/multibyte.h"

#include <bit>
#include <cstring>

#include "base/check.h"

namespace firebreak::tables {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

unsigned byte_at(std::string_view text, std::size_t index) {
  return static_cast<unsigned char>(text[index]);
}

bool within(unsigned byte, unsigned first, unsigned last) { return byte >= first && byte <= last; }

}  // namespace

Step utf8_step(std::string_view text) {
  const unsigned lead = byte_at(text, 0);
  if (lead < 0x80) return {StepKind::valid, 1};
  if (lead < 0xC2 || lead > 0xF4) return {StepKind::invalid, 1};
  const std::uint8_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  unsigned first = 0x80;
  unsigned last = 0xBF;
  if (lead == 0xE0) first = 0xA0;  // Shorter forms exist.
  if (lead == 0xED) last = 0x9F;   // Surrogates.
  if (lead == 0xF0) first = 0x90;
  if (lead == 0xF4) last = 0x8F;  // Past U+10FFFF.
  for (std::uint8_t index = 1; index < length; ++index) {
    if (index == text.size()) return {StepKind::cut_off, index};
    if (!within(byte_at(text, index), first, last)) return {StepKind::invalid, index};
    first = 0x80;
    last = 0xBF;
  }
  return {StepKind::valid, length};
}

Step gb18030_step(std::string_view text) {
  const unsigned lead = byte_at(text, 0);
  if (lead < 0x80) return {StepKind::valid, 1};
  if (lead == 0x80 || lead == 0xFF) return {StepKind::invalid, 1};
  if (text.size() < 2) return {StepKind::cut_off, 1};
  const unsigned second = byte_at(text, 1);
  if (within(second, 0x40, 0x7E) || within(second, 0x80, 0xFE)) return {StepKind::valid, 2};
  // Only the lead is given up: what follows may be a comma or the end of the line.
  if (!within(second, 0x30, 0x39)) return {StepKind::invalid, 1};
  if (text.size() < 3) return {StepKind::cut_off, 2};
  if (!within(byte_at(text, 2), 0x81, 0xFE)) return {StepKind::invalid, 1};
  if (text.size() < 4) return {StepKind::cut_off, 3};
  if (!within(byte_at(text, 3), 0x30, 0x39)) return {StepKind::invalid, 1};
  return {StepKind::valid, 4};
}

std::size_t ascii_prefix(std::string_view text) {
  std::size_t index = 0;
  for (; index + 8 <= text.size(); index += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + index, 8);
    if ((word & kHighBits) != 0) break;
  }
  while (index < text.size() && byte_at(text, index) < 0x80) ++index;
  return index;
}

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t index = 0;
  while (index < text.size()) {
    const unsigned lead = byte_at(text, index);
    if (lead < 0x80) {
      index += ascii_prefix(text.substr(index));
      continue;
    }
    // Chinese text is runs of three bytes: the common ones are told without the general step.
    if (index + 3 <= text.size() && within(lead, 0xE1, 0xEC) &&
        (byte_at(text, index + 1) & 0xC0) == 0x80 && (byte_at(text, index + 2) & 0xC0) == 0x80) {
      index += 3;
      continue;
    }
    const Step step = utf8_step(text.substr(index));
    if (step.kind != StepKind::valid) return index;
    index += step.length;
  }
  return index;
}

void append_utf8(std::string& out, std::uint32_t code_point) {
  CHECK(code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF));
  const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) return put(code_point);
  if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
  } else {
    if (code_point < 0x10000) {
      put(0xE0 | code_point >> 12);
    } else {
      put(0xF0 | code_point >> 18);
      put(0x80 | (code_point >> 12 & 0x3F));
    }
    put(0x80 | (code_point >> 6 & 0x3F));
  }
  put(0x80 | (code_point & 0x3F));
}

std::uint32_t take_code_point(std::string_view& text) {
  const Step step = utf8_step(text);
  CHECK(step.kind == StepKind::valid);
  std::uint32_t code_point = byte_at(text, 0);
  if (step.length > 1) code_point &= 0x7Fu >> step.length;
  for (std::size_t index = 1; index < step.length; ++index) {
    code_point = code_point << 6 | (byte_at(text, index) & 0x3F);
  }
  text.remove_prefix(step.length);
  return code_point;
}

}  // namespace firebreak::tables
