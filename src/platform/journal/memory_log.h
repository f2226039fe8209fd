// A log in memory, for tests and drills: the promises of log.h without a disk.
//
// Outlives the restarts that a drill plays, as a disk would. One thread at a time.
#pragma once

#include <vector>

#include "platform/journal/log.h"

namespace firebreak::journal {

class MemoryLog : public Log {
 public:
  MemoryLog(const JournalId& id, Instant created_at);

  const JournalId& id() const override { return id_; }
  Head head() const override;
  IoResult<Head> append(const NewBatch& batch) override;
  IoResult<void> read(Position after, const BatchVisitor& visit) override;
  IoResult<Position> position_at(Instant instant) override;
  IoResult<std::optional<Hash>> hash_at(Position position) override;

 private:
  struct Kept {
    Head before;
    Head after;
    std::vector<std::byte> body;
  };

  JournalId id_;
  Head genesis_;
  std::vector<Kept> batches_;
};

}  // namespace firebreak::journal
