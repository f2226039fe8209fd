// The front of all imports: which table a file holds, and the import of it.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "engine/imports/import_outcome.h"
#include "engine/service/service.h"
#include "platform/vault/vault.h"

namespace firebreak::imports {

enum class ImportedTable : std::uint8_t {
  people,
  units,
  places,
  cases,
  links,
  stays,
  departments,
  contact_pairs,
};

struct ImportedTableName {
  ImportedTable table;
  std::string_view code;
};
inline constexpr std::array kImportedTableNames{
    ImportedTableName{ImportedTable::people, "people"},
    ImportedTableName{ImportedTable::units, "units"},
    ImportedTableName{ImportedTable::places, "places"},
    ImportedTableName{ImportedTable::cases, "cases"},
    ImportedTableName{ImportedTable::links, "links"},
    ImportedTableName{ImportedTable::stays, "stays"},
    ImportedTableName{ImportedTable::departments, "departments"},
    ImportedTableName{ImportedTable::contact_pairs, "contact_pairs"},
};
std::optional<ImportedTable> imported_table_of(std::string_view code);

Result<ImportOutcome> import_table(ImportedTable table, service::Service& service,
                                   vault::Vault& vault, const tables::TableInput& input,
                                   const ImportOptions& options);

}  // namespace firebreak::imports
