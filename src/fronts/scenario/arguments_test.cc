#include "fronts/scenario/arguments.h"

#include <gtest/gtest.h>

namespace firebreak::scenario {
namespace {

constexpr Keys kKeys{.subject = true, .known = "age share from days of", .needed = "age"};

Arguments arguments_of(std::vector<std::string> words) {
  return Arguments("a.scn", {.line = 3, .at = {}, .verb = "person", .words = std::move(words)},
                   kKeys);
}

std::string fault_of(const Arguments& arguments) {
  return arguments.fault() ? arguments.fault()->code : "";
}

TEST(Arguments, ReadsEachValueAsWhatTheVerbExpects) {
  Arguments read = arguments_of(
      {"A", "age", "25..58", "share", "2.5%", "days", "2022-03-28..2022-03-29", "of", "x,y"});
  EXPECT_EQ(read.subject(), "A");
  EXPECT_EQ(read.span("age").first, 25);
  EXPECT_EQ(read.span("age").last, 58);
  EXPECT_DOUBLE_EQ(read.share("share"), 0.025);
  EXPECT_EQ(read.days("days")->last - read.days("days")->first, 1);
  EXPECT_EQ(read.list("of"), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(read.number("from", 9), 9);
  EXPECT_EQ(fault_of(read), "");
}

TEST(Arguments, RefusesWhatTheVerbDoesNotKnowOrLacks) {
  EXPECT_EQ(fault_of(arguments_of({})), "scenario.subject");
  EXPECT_EQ(fault_of(arguments_of({"A", "colour", "red"})), "scenario.key");
  EXPECT_EQ(fault_of(arguments_of({"A", "age", "1", "age", "2"})), "scenario.key");
  EXPECT_EQ(fault_of(arguments_of({"A", "age"})), "scenario.missing");
  EXPECT_EQ(fault_of(arguments_of({"A", "share", "5%"})), "scenario.missing");
}

TEST(Arguments, KeepsTheFirstFaultAndGivesHarmlessValues) {
  Arguments read = arguments_of({"A", "age", "58..25", "share", "250%"});
  EXPECT_EQ(read.span("age", {.first = 1, .last = 2}).last, 2);
  EXPECT_EQ(read.share("share"), 0);
  ASSERT_TRUE(read.fault().has_value());
  EXPECT_EQ(read.fault()->code, "scenario.value");
  const auto& values = read.fault()->values;
  EXPECT_EQ(values[1].value, "3");       // The line.
  EXPECT_EQ(values[4].value, "58..25");  // The first of the two.
}

}  // namespace
}  // namespace firebreak::scenario
