// The workplace that a contact study is of: one place at the root of its small register.
#pragma once

#include "engine/imports/import_desk.h"

namespace firebreak::imports {

// The place of kind workplace that has the root unit's name and lies in it; made when there is
// none. Refuses import.no_units.
Result<PlaceId> ensure_workplace(ImportDesk& desk);

}  // namespace firebreak::imports
