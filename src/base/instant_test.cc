#include "base/instant.h"

#include <gtest/gtest.h>

namespace firebreak {
namespace {

TEST(Instant, ReadsLocalAndOffsetTimesAsTheSameMoment) {
  const auto local = parse_instant("2022-03-30 20:00");
  ASSERT_TRUE(local.has_value());
  EXPECT_EQ(local, parse_instant("2022-03-30T20:00:00+08:00"));
  EXPECT_EQ(local, parse_instant("2022-03-30T12:00:00Z"));
  EXPECT_EQ(local, parse_instant("2022-03-30T07:00:00.000-05:00"));
  EXPECT_EQ(to_text(*local), "2022-03-30T20:00:00+08:00");
  EXPECT_EQ(to_short_text(*local), "03-30 20:00");
}

TEST(Instant, RefusesWhatIsNotATime) {
  for (const char* text : {"", "2022", "2022-02-30", "2022-03-30T", "2022-03-30 25:00",
                           "2022-03-30 20:61", "2022-03-30 20:00 tomorrow", "807,3000"}) {
    EXPECT_FALSE(parse_instant(text).has_value()) << text;
  }
}

TEST(Day, BeginsAtLocalMidnight) {
  const Instant late = *parse_instant("2022-03-30T23:59:59+08:00");
  EXPECT_EQ(to_text(day_of(late)), "2022-03-30");
  EXPECT_EQ(to_text(day_of(late + Duration::seconds(1))), "2022-03-31");
  EXPECT_EQ(start_of(day_of(late)), *parse_instant("2022-03-30 00:00"));
  EXPECT_EQ(day_of(Instant{-kLocalOffsetMilliseconds - 1}).number, -1);
}

// Property: every day of two centuries survives text and back.
TEST(Day, SurvivesTextAndBack) {
  for (int number = -40000; number < 40000; ++number) {
    EXPECT_EQ(parse_day(to_text(Day{number})), Day{number});
  }
}

}  // namespace
}  // namespace firebreak
