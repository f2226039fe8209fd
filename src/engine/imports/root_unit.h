// The root of the register, made when there is none yet.
#pragma once

#include "engine/imports/import_desk.h"

namespace firebreak::imports {

// A city of this name becomes unit 0 of an empty register. Refuses import.city_missing when the
// register is empty and no name is given.
Result<void> ensure_root(ImportDesk& desk, const std::string& city_name);

}  // namespace firebreak::imports
