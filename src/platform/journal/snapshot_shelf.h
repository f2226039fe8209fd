// The snapshots of a directory: which there are, and the newest few kept.
//
// A file's name is `snapshot-<position>.fbs`, the position in 20 digits so that names sort.
#pragma once

#include "platform/journal/snapshot.h"

namespace firebreak::journal {

std::string snapshot_name(Position position);

struct SnapshotEntry {
  std::string path;
  SnapshotHeader header;
};

struct SnapshotShelf {
  std::vector<SnapshotEntry> snapshots;  // Of the journal asked for; newest first.
  std::vector<IoError> unreadable;       // Files of such a name that are none.
};

// Looks at headers and footers only; a load or verify_snapshot() proves the rest.
IoResult<SnapshotShelf> list_snapshots(const io::Files& files, const std::string& directory,
                                       const JournalId& journal);

// Removes all of this journal's but the newest `kept`, and leftovers of killed writers. The number
// removed.
IoResult<std::size_t> keep_newest(io::Files& files, const std::string& directory,
                                  const JournalId& journal, std::size_t kept);

}  // namespace firebreak::journal
