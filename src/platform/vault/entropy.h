// Where keys and nonces come from: the system for real cities, a seed for tests and demo cities.
//
// Invariant: the bytes of one source never repeat within its life. A seeded source repeats between
// lives by design, so a vault filled from it must hold invented people only.
#pragma once

#include <cstdint>
#include <mutex>
#include <span>

#include "base/random.h"

namespace firebreak::vault {

class Entropy {  // Thread-safe.
 public:
  virtual ~Entropy() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

class SystemEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

class SeededEntropy final : public Entropy {
 public:
  explicit SeededEntropy(std::uint64_t seed) : random_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::mutex mutex_;
  Random random_;
};

}  // namespace firebreak::vault
