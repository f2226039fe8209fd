// Importing who infected whom: the links between cases of a line list that is in already.
//
// A link that is recorded just so counts as updated. Rows are refused for row.case_unknown,
// row.repeated, table.not_a_day and what tracing refuses of a link.
#pragma once

#include "engine/imports/import_outcome.h"
#include "engine/service/service.h"

namespace firebreak::imports {

Result<ImportOutcome> import_links(service::Service& service, const tables::TableInput& input,
                                   const ImportOptions& options);

}  // namespace firebreak::imports
