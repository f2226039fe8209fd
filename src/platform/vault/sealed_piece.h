// A piece encrypted with XChaCha20-Poly1305 under the data key of its purpose and day.
//
// Layout: key slot 4 bytes, nonce 24, ciphertext with tag. The vault, subject, purpose, day and
// slot are authenticated with it, so a piece moved to another person does not open.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "platform/vault/key_ring.h"

namespace firebreak::vault {

inline constexpr std::size_t kNonceBytes = 24;
inline constexpr std::size_t kSealOverheadBytes = 4 + kNonceBytes + 16;

struct SealContext {
  VaultId vault;
  PersonId subject;
  Purpose purpose;
};

void seal(std::span<const std::uint8_t> piece, const SealContext& context, const VaultKey& key,
          std::span<const std::uint8_t, kNonceBytes> nonce, std::vector<std::uint8_t>& sealed);

enum class Opened : std::uint8_t { open, erased };

// `erased` where the key was destroyed. `vault.tampered` where the piece is not what was sealed for
// this context, `vault.key_missing` where the ring never had the key (an older copy of the file).
IoResult<Opened> unseal(std::span<const std::uint8_t> sealed, const SealContext& context,
                        const KeyRing& ring, std::vector<std::uint8_t>& piece);

}  // namespace firebreak::vault
