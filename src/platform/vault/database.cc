#include "platform/vault/database.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/check.h"

namespace firebreak::vault {
namespace {

constexpr int kBusyMilliseconds = 5000;  // Another process may be taking a backup.
constexpr int kBackupPages = 4096;       // A step; others may write in between.

std::string code_for(int result) {
  switch (result & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:  // Our statements are fixed: only a foreign schema makes one fail.
    case SQLITE_MISMATCH:
    case SQLITE_CONSTRAINT:
    case SQLITE_SCHEMA:
      return "vault.damaged";
    case SQLITE_FULL:
      return "vault.disk_full";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "vault.in_use";
    default:
      return "vault.io";
  }
}

IoError failure(sqlite3* connection, int result) {
  const char* file = connection != nullptr ? sqlite3_db_filename(connection, "main") : nullptr;
  const char* what = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(result);
  return {code_for(result), std::string(file != nullptr ? file : "vault") + ": " + what};
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::bind(int parameter, std::int64_t number) {
  CHECK(sqlite3_bind_int64(statement_.get(), parameter, number) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  CHECK(sqlite3_bind_text64(statement_.get(), parameter, text.data() != nullptr ? text.data() : "",
                            text.size(), SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind(int parameter, std::span<const std::uint8_t> blob) {
  CHECK(sqlite3_bind_blob64(statement_.get(), parameter, blob.empty() ? nullptr : blob.data(),
                            blob.size(), SQLITE_STATIC) == SQLITE_OK);
  return *this;
}

IoResult<bool> Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  IoError error = failure(sqlite3_db_handle(statement_.get()), result);
  sqlite3_reset(statement_.get());
  return error;
}

IoResult<void> Statement::run() {
  while (true) {
    const auto row = step();
    if (!row) return row.error();
    if (!*row) break;
  }
  reset();
  return {};
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
  const auto* text = sqlite3_column_text(statement_.get(), column);
  if (text == nullptr) return {};
  return {reinterpret_cast<const char*>(text),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::span<const std::uint8_t> Statement::blob(int column) const {
  const auto* blob =
      static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  if (blob == nullptr) return {};
  return {blob, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

IoResult<Database> Database::open(const std::string& path, Mode mode) {
  Database opened;
  sqlite3* connection = nullptr;
  const int flags = (mode == Mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int result = sqlite3_open_v2(path.c_str(), &connection, flags, nullptr);
  opened.connection_.reset(connection);
  if (result != SQLITE_OK) return failure(connection, result);
  sqlite3_busy_timeout(connection, kBusyMilliseconds);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  if (auto set = opened.run("PRAGMA cell_size_check = ON; PRAGMA cache_size = -32768;"
                            "PRAGMA temp_store = MEMORY;");
      !set) {
    return set.error();
  }
  return opened;
}

IoResult<void> Database::run(const char* sql) {
  const int result = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return failure(connection_.get(), result);
  return {};
}

IoResult<Statement> Database::prepare(const char* sql) {
  sqlite3_stmt* raw = nullptr;
  const int result =
      sqlite3_prepare_v3(connection_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (result != SQLITE_OK) return failure(connection_.get(), result);
  Statement statement;
  statement.statement_.reset(raw);
  return statement;
}

IoResult<std::int64_t> Database::number(const char* sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  const auto row = statement->step();
  if (!row) return row.error();
  return *row ? statement->number(0) : 0;
}

IoResult<void> Database::backup(const std::string& path) {
  if (auto made = create_private_file(path); !made) return made;
  auto target = open(path, Mode::read_write);
  if (!target) return target.error();
  sqlite3_backup* copy =
      sqlite3_backup_init(target->connection_.get(), "main", connection_.get(), "main");
  if (copy == nullptr) return failure(target->connection_.get(), SQLITE_IOERR);
  int result = SQLITE_OK;
  while (result == SQLITE_OK) result = sqlite3_backup_step(copy, kBackupPages);
  sqlite3_backup_finish(copy);
  if (result != SQLITE_DONE) return failure(target->connection_.get(), result);
  return {};
}

IoResult<Transaction> Transaction::begin(Database& database) {
  if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(database);
}

Transaction::~Transaction() {
  // A failed rollback has nothing to add: SQLite rolls back by itself at the next opening.
  if (database_ != nullptr) (void)database_->run("ROLLBACK");
}

IoResult<void> Transaction::commit() {
  auto committed = database_->run("COMMIT");
  if (committed) database_ = nullptr;
  return committed;
}

IoResult<void> create_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) {
    if (errno == EEXIST) return IoError{"vault.exists", path + ": is there already"};
    return IoError{"vault.io", path + ": cannot create: " + std::strerror(errno)};
  }
  ::close(file);
  return {};
}

}  // namespace firebreak::vault
