// Importing cases from a line list, with the sources that it names.
//
// A label that is new opens a case; one that is known updates its dates, and nothing is taken away.
// A row that names a person of the register (by document, or by label: departments_import.h) opens
// that person's case; whoever has one already is held. Named infectors become links once all rows
// are in. Of two cases that are only said to be related, the one that fell ill first counts as the
// source; where that is not known, the one that stands first. Rows are refused as in
// line_list_row.h, and for row.repeated and row.person_unknown.
#pragma once

#include "engine/imports/import_outcome.h"
#include "engine/service/service.h"
#include "platform/vault/vault.h"

namespace firebreak::imports {

// Notes: links_recorded, links_known, link_case_unknown.
Result<ImportOutcome> import_line_list(service::Service& service, vault::Vault& vault,
                                       const tables::TableInput& input,
                                       const ImportOptions& options);

}  // namespace firebreak::imports
