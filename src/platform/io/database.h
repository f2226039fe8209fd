// A thin, owning wrapper of SQLite: open, prepare, bind, step; errors as values.
//
// Error codes are `<name>.<what>` with the name given at opening ("journal"): not_found, busy,
// disk_full, damaged, conflict, not_permitted, failed. Opened files are treated as untrusted:
// defensive mode, no trusted schema, a limit on the size of a value. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace firebreak::io {

enum class OpenMode : std::uint8_t { create, read_write, read_only };
enum class ValueKind : std::uint8_t { nothing, integer, real, text, bytes };

struct DatabaseOptions {
  OpenMode mode = OpenMode::read_write;
  std::string name{};                 // The first word of error codes.
  int value_bytes_max = 1 << 30;      // Of one row or value.
  int busy_wait_milliseconds = 5000;  // For another process's lock.
};

class Statement {
 public:
  // Bound bytes and text must live until step() has answered. Positions count from 1.
  void bind(int position, std::int64_t value);
  void bind_bytes(int position, std::span<const std::byte> bytes);
  void bind_text(int position, std::string_view text);

  IoResult<bool> step();  // True where there is a row.
  void reset();           // To be stepped again; bindings stay.

  // Columns count from 0; views live until the next step() or reset().
  ValueKind kind(int column) const;
  std::int64_t integer(int column) const;
  std::span<const std::byte> bytes(int column) const;
  std::string text(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(sqlite3_stmt* statement, std::string name)
      : statement_(statement), name_(std::move(name)) {}

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::string name_;
};

class Database {
 public:
  static IoResult<Database> open(const std::string& path, DatabaseOptions options);

  IoResult<Statement> prepare(std::string_view sql);
  IoResult<void> run(const std::string& sql);            // Statements without rows of interest.
  IoResult<std::int64_t> integer(std::string_view sql);  // The first column of the first row.
  IoError error(const std::string& attempt) const;       // The last failure of this connection.
  sqlite3* handle() const { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  Database(sqlite3* database, std::string name) : database_(database), name_(std::move(name)) {}

  std::unique_ptr<sqlite3, Close> database_;
  std::string name_;
};

}  // namespace firebreak::io
