#include "platform/tables/cell_value.h"

#include <gtest/gtest.h>

namespace firebreak::tables {
namespace {

TEST(CellValue, ReadsWholeNumbersStrictly) {
  EXPECT_EQ(read_whole("807300").value(), 807300);
  EXPECT_EQ(read_whole(" 807,300 ").value(), 807300);
  EXPECT_EQ(read_whole("-1,234,567").value(), -1234567);
  EXPECT_EQ(read_whole("８０７，３００").value(), 807300);
  EXPECT_EQ(read_whole("\u3000+5\u00A0").value(), 5);
  EXPECT_EQ(read_whole("9223372036854775807").value(), INT64_MAX);
  EXPECT_EQ(read_whole("-9223372036854775808").value(), INT64_MIN);
  for (const char* cell : {"", " ", "807,3000", "80,7300", ",300", "1,", "1,2", "1234,567", "1.0",
                           "1e3", "0x10", "--1", "1 2", "五", "9223372036854775808", "1,,234"}) {
    const auto value = read_whole(cell);
    ASSERT_FALSE(value.has_value()) << cell;
    EXPECT_EQ(value.error(), (Refusal{"table.not_whole", "", {{"value", cell}}}));
  }
}

TEST(CellValue, ReadsDecimalsStrictly) {
  EXPECT_DOUBLE_EQ(read_decimal("0.35").value(), 0.35);
  EXPECT_DOUBLE_EQ(read_decimal("-1,234.5").value(), -1234.5);
  EXPECT_DOUBLE_EQ(read_decimal("３．５").value(), 3.5);
  EXPECT_DOUBLE_EQ(read_decimal("7").value(), 7);
  for (const char* cell : {"", "1.234,5", ".5", "5.", "1.2.3", "1e3", "nan", "inf", "807,3000.5"}) {
    EXPECT_EQ(read_decimal(cell).error().code, "table.not_a_number") << cell;
  }
}

TEST(CellValue, ReadsDaysInTheFormsPeopleUse) {
  const Day day = *make_day(2022, 3, 30);
  for (const char* cell :
       {"2022-03-30", "2022/3/30", "2022.3.30", "20220330", "2022年3月30日", "2022年03月30日",
        "２０２２年３月３０日", " 2022-3-30 ", "2022-03-30 00:00:00", "2022-03-30T00:00:00",
        "2022/3/30 0:00", "２０２２－３－３０"}) {
    EXPECT_EQ(read_day(cell).value(), day) << cell;
  }
  for (const char* cell :
       {"", "2022-02-30", "2022111", "22/3/30", "3月30日", "2022年3月", "44650", "2022-03-30 20:00",
        "30/3/2022", "2022-13-01", "1022-03-30", "昨天", "2022年3月30"}) {
    EXPECT_EQ(read_day(cell).error().code, "table.not_a_day") << cell;
  }
}

TEST(CellValue, ReadsTimesInTheFormsPeopleUse) {
  const Instant evening = *parse_instant("2022-03-30 20:30");
  for (const char* cell :
       {"2022-03-30 20:30", "2022/3/30 20:30:00", "2022-03-30T20:30:00+08:00",
        "2022-03-30T12:30:00Z", "2022年3月30日 20:30", "2022年3月30日20时30分",
        "2022年3月30日20点30分", "2022年3月30日 20时30分00秒", "２０２２-３-３０　２０：３０"}) {
    EXPECT_EQ(read_instant(cell).value(), evening) << cell;
  }
  EXPECT_EQ(read_instant("2022年3月30日20时").value(), *parse_instant("2022-03-30 20:00"));
  EXPECT_EQ(read_instant("2022-03-30").value(), *parse_instant("2022-03-30 00:00"));
  for (const char* cell :
       {"", "20:30", "2022-03-30 25:00", "2022-03-30 8pm", "2022年3月30日晚上"}) {
    EXPECT_EQ(read_instant(cell).error().code, "table.not_a_time") << cell;
  }
}

TEST(CellValue, CutsALongValueAtACharacter) {
  const auto value = read_whole(std::string(63, '1') + "中文");
  EXPECT_EQ(value.error().values[0].value, std::string(63, '1'));
}

}  // namespace
}  // namespace firebreak::tables
