// One SQLite connection and its prepared statements, with errors as values.
//
// Not thread-safe: the owner locks. Opens the file as untrusted: no triggers or views of strangers
// are run. Errors: `vault.damaged` (not a database, or a broken one), `vault.disk_full`,
// `vault.in_use`, `vault.io`.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace firebreak::vault {

class Statement {
 public:
  Statement() = default;
  explicit operator bool() const { return statement_ != nullptr; }

  // Texts and blobs are not copied: they must live until the next reset.
  Statement& bind(int parameter, std::int64_t number);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, std::span<const std::uint8_t> blob);  // Empty is NULL.

  IoResult<bool> step();  // Whether there is a row.
  IoResult<void> run();   // Steps to the end and resets, also after an error.
  void reset();

  std::int64_t number(int column) const;
  std::string_view text(int column) const;  // Both valid until the next step or reset.
  std::span<const std::uint8_t> blob(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// Resets a statement that is read row by row, however its reader leaves.
class StatementUse {
 public:
  explicit StatementUse(Statement& statement) : statement_(statement) {}
  ~StatementUse() { statement_.reset(); }
  StatementUse(const StatementUse&) = delete;
  StatementUse& operator=(const StatementUse&) = delete;

 private:
  Statement& statement_;
};

class Database {
 public:
  enum class Mode : std::uint8_t { read_write, read_only };
  static IoResult<Database> open(const std::string& path, Mode mode);

  IoResult<void> run(const char* sql);  // One or more statements without parameters.
  IoResult<Statement> prepare(const char* sql);
  IoResult<std::int64_t> number(const char* sql);  // First column of the first row; 0 without.
  IoResult<void> backup(const std::string& path);  // To a new file of mode 0600.

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::unique_ptr<sqlite3, Close> connection_;
};

// Rolls back unless committed.
class Transaction {
 public:
  static IoResult<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) {
    other.database_ = nullptr;
  }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  IoResult<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

// Makes an empty file of mode 0600. `vault.exists`, `vault.io`.
IoResult<void> create_private_file(const std::string& path);

}  // namespace firebreak::vault
