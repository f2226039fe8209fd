#include "engine/imports/import_table.h"

#include "base/check.h"
#include "engine/imports/contact_pairs_import.h"
#include "engine/imports/departments_import.h"
#include "engine/imports/line_list_import.h"
#include "engine/imports/links_import.h"
#include "engine/imports/places_import.h"
#include "engine/imports/register_import.h"
#include "engine/imports/stays_import.h"
#include "engine/imports/units_import.h"

namespace firebreak::imports {

std::optional<ImportedTable> imported_table_of(std::string_view code) {
  for (const ImportedTableName& name : kImportedTableNames) {
    if (name.code == code) return name.table;
  }
  return std::nullopt;
}

Result<ImportOutcome> import_table(ImportedTable table, service::Service& service,
                                   vault::Vault& vault, const tables::TableInput& input,
                                   const ImportOptions& options) {
  switch (table) {
    case ImportedTable::people:
      return import_register(service, vault, input, options);
    case ImportedTable::units:
      return import_units(service, input, options);
    case ImportedTable::places:
      return import_places(service, input, options);
    case ImportedTable::cases:
      return import_line_list(service, vault, input, options);
    case ImportedTable::links:
      return import_links(service, input, options);
    case ImportedTable::stays:
      return import_stays(service, vault, input, options);
    case ImportedTable::departments:
      return import_departments(service, vault, input, options);
    case ImportedTable::contact_pairs:
      return import_contact_pairs(service, vault, input, options);
  }
  CHECK(false);
}

}  // namespace firebreak::imports
