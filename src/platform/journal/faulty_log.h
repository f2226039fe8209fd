// A log that fails on purpose, by a seed, the way disks do: sometimes the batch was kept after all.
//
// Wraps any Log. After a failure it refuses appends until reopen(), as the real journal does until
// it is opened again.
#pragma once

#include "base/random.h"
#include "platform/journal/log.h"

namespace firebreak::journal {

struct LogFaultPlan {
  std::uint64_t seed = 0;
  double failure_chance = 0;  // Of each append.
  double kept_chance = 0.5;   // That the batch of a failed append is durable nevertheless.
};

class FaultyLog : public Log {
 public:
  FaultyLog(Log& inner, LogFaultPlan plan) : inner_(inner), plan_(plan), random_(plan.seed) {
    reopen();
  }

  const JournalId& id() const override { return inner_.id(); }
  Head head() const override { return head_; }
  IoResult<Head> append(const NewBatch& batch) override;
  IoResult<void> read(Position after, const BatchVisitor& visit) override {
    return inner_.read(after, visit);
  }
  IoResult<Position> position_at(Instant instant) override { return inner_.position_at(instant); }
  IoResult<std::optional<Hash>> hash_at(Position position) override {
    return inner_.hash_at(position);
  }

  void reopen();  // Looks at the head again, and appends again.

 private:
  Log& inner_;
  LogFaultPlan plan_;
  Random random_;
  Head head_;
  bool stopped_ = false;
};

}  // namespace firebreak::journal
