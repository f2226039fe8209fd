#include "base/memory_bytes.h"

#include <algorithm>

namespace firebreak {

bool MemorySource::read(std::span<std::byte> bytes) {
  if (bytes.size() > bytes_.size()) return false;
  std::copy_n(bytes_.begin(), bytes.size(), bytes.begin());
  bytes_ = bytes_.subspan(bytes.size());
  return true;
}

}  // namespace firebreak
