#include "base/random.h"

#include <gtest/gtest.h>

namespace firebreak {
namespace {

TEST(Random, RepeatsFromTheSameSeed) {
  Random a(7);
  Random b(7);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(a.next(), b.next());
}

TEST(Random, ForksDoNotDependOnEachOther) {
  const Random parent(7);
  Random first = parent.fork(1);
  Random second = parent.fork(2);
  EXPECT_NE(first.next(), second.next());
  EXPECT_EQ(parent.fork(1).next(), parent.fork(1).next());
}

TEST(Random, IsUniformEnough) {
  Random random(1);
  std::array<int, 10> counts{};
  for (int i = 0; i < 100000; ++i) ++counts[random.below(10)];
  for (const int count : counts) EXPECT_NEAR(count, 10000, 500);
}

TEST(Random, NormalHasMeanZeroAndDeviationOne) {
  Random random(3);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < 100000; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / 100000, 0.0, 0.02);
  EXPECT_NEAR(squares / 100000, 1.0, 0.03);
}

}  // namespace
}  // namespace firebreak
