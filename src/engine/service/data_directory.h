// A city's data on disk: journal, vault, keys, snapshots, and the lock of whoever serves it.
//
//   journal.db   the record: every fact, hash-chained         (docs/formats/journal.md)
//   vault.db     names, numbers, phones, addresses, encrypted (docs/formats/vault.md)
//   keys         the vault's keys: back it up apart, or point elsewhere with `key_path`
//   snapshots/   the State as of some positions; may be deleted at any time
//   lock         held while a program writes; its line says where it serves
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/core/state.h"
#include "engine/service/replay.h"
#include "engine/service/time_machine.h"
#include "platform/io/directory_lock.h"
#include "platform/io/files.h"
#include "platform/journal/journal.h"
#include "platform/vault/vault.h"

namespace firebreak::service {

inline constexpr std::size_t kSnapshotsKept = 3;

struct DataPaths {
  std::string directory;
  std::string key_path{};  // Empty: `keys` in the directory.

  std::string journal() const { return directory + "/journal.db"; }
  std::string vault() const { return directory + "/vault.db"; }
  std::string keys() const { return key_path.empty() ? directory + "/keys" : key_path; }
  std::string snapshots() const { return directory + "/snapshots"; }
};

struct OpenData {
  std::unique_ptr<io::DirectoryLock> lock;  // Null when opened to read.
  std::unique_ptr<journal::Journal> journal;
  std::unique_ptr<journal::Journal> past;  // A reader of its own, for the time machine.
  std::unique_ptr<vault::KeyRing> ring;
  std::unique_ptr<vault::Vault> vault;
  core::State state;  // Up to the journal's head.
};

enum class DataAccess : std::uint8_t { read_write, read_only };

// A new, empty city. data.exists when there is one already.
IoResult<void> create_data(io::Files& files, const DataPaths& paths, Instant now,
                           vault::Entropy& entropy);

// data.missing when there is none; io.locked (with the server's line) when another program writes.
IoResult<OpenData> open_data(io::Files& files, const DataPaths& paths, DataAccess access,
                             vault::Entropy& entropy, const ReplayProgress& progress = {});

// Writes the State, which must be as of a position of this journal, and keeps the newest few.
IoResult<std::string> write_snapshot(io::Files& files, const DataPaths& paths,
                                     journal::Log& journal, const core::State& state);

// The newest snapshot at or before a position that loads; a damaged one is passed over.
std::optional<core::State> load_snapshot(const io::Files& files, const DataPaths& paths,
                                         const journal::JournalId& journal,
                                         core::Position position);

}  // namespace firebreak::service
