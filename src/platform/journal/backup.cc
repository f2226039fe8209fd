#include "platform/journal/backup.h"

#include <sqlite3.h>

#include "platform/io/posix_files.h"
#include "platform/journal/journal_file.h"

namespace firebreak::journal {
namespace {

constexpr int kPagesPerStep = 2048;

IoResult<void> copy_pages(io::Database& from, io::Database& to, const Progress& progress) {
  // One read transaction for the whole copy: the writer goes on, and the copy never starts over.
  IoResult<void> done = from.run("BEGIN; SELECT count(*) FROM meta");
  if (!done) return done;
  sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (backup == nullptr) return to.error("begin the backup");
  int result = SQLITE_OK;
  while (result == SQLITE_OK) {
    result = sqlite3_backup_step(backup, kPagesPerStep);
    const int total = sqlite3_backup_pagecount(backup);
    const int left = sqlite3_backup_remaining(backup);
    if (progress) {
      progress(static_cast<std::uint64_t>(total - left), static_cast<std::uint64_t>(total));
    }
  }
  sqlite3_backup_finish(backup);
  if (result != SQLITE_DONE) return to.error("write the backup");
  done = from.run("COMMIT");
  // Without a log beside it the copy is one file, readable where nothing may be written.
  if (done) done = to.run("PRAGMA journal_mode = DELETE");
  return done;
}

IoResult<VerifyReport> copy_and_verify(const std::string& journal_path, const std::string& partial,
                                       const Progress& progress) {
  {
    auto from = open_database(journal_path, io::OpenMode::read_only);
    if (!from) return from.error();
    const IoResult<JournalIdentity> identity = recognise(*from);
    if (!identity) return identity.error();
    auto to = open_database(partial, io::OpenMode::create);
    if (!to) return to.error();
    const IoResult<void> copied = copy_pages(*from, *to, progress);
    if (!copied) return copied.error();
  }
  auto copy = Journal::open(partial, {.mode = OpenMode::read_only});
  if (!copy) return copy.error();
  VerifyReport report = verify(**copy, nullptr);
  if (report.broken) return report.broken->problem;
  return report;
}

}  // namespace

IoResult<VerifyReport> back_up(const std::string& journal_path, const std::string& backup_path,
                               const Progress& progress) {
  io::PosixFiles files;
  if (files.size(backup_path)) {
    return IoError{"journal.exists", backup_path + " is there already; it is not replaced"};
  }
  const std::string partial = backup_path + ".partial";
  static_cast<void>(files.remove(partial));  // Left by a backup that was killed.
  IoResult<VerifyReport> report = copy_and_verify(journal_path, partial, progress);
  IoResult<void> named = report ? files.rename(partial, backup_path) : report.error();
  if (!named) {
    static_cast<void>(files.remove(partial));
    return named.error();
  }
  return report;
}

}  // namespace firebreak::journal
