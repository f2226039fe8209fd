#include "platform/io/clock.h"

#include <gtest/gtest.h>

namespace firebreak::io {
namespace {

TEST(Clock, ManualMovesOnlyWhenTold) {
  ManualClock clock(Instant{1000});
  EXPECT_EQ(clock.now(), Instant{1000});
  clock.advance(Duration::seconds(2));
  EXPECT_EQ(clock.now(), Instant{3000});
  clock.set(Instant{500});  // As a machine's clock does when it is corrected.
  EXPECT_EQ(clock.now(), Instant{500});
}

TEST(Clock, RealCountsMillisecondsSince1970) {
  const Instant now = RealClock().now();
  EXPECT_GT(now, parse_instant("2022-03-30T20:00:00+08:00").value());
  EXPECT_LT(now, parse_instant("2200-01-01T00:00:00Z").value());
}

}  // namespace
}  // namespace firebreak::io
