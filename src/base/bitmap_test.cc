#include "base/bitmap.h"

#include <set>

#include <gtest/gtest.h>

#include "base/random.h"

namespace firebreak {
namespace {

// Oracle: a std::set of the same numbers, under random sets, clears and resizes.
TEST(Bitmap, AgreesWithASet) {
  Random random(11);
  Bitmap bitmap;
  std::set<std::size_t> oracle;
  for (int step = 0; step < 20000; ++step) {
    const std::size_t position = random.below(1000);
    switch (random.below(8)) {
      case 0:
        bitmap.clear(position);
        oracle.erase(position);
        break;
      case 1:
        if (random.chance(0.05)) {
          bitmap.resize(position);
          oracle.erase(oracle.lower_bound(position), oracle.end());
        }
        break;
      default:
        bitmap.set(position);
        oracle.insert(position);
    }
    const std::size_t first = random.below(1000);
    const std::size_t last = first + random.below(300);
    const auto expected = std::distance(oracle.lower_bound(first), oracle.lower_bound(last));
    ASSERT_EQ(bitmap.count(first, last), static_cast<std::size_t>(expected));
    ASSERT_EQ(bitmap.test(position), oracle.contains(position));
  }
}

}  // namespace
}  // namespace firebreak
