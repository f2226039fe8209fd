// An idempotency key as the 16 bytes that a fact carries.
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/key_table.h"

namespace firebreak::core {

inline std::string bytes_of(Key key) {
  std::string bytes(sizeof(Key), '\0');
  std::memcpy(bytes.data(), &key, sizeof(Key));
  return bytes;
}

inline Key key_from_bytes(std::string_view bytes) {
  CHECK(bytes.size() == sizeof(Key));
  Key key;
  std::memcpy(&key, bytes.data(), sizeof(Key));
  return key;
}

}  // namespace firebreak::core
