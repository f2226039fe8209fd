#include "analysis/synthesis/weighted_choice.h"

#include <numeric>

#include <gtest/gtest.h>

#include "base/random.h"

namespace firebreak::synthesis {
namespace {

TEST(WeightedChoices, PicksInProportionAndNeverWhatWeighsNothing) {
  WeightedChoices choices;
  choices.add(std::vector<double>{1});
  const std::vector<double> weights{5, 0, 1, 3, 0.5, 0.5};
  const std::vector<std::uint32_t> values{10, 11, 12, 13, 14, 15};
  const std::uint32_t table = choices.add(weights, values);
  Random random(7);
  std::vector<double> counts(values.size(), 0);
  constexpr int kDraws = 200'000;
  for (int i = 0; i < kDraws; ++i) ++counts[choices.pick(table, random.next()) - 10];
  EXPECT_EQ(counts[1], 0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    EXPECT_NEAR(counts[i] / kDraws, weights[i] / 10, 0.005);
  }
}

TEST(WeightedChoices, KnowsAnEmptyTable) {
  WeightedChoices choices;
  EXPECT_TRUE(choices.empty(choices.add(std::vector<double>{})));
  EXPECT_TRUE(choices.empty(choices.add(std::vector<double>{0, 0})));
  EXPECT_FALSE(choices.empty(choices.add(std::vector<double>{0, 2})));
}

TEST(Apportion, AddsUpAndIsWithinOneOfTheExactShare) {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> weights(1 + random.below(40));
    for (double& weight : weights) weight = random.chance(0.2) ? 0 : random.unit() * 10;
    weights.front() += 0.1;
    const auto total = static_cast<std::uint32_t>(random.below(5'000));
    const auto parts = apportion(total, weights);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), 0U), total);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      EXPECT_NEAR(parts[i], weights[i] / sum * total, 1.0001);
    }
  }
}

}  // namespace
}  // namespace firebreak::synthesis
