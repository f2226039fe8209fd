// The journal on disk: SQLite in WAL mode, synced at each append, one row per committed batch.
//
// Format: docs/formats/journal.md. One process writes; any number read at the same time, each with
// its own Journal opened read_only, whose head() moves with refresh(). One thread at a time each.
// Refuses files that are not a journal (journal.foreign), of a newer version of Firebreak
// (journal.newer_format), or whose head does not hold (journal.broken, journal.damaged).
#pragma once

#include <memory>

#include "platform/io/database.h"
#include "platform/io/files.h"
#include "platform/journal/log.h"

namespace firebreak::journal {

inline constexpr std::int64_t kJournalFormatVersion = 1;
inline constexpr std::uint64_t kSpaceReserveBytes = std::uint64_t{64} << 20;

class Chain;

enum class OpenMode : std::uint8_t { read_write, read_only };

struct JournalOptions {
  OpenMode mode = OpenMode::read_write;
  const io::Files* files = nullptr;  // Asked for free space; null: the machine's.
  std::uint64_t size_bytes_max = 0;  // journal.disk_full beyond; 0: no limit but the disk's.
};

struct JournalIdentity {
  JournalId id;
  Instant created_at;
};

class Journal : public Log {
 public:
  // Refuses journal.exists. The file appears whole or not at all.
  static IoResult<std::unique_ptr<Journal>> create(const std::string& path,
                                                   const JournalIdentity& identity,
                                                   const JournalOptions& options = {});
  static IoResult<std::unique_ptr<Journal>> open(const std::string& path,
                                                 const JournalOptions& options = {});

  const JournalId& id() const override { return identity_.id; }
  const JournalIdentity& identity() const { return identity_; }
  const std::string& path() const { return path_; }
  Head head() const override { return head_; }

  // journal.disk_full when free space is below the reserve (try again once there is space), or
  // when the write itself found none (then the log is stopped, as after any other failure).
  // journal.conflict when somebody else appended: this writer has been deposed.
  IoResult<Head> append(const NewBatch& batch) override;
  IoResult<void> read(Position after, const BatchVisitor& visit) override;
  IoResult<Position> position_at(Instant instant) override;
  IoResult<std::optional<Hash>> hash_at(Position position) override;

  // For readers: what has been appended since.
  IoResult<Head> refresh();

  // SQLite's own check of pages and cells; the first problem, empty where there is none.
  IoResult<std::string> structure_problem();

 private:
  Journal(std::string path, JournalOptions options, io::Database database, io::Statement insert,
          io::Statement select, io::Statement at);

  IoResult<void> check_space(std::size_t body_bytes);
  IoResult<Head> chain_start(Position after);
  IoResult<bool> read_some(Chain& chain, const BatchVisitor& visit);
  IoResult<Head> head_before(Position position);

  std::string path_;
  JournalOptions options_;
  io::Database database_;
  io::Statement insert_;
  io::Statement select_;  // Rows from a first position on, with bodies.
  io::Statement at_;      // The row that holds a position, without its body.
  JournalIdentity identity_{};
  Head genesis_;
  Head head_;
  std::uint64_t bytes_until_space_check_ = 0;
  std::optional<IoError> stopped_;
};

}  // namespace firebreak::journal
