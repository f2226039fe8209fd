#include "platform/vault/phone_number.h"

#include <gtest/gtest.h>

namespace firebreak::vault {
namespace {

TEST(Phone, HasOneNormalForm) {
  for (const char* typed : {"13800000000", "+86 138 0000 0000", "0086-138-0000-0000",
                            "8613800000000", "（＋８６）１３８００００００００"}) {
    EXPECT_EQ(normal_phone(typed), "13800000000") << typed;
    EXPECT_EQ(check_phone(typed).value(), "13800000000") << typed;
  }
  EXPECT_EQ(check_phone("(0510) 8000-0000").value(), "051080000000");
  EXPECT_EQ(check_phone("+86 510 8000 0000").value(), "051080000000");
  EXPECT_EQ(check_phone("8000 0000").value(), "80000000");
  EXPECT_EQ(check_phone("86000000").value(), "86000000");  // A local number, not a country code.
  EXPECT_EQ(check_phone("00 852 5000 0000").value(), "+85250000000");
}

TEST(Phone, RefusesOtherShapes) {
  for (const char* typed : {"", "1", "12800000000", "1380000000", "138000000000", "13800000000a",
                            "+", "+1234", "+0123456789", "+1234567890123456", "00", "电话"}) {
    const auto checked = check_phone(typed);
    ASSERT_FALSE(checked) << typed;
    EXPECT_EQ(checked.error().code, "phone.shape");
    EXPECT_EQ(checked.error().field, "phone");
  }
}

// A wrong phone is still found by what was typed, and its form is stable.
TEST(Phone, KeepsWhatItCannotRead) {
  EXPECT_EQ(normal_phone("+86 12"), "+8612");
  EXPECT_EQ(normal_phone("none"), "NONE");
  for (const char* typed : {"+86 12", "0000123", "+86+8613800000000", "86 861380000000"}) {
    EXPECT_EQ(normal_phone(normal_phone(typed)), normal_phone(typed)) << typed;
  }
}

}  // namespace
}  // namespace firebreak::vault
