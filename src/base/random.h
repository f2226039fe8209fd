// Randomness only from a seed that somebody passed in: the same seed, the same numbers, anywhere.
//
// xoshiro256** seeded by splitmix64 (Blackman and Vigna 2018). Distributions are written here,
// because the standard library's differ between implementations.
#pragma once

#include <array>
#include <cstdint>

namespace firebreak {

class Random {
 public:
  explicit Random(std::uint64_t seed);

  std::uint64_t next();
  std::uint64_t below(std::uint64_t bound);                     // Uniform in [0, bound); bound > 0.
  std::int64_t between(std::int64_t first, std::int64_t last);  // Both ends included.
  double unit();                                                // Uniform in [0, 1).
  bool chance(double probability);
  double normal();  // Mean 0, standard deviation 1.
  double exponential(double mean);

  // A generator for one part of the work, independent of how much the others draw.
  Random fork(std::uint64_t stream) const;

 private:
  std::array<std::uint64_t, 4> state_;
};

// A well-mixed function of its argument, for choices that must not depend on order.
std::uint64_t mix(std::uint64_t value);

}  // namespace firebreak
