// Least-significant-digit radix sort: stable, linear, and the same on every machine.
//
// Sorts by the low `bits` bits of key(value). Worth it from a few hundred values on; below that
// std::stable_sort gives the same order. `scratch` is kept by callers that sort often.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace firebreak::tracing {

template <class T, class KeyOf>
void radix_sort(std::vector<T>& values, std::vector<T>& scratch, int bits, KeyOf key) {
  constexpr std::size_t kSmall = 256;
  constexpr int kDigitBitsMax = 11;  // 2,048 streams: the counters stay in the first-level cache.
  if (values.size() < kSmall) {
    std::ranges::stable_sort(values, {}, key);
    return;
  }
  const int passes = std::max(1, (bits + kDigitBitsMax - 1) / kDigitBitsMax);
  const int digit_bits = (bits + passes - 1) / passes;
  const std::uint64_t mask = (std::uint64_t{1} << digit_bits) - 1;
  scratch.resize(values.size());
  for (int pass = 0; pass < passes; ++pass) {
    const int shift = pass * digit_bits;
    std::array<std::size_t, std::size_t{1} << kDigitBitsMax> next{};
    for (const T& value : values) ++next[key(value) >> shift & mask];
    std::size_t sum = 0;
    for (std::size_t& count : next) sum += std::exchange(count, sum);
    for (const T& value : values) scratch[next[key(value) >> shift & mask]++] = value;
    values.swap(scratch);
  }
}

}  // namespace firebreak::tracing
