// The hash chain: each batch's hash covers the one before it, so no fact can be changed unseen.
//
// Byte layout of what is hashed: docs/formats/journal.md.
#pragma once

#include "platform/journal/log.h"

namespace firebreak::journal {

// The hash before the first batch: binds the chain to this journal and no other.
Hash genesis_hash(const JournalId& id, Instant created_at);

// Of the batch that follows `before`.
Hash batch_hash(const Head& before, const NewBatch& batch);

// journal.batch_too_large, journal.batch_empty, journal.time_reversed; nothing has been tried yet.
IoResult<void> acceptable(const Head& before, const NewBatch& batch);

// Walks batches in order and stops at the first that does not follow.
class Chain {
 public:
  explicit Chain(Head start) : head_(start) {}

  // journal.gap, journal.broken, journal.time_reversed, naming the position.
  IoResult<void> follow(const BatchRow& row);
  const Head& head() const { return head_; }

 private:
  Head head_;
};

}  // namespace firebreak::journal
