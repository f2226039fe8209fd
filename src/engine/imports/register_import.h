// Importing people into the register from a file that somebody brings.
//
// A document decides who somebody is: a number that is known updates that person, another creates
// one. A row without a document whose name and birth date are somebody's is held, until its
// `decision` column says whether it is the same person. An update moves the household, unites the
// presence layers and takes nothing away. Doors and buildings that are new are made; a
// neighbourhood must exist (import units first). Names and numbers go to the vault first, then the
// facts to the journal; people whom only the vault knows, because an import was killed there, are
// taken up. Rows are refused as in register_row.h, neighbourhood_index.h and home_plan.h, and for
// row.repeated. Refuses the whole: tables.*, import.no_units, vault.failed, service.*.
#pragma once

#include "engine/imports/import_outcome.h"
#include "engine/service/service.h"
#include "platform/vault/vault.h"

namespace firebreak::imports {

// Notes: units_created, workplace_unknown (left out: no such place, or several).
Result<ImportOutcome> import_register(service::Service& service, vault::Vault& vault,
                                      const tables::TableInput& input,
                                      const ImportOptions& options);

}  // namespace firebreak::imports
