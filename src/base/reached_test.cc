#include "base/reached.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firebreak {
namespace {

TEST(Reached, RemembersOnlyWhatRan) {
  for (int i = 0; i < 3; ++i) {
    if (i == 1) REACHED("base.test_probe");
    if (i == 7) REACHED("base.never");
  }
  EXPECT_THAT(reached_probes(), testing::Contains("base.test_probe"));
  EXPECT_THAT(reached_probes(), testing::Not(testing::Contains("base.never")));
}

}  // namespace
}  // namespace firebreak
