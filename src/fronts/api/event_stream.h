// Server-sent events: tells readers that something changed, at most four times a second, and the
// clock each five seconds. Never what changed: they ask, within their own scope.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "engine/service/service.h"

namespace firebreak::api {

inline constexpr std::chrono::milliseconds kChangeInterval{250};
inline constexpr std::chrono::milliseconds kClockInterval{5000};

// One reader's mailbox. The writer thread drops changes in; the connection empties it.
class ChangeBox {
 public:
  explicit ChangeBox(service::Service& service);
  ~ChangeBox();
  ChangeBox(const ChangeBox&) = delete;
  ChangeBox& operator=(const ChangeBox&) = delete;

  // What came since the last call, joined into one; absent when nothing did.
  std::optional<service::Change> take();

 private:
  service::Service& service_;
  std::mutex mutex_;
  std::optional<service::Change> waiting_;
  std::uint64_t subscription_;
};

std::string change_text(const service::Change& change);
std::string clock_text(Instant now, bool simulated);

}  // namespace firebreak::api
