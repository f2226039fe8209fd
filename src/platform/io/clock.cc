#include "platform/io/clock.h"

#include <chrono>

namespace firebreak::io {

Instant RealClock::now() const {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count()};
}

}  // namespace firebreak::io
