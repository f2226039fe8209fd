// Proof that a log is whole: every batch in its place, every hash right, every page sound.
//
// What a chain cannot show is that its last batches are gone: compare the head with what a
// snapshot or a backup remembers.
#pragma once

#include <functional>

#include "platform/journal/journal.h"

namespace firebreak::journal {

using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct BrokenAt {
  Position position;  // The first fact that cannot be trusted; 0 where no fact is touched.
  IoError problem;
};

struct VerifyReport {
  std::uint64_t batches = 0;  // That are whole and in order, from the first on.
  Head head;                  // After them.
  std::optional<BrokenAt> broken{};
};

// Of any log: its chain from the first batch to the head.
VerifyReport verify_chain(Log& log, const Progress& progress);

// Of a journal: its chain, then its pages.
VerifyReport verify(Journal& journal, const Progress& progress);

}  // namespace firebreak::journal
