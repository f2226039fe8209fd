#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace firebreak {

void check_failed(const char* promise, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: CHECK failed: %s\n", file, line, promise);
  std::abort();
}

}  // namespace firebreak
