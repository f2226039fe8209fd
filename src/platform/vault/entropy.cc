#include "platform/vault/entropy.h"

#include <algorithm>
#include <cstring>

#include <sodium.h>

#include "base/check.h"

namespace firebreak::vault {

void SystemEntropy::fill(std::span<std::uint8_t> bytes) {
  CHECK(sodium_init() >= 0);
  randombytes_buf(bytes.data(), bytes.size());
}

void SeededEntropy::fill(std::span<std::uint8_t> bytes) {
  const std::lock_guard lock(mutex_);
  while (!bytes.empty()) {
    const std::uint64_t word = random_.next();
    const std::size_t taken = std::min(bytes.size(), sizeof(word));
    std::memcpy(bytes.data(), &word, taken);
    bytes = bytes.subspan(taken);
  }
}

}  // namespace firebreak::vault
