#include "base/archive.h"

#include <algorithm>

#include <fmt/format.h>

namespace firebreak {

std::string HashArchive::hex() const {
  const XXH128_hash_t digest = XXH3_128bits_digest(state_);
  return fmt::format("{:016x}{:016x}", digest.high64, digest.low64);
}

bool MemorySource::read(std::span<std::byte> bytes) {
  if (bytes.size() > bytes_.size()) return false;
  std::copy_n(bytes_.begin(), bytes.size(), bytes.begin());
  bytes_ = bytes_.subspan(bytes.size());
  return true;
}

}  // namespace firebreak
