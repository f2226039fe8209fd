#include "analysis/synthesis/weighted_choice.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"

namespace firebreak::synthesis {
namespace {

constexpr double kCutScale = 4294967296.0;  // 2^32.

std::uint32_t cut_of(double share) {
  const double scaled = share * kCutScale;
  return scaled >= kCutScale - 1 ? 0xffffffffU : static_cast<std::uint32_t>(scaled);
}

}  // namespace

std::uint32_t WeightedChoices::add(std::span<const double> weights,
                                   std::span<const std::uint32_t> values) {
  CHECK(weights.size() == values.size());
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (sum > 0) {
    const std::size_t count = weights.size();
    const std::size_t base = entries_.size();
    std::vector<double> share(count);
    std::vector<std::uint32_t> small;
    std::vector<std::uint32_t> large;
    for (std::uint32_t i = 0; i < count; ++i) {
      share[i] = weights[i] / sum * static_cast<double>(count);
      (share[i] < 1 ? small : large).push_back(i);
      entries_.push_back({.cut = 0xffffffffU, .own = values[i], .other = values[i]});
    }
    while (!small.empty() && !large.empty()) {
      const std::uint32_t low = small.back();
      small.pop_back();
      const std::uint32_t high = large.back();
      entries_[base + low].cut = cut_of(share[low]);
      entries_[base + low].other = values[high];
      share[high] -= 1 - share[low];
      if (share[high] < 1) {
        large.pop_back();
        small.push_back(high);
      }
    }
  }
  ends_.push_back(static_cast<std::uint32_t>(entries_.size()));
  return static_cast<std::uint32_t>(ends_.size() - 1);
}

std::uint32_t WeightedChoices::add(std::span<const double> weights) {
  std::vector<std::uint32_t> values(weights.size());
  std::iota(values.begin(), values.end(), 0U);
  return add(weights, values);
}

std::vector<std::uint32_t> apportion(std::uint32_t total, std::span<const double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::uint32_t> parts(weights.size(), 0);
  if (sum <= 0) return parts;
  std::vector<std::pair<double, std::size_t>> remainders;
  std::uint32_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = weights[i] / sum * total;
    parts[i] = static_cast<std::uint32_t>(exact);
    given += parts[i];
    remainders.emplace_back(static_cast<double>(parts[i]) - exact, i);
  }
  CHECK(given <= total + weights.size());
  std::ranges::sort(remainders);
  for (std::size_t i = 0; given < total; ++i, ++given) {
    ++parts[remainders[i % remainders.size()].second];
  }
  return parts;
}

}  // namespace firebreak::synthesis
