// Importing the units of a city down to the neighbourhoods, from a list of official codes.
//
// One row a neighbourhood, with its subdistrict and district; codes and names as the bureau of
// statistics gives them. Into an empty register (the root is a city of the given name) or an
// existing one: what is there already is found by code, else by name under its parent. Rows are
// refused for row.name_missing, row.unit_elsewhere, row.unit_code_differs, row.repeated,
// row.coordinates, and held for row.unit_name_differs. Refuses the whole: import.city_missing.
#pragma once

#include "engine/imports/import_outcome.h"
#include "engine/service/service.h"

namespace firebreak::imports {

// Notes: units_created (districts and subdistricts too).
Result<ImportOutcome> import_units(service::Service& service, const tables::TableInput& input,
                                   const ImportOptions& options);

}  // namespace firebreak::imports
