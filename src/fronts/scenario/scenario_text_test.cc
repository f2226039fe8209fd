#include "fronts/scenario/scenario_text.h"

#include <gtest/gtest.h>

namespace firebreak::scenario {
namespace {

std::string code_and_line(std::string_view text) {
  const auto read = read_scenario(text, "a.scn");
  if (read) return "read";
  return read.error().code + "@" + read.error().values[1].value;
}

TEST(ScenarioText, ReadsTimesOfTheDayNamedLast) {
  const auto read = read_scenario(
      "\xEF\xBB\xBF# a comment\n"
      "seed number 7\r\n"
      "day 2022-03-30\n"
      "  17:30 result first_pool   # positive\n"
      "day 2022-03-31\n"
      "01:00 note \"five of them\" count x\n",
      "a.scn");
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->statements.size(), 3U);
  EXPECT_EQ(read->statements[0].verb, "seed");
  EXPECT_FALSE(read->statements[0].at.has_value());
  EXPECT_EQ(read->statements[1].line, 4U);
  EXPECT_EQ(to_text(*read->statements[1].at), "2022-03-30T17:30:00+08:00");
  EXPECT_EQ(read->statements[1].words, std::vector<std::string>{"first_pool"});
  EXPECT_EQ(to_text(*read->statements[2].at), "2022-03-31T01:00:00+08:00");
  EXPECT_EQ(read->statements[2].words[0], "five of them");
}

TEST(ScenarioText, NamesTheLineOfWhatCannotBeRead) {
  EXPECT_EQ(code_and_line("a b\nday 2022-02-30\n"), "scenario.day@2");
  EXPECT_EQ(code_and_line("day 2022-02-01 x\n"), "scenario.day@1");
  EXPECT_EQ(code_and_line("\n17:30 result x\n"), "scenario.time@2");  // No day yet.
  EXPECT_EQ(code_and_line("day 2022-03-30\n25:00 result x"), "scenario.time@2");
  EXPECT_EQ(code_and_line("day 2022-03-30\n17:30"), "scenario.time@2");
  EXPECT_EQ(code_and_line("title \"not closed"), "scenario.text@1");
  EXPECT_EQ(code_and_line("title a\"b\""), "scenario.text@1");
  EXPECT_EQ(code_and_line(std::string_view("title a\0b", 9)), "scenario.text@1");
  EXPECT_EQ(code_and_line(std::string(kScenarioBytesMax + 1, ' ')), "scenario.too_large@0");
}

}  // namespace
}  // namespace firebreak::scenario
