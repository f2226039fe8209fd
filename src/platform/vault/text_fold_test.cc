#include "platform/vault/text_fold.h"

#include <gtest/gtest.h>

namespace firebreak::vault {
namespace {

TEST(FoldText, BringsFullWidthToAscii) {
  EXPECT_EQ(fold_text("１１０１０１Ｘｘ"), "110101XX");
  EXPECT_EQ(fold_text("（８）－～"), "(8)-~");
  EXPECT_EQ(fold_text("　 甲一\t"), "甲一");
  EXPECT_EQ(fold_text("0510–8000"), "0510-8000");
}

TEST(FoldText, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(fold_text("a\xFF\xE3"), "A??");
  EXPECT_EQ(fold_text("\xC2"), "?");
  EXPECT_EQ(fold_text(" "), "");
}

TEST(FoldName, JoinsWhatIsWrittenApart) {
  EXPECT_EQ(fold_name("测 试一"), "测试一");
  EXPECT_EQ(fold_name("测　 试一 "), "测试一");
  EXPECT_EQ(fold_name("ana   li"), "ANA LI");
  EXPECT_EQ(fold_name("ana 测 li"), "ANA测LI");
  EXPECT_EQ(fold_name("阿娜•测试"), fold_name("阿娜·测试"));
  EXPECT_EQ(fold_name("阿娜・测试"), "阿娜·测试");
}

// Property: folding what is folded changes nothing, so a stored form can be hashed again.
TEST(FoldName, IsIdempotent) {
  for (const char* name : {"测 试", "ana  li", "Ａ　Ｂ", "\xE3 \xE2\x80 x", "a 测  b"}) {
    EXPECT_EQ(fold_name(fold_name(name)), fold_name(name));
  }
}

}  // namespace
}  // namespace firebreak::vault
