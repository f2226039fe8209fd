#include "platform/vault/vault_connection.h"

#include <algorithm>
#include <vector>

#include <unistd.h>

namespace firebreak::vault {
namespace {

constexpr std::int64_t kApplicationId = 0x46425654;  // "FBVT".
constexpr std::int64_t kFormat = 1;

std::vector<std::string> schema() {
  std::vector<std::string> statements = {
      "CREATE TABLE setting(name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
      PersonRows::kSchema};
  for (const char* statement : LookupIndex::kSchema) statements.emplace_back(statement);
  for (const char* statement : ReadingLog::kSchema) statements.emplace_back(statement);
  return statements;
}

IoError not_a_vault(const std::string& path) {
  return {"vault.not_a_vault", path + ": not a vault, or one of another version"};
}

IoResult<void> check_schema(Database& database, const std::string& path) {
  const auto application = database.number("PRAGMA application_id");
  const auto format = database.number("PRAGMA user_version");
  if (!application) return application.error();
  if (!format) return format.error();
  if (*application != kApplicationId || *format != kFormat) return not_a_vault(path);
  auto select = database.prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid LIMIT 100");
  if (!select) return select.error();
  std::vector<std::string> found;
  while (true) {
    const auto row = select->step();
    if (!row) return row.error();
    if (!*row) break;
    found.emplace_back(select->text(0));
  }
  if (found != schema()) return not_a_vault(path);
  return {};
}

IoResult<void> check_vault_id(Database& database, const std::string& path, const VaultId& id) {
  auto select = database.prepare("SELECT value FROM setting WHERE name = 'vault_id'");
  if (!select) return select.error();
  const auto row = select->step();
  if (!row) return row.error();
  if (!*row) return not_a_vault(path);
  if (!std::ranges::equal(select->blob(0), id)) {
    return IoError{"vault.wrong_key_file", path + ": the key file belongs to another vault"};
  }
  return {};
}

IoResult<void> fill_new(Database& database, const VaultId& vault_id) {
  // Application id and version come last, so a creation cut short is not taken for a vault.
  if (auto set = database.run("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;"
                              "PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
      !set) {
    return set;
  }
  for (const std::string& statement : schema()) {
    if (auto made = database.run(statement.c_str()); !made) return made;
  }
  auto insert = database.prepare("INSERT INTO setting VALUES('vault_id', ?1)");
  if (!insert) return insert.error();
  if (auto inserted = insert->bind(1, std::span<const std::uint8_t>(vault_id)).run(); !inserted) {
    return inserted;
  }
  const std::string last = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                           "; PRAGMA user_version = " + std::to_string(kFormat) + "; COMMIT";
  return database.run(last.c_str());
}

}  // namespace

IoResult<void> VaultConnection::create(const std::string& path, const VaultId& vault_id) {
  if (auto made = create_private_file(path); !made) return made;
  auto database = Database::open(path, Database::Mode::read_write);
  if (!database) return database.error();
  auto filled = fill_new(*database, vault_id);
  if (!filled) ::unlink(path.c_str());  // It is ours and empty; a second try must not find it.
  return filled;
}

IoResult<std::unique_ptr<VaultConnection>> VaultConnection::open(const std::string& path,
                                                                 const VaultId& vault_id,
                                                                 Database::Mode mode) {
  if (::access(path.c_str(), F_OK) != 0) {
    return IoError{"vault.missing", path + ": no such vault"};
  }
  auto database = Database::open(path, mode);
  if (!database) return database.error();
  auto connection = std::make_unique<VaultConnection>();
  connection->database = std::move(*database);
  Database& opened = connection->database;
  if (auto checked = check_schema(opened, path); !checked) return checked.error();
  if (auto checked = check_vault_id(opened, path, vault_id); !checked) return checked.error();
  if (mode == Database::Mode::read_write) {
    if (auto set = opened.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                              "PRAGMA wal_autocheckpoint = 4000");
        !set) {
      return set.error();
    }
  }
  auto rows = PersonRows::over(opened, mode);
  if (!rows) return rows.error();
  auto index = LookupIndex::over(opened, mode);
  if (!index) return index.error();
  auto log = ReadingLog::over(opened, mode);
  if (!log) return log.error();
  connection->rows = std::move(*rows);
  connection->index = std::move(*index);
  connection->log = std::move(*log);
  return connection;
}

IoResult<std::int64_t> VaultConnection::setting(std::string_view name) {
  auto select = database.prepare("SELECT value FROM setting WHERE name = ?1");
  if (!select) return select.error();
  const auto row = select->bind(1, name).step();
  if (!row) return row.error();
  return *row ? select->number(0) : 0;
}

IoResult<void> VaultConnection::set(std::string_view name, std::int64_t value) {
  auto replace = database.prepare("INSERT OR REPLACE INTO setting VALUES(?1, ?2)");
  if (!replace) return replace.error();
  return replace->bind(1, name).bind(2, value).run();
}

}  // namespace firebreak::vault
