#include "platform/journal/journal_file.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/format.h>

#include "platform/io/posix_files.h"

namespace firebreak::journal {
namespace {

constexpr std::int64_t kApplicationId = 0x46424A4C;  // "FBJL"
constexpr std::int64_t kPageBytes = 4096;
constexpr int kValueBytesMax = static_cast<int>(kBodyBytesMax) + (1 << 16);

constexpr const char* kMetaTable =
    "CREATE TABLE meta(\n"
    "  format_version INTEGER NOT NULL,\n"
    "  journal_id BLOB NOT NULL,\n"
    "  created_at INTEGER NOT NULL\n"
    ") STRICT";

// The key is the first position, not the last: two writers that go on from the same head always
// choose the same first position, so the second is refused whatever the sizes of their batches.
constexpr const char* kBatchesTable =
    "CREATE TABLE batches(\n"
    "  first_position INTEGER PRIMARY KEY,\n"
    "  position INTEGER NOT NULL,\n"
    "  recorded_at INTEGER NOT NULL,\n"
    "  fact_count INTEGER NOT NULL,\n"
    "  previous_hash BLOB NOT NULL,\n"
    "  hash BLOB NOT NULL,\n"
    "  body BLOB NOT NULL\n"
    ") STRICT";

IoResult<void> fill(const std::string& path, const JournalIdentity& identity) {
  auto database = open_database(path, io::OpenMode::create);
  if (!database) return database.error();
  const std::string sql = fmt::format(
      "PRAGMA page_size = {}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN;"
      "PRAGMA application_id = {}; PRAGMA user_version = {}; {}; {};",
      kPageBytes, kApplicationId, kJournalFormatVersion, kMetaTable, kBatchesTable);
  IoResult<void> done = database->run(sql);
  if (!done) return done;
  auto insert = database->prepare("INSERT INTO meta VALUES(?, ?, ?)");
  if (!insert) return insert.error();
  insert->bind(1, kJournalFormatVersion);
  insert->bind_bytes(2, identity.id);
  insert->bind(3, identity.created_at.milliseconds);
  const IoResult<bool> inserted = insert->step();
  if (!inserted) return inserted.error();
  return database->run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
}

IoError foreign(const std::string& reason) {
  return {"journal.foreign", "this file is not a Firebreak journal: " + reason};
}

IoResult<void> check_version(io::Database& database) {
  const auto application = database.integer("PRAGMA application_id");
  if (!application) return application.error();
  if (*application != kApplicationId) return foreign("its application id is another");
  const auto version = database.integer("PRAGMA user_version");
  if (!version) return version.error();
  if (*version > kJournalFormatVersion) {
    return IoError{"journal.newer_format",
                   fmt::format("the journal has format {}, this program knows formats up to {}; "
                               "open it with a newer Firebreak",
                               *version, kJournalFormatVersion)};
  }
  if (*version != kJournalFormatVersion) return foreign(fmt::format("format {}", *version));
  return {};
}

IoResult<void> check_tables(io::Database& database) {
  auto tables = database.prepare("SELECT type, sql FROM sqlite_schema ORDER BY name");
  if (!tables) return tables.error();
  for (const char* expected : {kBatchesTable, kMetaTable}) {
    const IoResult<bool> row = tables->step();
    if (!row) return row.error();
    if (!*row || tables->text(0) != "table" || tables->text(1) != expected) {
      return foreign("its tables are others");
    }
  }
  const IoResult<bool> more = tables->step();
  if (!more) return more.error();
  if (*more) return foreign("it has more than the journal's tables");
  return {};
}

}  // namespace

IoResult<io::Database> open_database(const std::string& path, io::OpenMode mode) {
  return io::Database::open(path,
                            {.mode = mode, .name = "journal", .value_bytes_max = kValueBytesMax});
}

IoResult<void> make_journal_file(const std::string& path, const JournalIdentity& identity) {
  io::PosixFiles files;
  if (files.size(path)) {
    return IoError{"journal.exists", path + " is there already; it is not replaced"};
  }
  const std::string partial = path + ".partial";
  for (const char* suffix : {"", "-wal", "-shm"}) {
    static_cast<void>(files.remove(partial + suffix));  // Left by a creation that was killed.
  }
  const IoResult<void> filled = fill(partial, identity);
  if (!filled) return filled;
  return files.rename(partial, path);
}

IoResult<JournalIdentity> recognise(io::Database& database) {
  IoResult<void> checked = check_version(database);
  if (checked) checked = check_tables(database);
  if (!checked) return checked.error();
  auto meta = database.prepare("SELECT format_version, journal_id, created_at FROM meta");
  if (!meta) return meta.error();
  const IoResult<bool> row = meta->step();
  if (!row) return row.error();
  JournalIdentity identity{};
  if (!*row || meta->integer(0) != kJournalFormatVersion || meta->kind(1) != io::ValueKind::bytes ||
      meta->bytes(1).size() != identity.id.size()) {
    return IoError{"journal.damaged", "the journal's identity cannot be read"};
  }
  std::copy_n(meta->bytes(1).begin(), identity.id.size(), identity.id.begin());
  identity.created_at = Instant{meta->integer(2)};
  return identity;
}

IoResult<void> prepare_for_appending(io::Database& database, std::uint64_t size_bytes_max) {
  IoResult<void> done = database.run(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;"
      "PRAGMA wal_checkpoint(PASSIVE)");  // So that leftovers of a torn write never add up.
  if (done && size_bytes_max > 0) {
    const auto pages = static_cast<std::int64_t>(size_bytes_max) / kPageBytes;
    done =
        database.run(fmt::format("PRAGMA max_page_count = {}", std::max<std::int64_t>(1, pages)));
  }
  return done;
}

}  // namespace firebreak::journal
