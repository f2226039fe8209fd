// The time, passed in: real, or moved by hand in tests and drills.
//
// A clock of the machine may step back when it is corrected; callers that need an order take the
// larger of now() and what they last recorded.
#pragma once

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

class ManualClock : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  void set(Instant instant) { now_ = instant; }
  void advance(Duration duration) { now_ = now_ + duration; }

 private:
  Instant now_;
};

}  // namespace firebreak::io
