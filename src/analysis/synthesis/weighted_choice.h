// Choosing one of many values by weight in constant time (Walker's alias method), many tables in
// one array. Built with sums and divisions only: the same choices on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace firebreak::synthesis {

class WeightedChoices {
 public:
  // Weights are not negative. A table whose weights sum to 0 is empty: pick() must not be called.
  std::uint32_t add(std::span<const double> weights, std::span<const std::uint32_t> values);
  std::uint32_t add(std::span<const double> weights);  // Values 0, 1, 2 ...

  std::size_t size() const { return ends_.size(); }
  bool empty(std::uint32_t table) const { return first(table) == ends_[table]; }
  std::uint32_t pick(std::uint32_t table, std::uint64_t random) const {
    const std::uint64_t count = ends_[table] - first(table);
    const Entry& entry = entries_[first(table) + (((random >> 32) * count) >> 32)];
    return static_cast<std::uint32_t>(random) < entry.cut ? entry.own : entry.other;
  }

 private:
  struct Entry {
    std::uint32_t cut;
    std::uint32_t own;
    std::uint32_t other;
  };
  std::uint32_t first(std::uint32_t table) const { return table == 0 ? 0 : ends_[table - 1]; }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> ends_;
};

// Whole numbers that add up to `total`, as near to the weights as they go (largest remainders).
std::vector<std::uint32_t> apportion(std::uint32_t total, std::span<const double> weights);

}  // namespace firebreak::synthesis
