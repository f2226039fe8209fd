#include "platform/io/database.h"

#include <cerrno>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/check.h"

namespace firebreak::io {
namespace {

std::string_view what_happened(int result, int system_error) {
  switch (result & 0xff) {
    case SQLITE_CANTOPEN:
      return "not_found";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "busy";
    case SQLITE_FULL:
      return "disk_full";
    case SQLITE_IOERR:
      return system_error == ENOSPC || system_error == EDQUOT ? "disk_full" : "failed";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return "damaged";
    case SQLITE_CONSTRAINT:
      return "conflict";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "not_permitted";
    default:
      return "failed";
  }
}

IoError error_of(sqlite3* database, const std::string& name, const std::string& attempt) {
  const int result = sqlite3_extended_errcode(database);
  const char* file = sqlite3_db_filename(database, "main");
  return {fmt::format("{}.{}", name, what_happened(result, sqlite3_system_errno(database))),
          fmt::format("cannot {} in {}: {} (SQLite {})", attempt, file == nullptr ? "?" : file,
                      sqlite3_errmsg(database), result)};
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::bind(int position, std::int64_t value) {
  CHECK(sqlite3_bind_int64(statement_.get(), position, value) == SQLITE_OK);
}

void Statement::bind_bytes(int position, std::span<const std::byte> bytes) {
  // A null pointer would bind NULL instead of no bytes.
  const int bound = bytes.empty() ? sqlite3_bind_zeroblob(statement_.get(), position, 0)
                                  : sqlite3_bind_blob64(statement_.get(), position, bytes.data(),
                                                        bytes.size(), SQLITE_STATIC);
  CHECK(bound == SQLITE_OK);
}

void Statement::bind_text(int position, std::string_view text) {
  const char* first = text.data() == nullptr ? "" : text.data();
  CHECK(sqlite3_bind_text64(statement_.get(), position, first, text.size(), SQLITE_STATIC,
                            SQLITE_UTF8) == SQLITE_OK);
}

IoResult<bool> Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  const std::string attempt = sqlite3_stmt_readonly(statement_.get()) != 0 ? "read" : "write";
  return error_of(sqlite3_db_handle(statement_.get()), name_, attempt);
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

ValueKind Statement::kind(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_INTEGER:
      return ValueKind::integer;
    case SQLITE_FLOAT:
      return ValueKind::real;
    case SQLITE_TEXT:
      return ValueKind::text;
    case SQLITE_BLOB:
      return ValueKind::bytes;
    default:
      return ValueKind::nothing;
  }
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::span<const std::byte> Statement::bytes(int column) const {
  const auto* first = static_cast<const std::byte*>(sqlite3_column_blob(statement_.get(), column));
  const int count = sqlite3_column_bytes(statement_.get(), column);
  // A value that does not fit in memory reads as null.
  if (first == nullptr || count <= 0) return {};
  return {first, static_cast<std::size_t>(count)};
}

std::string Statement::text(int column) const {
  const std::span<const std::byte> view = bytes(column);
  return {reinterpret_cast<const char*>(view.data()), view.size()};
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

IoResult<Database> Database::open(const std::string& path, DatabaseOptions options) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= options.mode == OpenMode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (options.mode == OpenMode::create) flags |= SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  if (handle == nullptr) return IoError{options.name + ".failed", "no memory to open " + path};
  Database database(handle, options.name);
  if (opened != SQLITE_OK) return database.error("open the file");
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, options.value_bytes_max);
  sqlite3_busy_timeout(handle, options.busy_wait_milliseconds);
  const IoResult<void> careful = database.run("PRAGMA cell_size_check = ON");
  if (!careful) return careful.error();
  return database;
}

IoResult<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int prepared = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (prepared != SQLITE_OK) return error("prepare");
  return Statement(statement, name_);
}

IoResult<void> Database::run(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return error("run \"" + sql.substr(0, 60) + "\"");
  }
  return {};
}

IoResult<std::int64_t> Database::integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  const IoResult<bool> row = statement->step();
  if (!row) return row.error();
  return *row ? statement->integer(0) : std::int64_t{0};
}

IoError Database::error(const std::string& attempt) const {
  return error_of(database_.get(), name_, attempt);
}

}  // namespace firebreak::io
