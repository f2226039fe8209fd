// Many readers, one writer, and the writer is not starved: it closes the gate behind itself.
#pragma once

#include <mutex>
#include <shared_mutex>

namespace firebreak::service {

class ReadLock {
 public:
  [[nodiscard]] std::shared_lock<std::shared_mutex> read() {
    {
      const std::lock_guard wait(gate_);
    }
    return std::shared_lock(mutex_);
  }
  [[nodiscard]] std::unique_lock<std::shared_mutex> write() {
    const std::lock_guard close(gate_);  // Readers that come from now on wait for us.
    return std::unique_lock(mutex_);
  }

 private:
  std::mutex gate_;
  std::shared_mutex mutex_;
};

}  // namespace firebreak::service
