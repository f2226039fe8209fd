// The time, passed in: real, or moved by hand in tests and drills.
//
// A clock of the machine may step back when it is corrected; callers that need an order take the
// larger of now() and what they last recorded.
#pragma once

#include <atomic>

#include "base/instant.h"

namespace firebreak::io {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class RealClock : public Clock {
 public:
  Instant now() const override;
};

// Moved by hand, from any thread.
class ManualClock : public Clock {
 public:
  explicit ManualClock(Instant start) : milliseconds_(start.milliseconds) {}
  Instant now() const override { return Instant{milliseconds_.load()}; }
  void set(Instant instant) { milliseconds_ = instant.milliseconds; }
  void advance(Duration duration) { milliseconds_ += duration.milliseconds; }

 private:
  std::atomic<std::int64_t> milliseconds_;
};

}  // namespace firebreak::io
