// Importing the people of a workplace by label, with their departments, for contact studies.
//
// The register is the workplace itself: its root unit has the given name, each department is a unit
// under it where its people are registered (provisionally: birth and name are not known) and a
// place. Nobody is affiliated to a department, so contact search counts recorded meetings only, not
// shared hours that it would assume. A label is kept in the vault as a document of kind `other`.
// Rows are refused for row.label_missing, row.department_missing, row.repeated; whoever is known
// already is updated.
#pragma once

#include "engine/imports/import_outcome.h"
#include "engine/service/service.h"
#include "platform/vault/vault.h"

namespace firebreak::imports {

// Refuses import.city_missing (the name of the workplace) for an empty register.
Result<ImportOutcome> import_departments(service::Service& service, vault::Vault& vault,
                                         const tables::TableInput& input,
                                         const ImportOptions& options);

}  // namespace firebreak::imports
