#include "base/reached.h"

#include <mutex>
#include <set>

namespace firebreak {
namespace {

struct Probes {
  std::mutex mutex;
  std::set<std::string> names;
};

Probes& probes() {
  static Probes instance;
  return instance;
}

}  // namespace

void mark_reached(const char* probe) {
  const std::lock_guard lock(probes().mutex);
  probes().names.insert(probe);
}

std::vector<std::string> reached_probes() {
  const std::lock_guard lock(probes().mutex);
  return {probes().names.begin(), probes().names.end()};
}

}  // namespace firebreak
