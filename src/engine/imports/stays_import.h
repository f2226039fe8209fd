// Importing stays: who was where from when to when.
//
// The person by document or by label (departments_import.h), the place by its number or its name,
// which must be of one place only. A stay that is recorded just so counts as updated. Rows are
// refused for row.person_missing, row.person_unknown, row.place_unknown, row.repeated,
// table.not_a_time, document.* and what tracing refuses of a stay.
#pragma once

#include "engine/imports/import_outcome.h"
#include "engine/service/service.h"
#include "platform/vault/vault.h"

namespace firebreak::imports {

Result<ImportOutcome> import_stays(service::Service& service, vault::Vault& vault,
                                   const tables::TableInput& input, const ImportOptions& options);

}  // namespace firebreak::imports
