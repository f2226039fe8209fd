// Oracle: the affiliation column read from end to end, while people change and are laid out anew.
#include "domain/registry/affiliates.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace firebreak::registry {
namespace {

TEST(Affiliates, AreThoseWhoseColumnSaysSo) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Random random(seed);
    std::vector<std::uint32_t> column(60, PlaceId::kNone);
    Affiliates affiliates;
    for (int step = 0; step < 2000; ++step) {
      const auto person = static_cast<std::uint32_t>(random.below(column.size()));
      const auto place = static_cast<std::uint32_t>(random.below(9));
      column[person] = place == 8 ? PlaceId::kNone : place;
      affiliates.changed(PersonId{person});
      if (random.chance(0.02)) affiliates.lay_out(column);
      const PlaceId asked{static_cast<std::uint32_t>(random.below(10))};
      std::vector<std::uint32_t> found;
      affiliates.for_each(asked, column, [&](PersonId p) { found.push_back(p.value); });
      std::ranges::sort(found);
      std::vector<std::uint32_t> expected;
      for (std::uint32_t p = 0; p < column.size(); ++p) {
        if (column[p] == asked.value) expected.push_back(p);
      }
      ASSERT_EQ(found, expected) << "seed " << seed << " step " << step;
    }
  }
}

}  // namespace
}  // namespace firebreak::registry
