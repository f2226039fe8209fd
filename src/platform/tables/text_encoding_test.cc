#include "platform/tables/text_encoding.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "platform/tables/multibyte.h"

namespace firebreak::tables {
namespace {

constexpr TextEncoding kAll[] = {TextEncoding::utf8, TextEncoding::utf8_bom, TextEncoding::utf16_le,
                                 TextEncoding::utf16_be, TextEncoding::gb18030};

struct Decoded {
  std::string text;
  std::vector<InvalidBytes> invalid;
};

Decoded decoded(std::string_view bytes, TextEncoding encoding, std::size_t chunk) {
  TextDecoder decoder(encoding);
  Decoded result;
  for (std::size_t at = 0; at < bytes.size(); at += chunk) {
    decoder.decode(bytes.substr(at, chunk), result.text, result.invalid);
  }
  decoder.finish(result.text, result.invalid);
  return result;
}

TextEncoding detected(std::string_view bytes) {
  auto source = open_source(bytes);
  return detect_encoding(**source).value();
}

std::string encoded(std::string_view text, TextEncoding encoding) {
  std::string bytes(byte_order_mark(encoding));
  encode_text(text, encoding, bytes);
  return bytes;
}

// Any character that all five encodings have; private ones are left to their owners.
std::string random_text(Random& random, std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) {
    std::uint32_t code_point = 0;
    do {
      const std::uint64_t kind = random.below(4);
      code_point = static_cast<std::uint32_t>(kind == 0   ? random.below(0x80)
                                              : kind == 1 ? 0x4E00 + random.below(0x5000)
                                              : kind == 2 ? random.below(0x10000)
                                                          : 0x10000 + random.below(0x100000));
    } while ((code_point >= 0xD800 && code_point <= 0xF8FF) || code_point >= 0xF0000 ||
             (code_point >= 0xFE10 && code_point <= 0xFE19) || code_point == 0xFEFF ||
             (code_point >= 0x9FB4 && code_point <= 0x9FBB) || code_point == 0x1E3F);
    append_utf8(text, code_point);
  }
  return text;
}

TEST(TextEncoding, SurvivesEveryEncodingInChunksOfEverySize) {
  Random random(7);
  const std::string text = "姓名😀𠀀㐀\r\n" + random_text(random, 3000);
  for (const auto encoding : kAll) {
    const std::string bytes = encoded(text, encoding);
    for (const std::size_t chunk : {1u, 2u, 3u, 5u, 7u, 64u, 4096u, 1u << 20}) {
      const Decoded back = decoded(bytes, encoding, chunk);
      EXPECT_EQ(back.text, text) << encoding_name(encoding) << " by " << chunk;
      EXPECT_TRUE(back.invalid.empty()) << encoding_name(encoding);
    }
    EXPECT_EQ(detected(bytes), encoding);
  }
}

TEST(TextEncoding, PrefersUtf8WhereItIsValid) {
  EXPECT_EQ(detected(""), TextEncoding::utf8);
  EXPECT_EQ(detected("plain"), TextEncoding::utf8);
  EXPECT_EQ(detected("张三,李四"), TextEncoding::utf8);
  EXPECT_EQ(detected(encoded("张三,李四", TextEncoding::gb18030)), TextEncoding::gb18030);
}

TEST(TextEncoding, LooksAtTheWholeInput) {
  std::string bytes(3'000'000, 'a');
  bytes += encoded("无锡市", TextEncoding::gb18030);
  EXPECT_EQ(detected(bytes), TextEncoding::gb18030);
}

TEST(TextEncoding, KnowsUtf8ThatSomebodyDamaged) {
  std::string bytes;
  for (int i = 0; i < 50; ++i) bytes += "王小明,梁溪区\n";
  bytes.insert(60, "\xFF");
  EXPECT_EQ(detected(bytes), TextEncoding::utf8);
}

TEST(TextEncoding, ReportsInvalidBytesWithTheirOffset) {
  for (const std::size_t chunk : {1u, 2u, 3u, 100u}) {
    const Decoded utf8 = decoded("ab\xC0\xAF中\xE4\xB8", TextEncoding::utf8, chunk);
    EXPECT_EQ(utf8.text, "ab\uFFFD\uFFFD中\uFFFD");
    ASSERT_EQ(utf8.invalid.size(), 3u);
    EXPECT_EQ(utf8.invalid[0].byte_offset, 2u);
    EXPECT_EQ(utf8.invalid[1].byte_offset, 3u);
    EXPECT_EQ(utf8.invalid[2].byte_offset, 7u);
    EXPECT_EQ(utf8.invalid[2].text_offset, 11u);

    const Decoded gb = decoded("\xD6\xD0\xB0,x\xFFy\x81\x30", TextEncoding::gb18030, chunk);
    EXPECT_EQ(gb.text, "中\uFFFD,x\uFFFDy\uFFFD");
    ASSERT_EQ(gb.invalid.size(), 3u);
    EXPECT_EQ(gb.invalid[0].byte_offset, 2u);
    EXPECT_EQ(gb.invalid[1].byte_offset, 5u);
    EXPECT_EQ(gb.invalid[2].byte_offset, 7u);

    const std::string_view half(
        "\xFF\xFE\x00\xD8"
        "a\x00\x42",
        7);
    const Decoded utf16 = decoded(half, TextEncoding::utf16_le, chunk);
    EXPECT_EQ(utf16.text, "\uFFFDa\uFFFD");
    ASSERT_EQ(utf16.invalid.size(), 2u);
    EXPECT_EQ(utf16.invalid[0].byte_offset, 2u);
    EXPECT_EQ(utf16.invalid[1].byte_offset, 6u);
  }
}

TEST(TextEncoding, ReportsWholeCharactersThatHaveNoCodePoint) {
  const Decoded gb = decoded("a\xFE\x39\xFE\x39,b", TextEncoding::gb18030, 100);
  EXPECT_EQ(gb.text, "a\uFFFD,b");
  ASSERT_EQ(gb.invalid.size(), 1u);
  EXPECT_EQ(gb.invalid[0].byte_offset, 1u);
}

// Property: whatever the bytes and the chunks, the text is UTF-8 and the same.
TEST(TextEncoding, GivesTheSameTextForAnyChunks) {
  Random random(11);
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (int i = 0; i < 60; ++i) bytes += static_cast<char>(random.below(256));
    for (const auto encoding : kAll) {
      const Decoded whole = decoded(bytes, encoding, bytes.size());
      const Decoded parts = decoded(bytes, encoding, 1 + random.below(9));
      EXPECT_TRUE(is_utf8(whole.text));
      EXPECT_EQ(whole.text, parts.text);
      ASSERT_EQ(whole.invalid.size(), parts.invalid.size());
      for (std::size_t i = 0; i < whole.invalid.size(); ++i) {
        EXPECT_EQ(whole.invalid[i].byte_offset, parts.invalid[i].byte_offset);
        EXPECT_EQ(whole.invalid[i].text_offset, parts.invalid[i].text_offset);
        EXPECT_EQ(whole.text.substr(whole.invalid[i].text_offset, 3), "\uFFFD");
      }
    }
  }
}

}  // namespace
}  // namespace firebreak::tables
