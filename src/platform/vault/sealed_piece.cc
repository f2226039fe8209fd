#include "platform/vault/sealed_piece.h"

#include <algorithm>
#include <string>

#include <sodium.h>

#include "base/check.h"

namespace firebreak::vault {
namespace {

using Bound = std::array<std::uint8_t, 29>;

void put_u32(std::uint8_t* to, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) to[i] = static_cast<std::uint8_t>(value >> (8 * i));
}

std::uint32_t get_u32(const std::uint8_t* from) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value |= static_cast<std::uint32_t>(from[i]) << (8 * i);
  return value;
}

Bound bind_to(const SealContext& context, const VaultKey& key) {
  Bound bound;
  std::ranges::copy(context.vault, bound.begin());
  put_u32(&bound[16], context.subject.value);
  bound[20] = static_cast<std::uint8_t>(context.purpose);
  put_u32(&bound[21], static_cast<std::uint32_t>(key.day.number));
  put_u32(&bound[25], key.slot);
  return bound;
}

IoError tampered(const SealContext& context) {
  return {"vault.tampered", "the " + std::string(to_text(context.purpose)) + " of person " +
                                std::to_string(context.subject.value) +
                                " is not what was written; restore it from a backup"};
}

}  // namespace

void seal(std::span<const std::uint8_t> piece, const SealContext& context, const VaultKey& key,
          std::span<const std::uint8_t, kNonceBytes> nonce, std::vector<std::uint8_t>& sealed) {
  CHECK(key.role == KeyRole::data && key.purpose == context.purpose);
  sealed.resize(piece.size() + kSealOverheadBytes);
  put_u32(sealed.data(), key.slot);
  std::ranges::copy(nonce, sealed.begin() + 4);
  const Bound bound = bind_to(context, key);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + 4 + kNonceBytes, nullptr, piece.data(),
                                             piece.size(), bound.data(), bound.size(), nullptr,
                                             nonce.data(), key.secret.raw());
}

IoResult<Opened> unseal(std::span<const std::uint8_t> sealed, const SealContext& context,
                        const KeyRing& ring, std::vector<std::uint8_t>& piece) {
  if (sealed.size() < kSealOverheadBytes) return tampered(context);
  const KeySlot slot = get_u32(sealed.data());
  const KeyFound found = ring.find(slot);
  if (found.state == KeyFound::State::destroyed) return Opened::erased;
  if (found.state == KeyFound::State::unknown) {
    return IoError{"vault.key_missing", "key " + std::to_string(slot) +
                                            " is not in the key file; restore the newest one"};
  }
  const VaultKey& key = *found.key;
  if (key.role != KeyRole::data || key.purpose != context.purpose) return tampered(context);
  piece.resize(sealed.size() - kSealOverheadBytes);
  const Bound bound = bind_to(context, key);
  const std::uint8_t* nonce = sealed.data() + 4;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          piece.data(), nullptr, nullptr, nonce + kNonceBytes, sealed.size() - 4 - kNonceBytes,
          bound.data(), bound.size(), nonce, key.secret.raw()) != 0) {
    return tampered(context);
  }
  return Opened::open;
}

}  // namespace firebreak::vault
