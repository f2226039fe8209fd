#include "base/archive.h"

#include <fmt/format.h>

namespace firebreak {

std::string HashArchive::hex() const {
  const XXH128_hash_t digest = XXH3_128bits_digest(state_);
  return fmt::format("{:016x}{:016x}", digest.high64, digest.low64);
}

}  // namespace firebreak
