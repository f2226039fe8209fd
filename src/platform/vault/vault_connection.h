// One connection to a vault's data file with the tables that it has (docs/formats/vault.md).
//
// Refuses a file whose tables, indexes and triggers are not exactly those of this version, so that
// nothing a stranger put into a file is ever run. Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "platform/vault/database.h"
#include "platform/vault/key_ring.h"
#include "platform/vault/lookup_index.h"
#include "platform/vault/person_rows.h"
#include "platform/vault/reading_log.h"

namespace firebreak::vault {

struct VaultConnection {
  // `vault.exists`.
  static IoResult<void> create(const std::string& path, const VaultId& vault_id);
  // `vault.not_a_vault`, `vault.wrong_key_file`, and what Database::open refuses.
  static IoResult<std::unique_ptr<VaultConnection>> open(const std::string& path,
                                                         const VaultId& vault_id,
                                                         Database::Mode mode);

  IoResult<std::int64_t> setting(std::string_view name);
  IoResult<void> set(std::string_view name, std::int64_t value);

  Database database;
  PersonRows rows;
  LookupIndex index;
  ReadingLog log;
};

}  // namespace firebreak::vault
