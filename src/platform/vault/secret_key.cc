#include "platform/vault/secret_key.h"

#include <sodium.h>

namespace firebreak::vault {

SecretKey::SecretKey() = default;
SecretKey::~SecretKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

}  // namespace firebreak::vault
