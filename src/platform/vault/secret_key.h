// 32 secret bytes that are wiped when they are let go. Never copied, never printed.
#pragma once

#include <array>
#include <cstdint>

namespace firebreak::vault {

inline constexpr std::size_t kSecretBytes = 32;

class SecretKey {
 public:
  SecretKey();  // All zero until filled.
  ~SecretKey();
  SecretKey(const SecretKey&) = delete;
  SecretKey& operator=(const SecretKey&) = delete;

  std::array<std::uint8_t, kSecretBytes>& bytes() { return bytes_; }
  const std::uint8_t* raw() const { return bytes_.data(); }

 private:
  std::array<std::uint8_t, kSecretBytes> bytes_{};
};

}  // namespace firebreak::vault
