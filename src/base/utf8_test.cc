#include "base/utf8.h"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

namespace firebreak {
namespace {

// Every code point written by the rules of RFC 3629.
std::string written(std::uint32_t point) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (point >> shift & 0x3F)); };
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xC0 | point >> 6), tail(0)};
  if (point < 0x10000) return {static_cast<char>(0xE0 | point >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | point >> 18), tail(12), tail(6), tail(0)};
}

TEST(Utf8, TakesEveryCharacterAndNoSurrogate) {
  for (std::uint32_t point = 0; point < 0x120000; ++point) {
    const bool character = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    ASSERT_EQ(is_utf8(written(point)), character) << point;
  }
}

TEST(Utf8, RefusesOverlongAndBrokenForms) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("河埒街道 44"));
  for (const std::string text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xF0\x80\x80\x80",
                                 "\xE6\xB2", "\xE6\xB2z", "\xFF", "ok\xF5\x80\x80\x80"}) {
    EXPECT_FALSE(is_utf8(text));
  }
}

}  // namespace
}  // namespace firebreak
