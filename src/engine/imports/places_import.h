// Importing places that people share: workplaces, schools and their classes, shops, venues.
//
// Required: name, kind (a code of policy::PlaceKind or its Chinese word) and a neighbourhood, or a
// parent place whose neighbourhood is taken. Parents come before what belongs to them. A place of
// this name, kind and unit is there already. Rows are refused for row.name_missing, row.place_kind,
// row.place_parent, row.coordinates, row.repeated and as in neighbourhood_index.h.
#pragma once

#include "engine/imports/import_outcome.h"
#include "engine/service/service.h"

namespace firebreak::imports {

Result<ImportOutcome> import_places(service::Service& service, const tables::TableInput& input,
                                    const ImportOptions& options);

}  // namespace firebreak::imports
