// The texts of a request must be UTF-8: the journal's format reads no others back, so one that got
// in would be a record that cannot be replayed.
#pragma once

#include <optional>

#include "engine/core/request.h"

namespace firebreak::core {

// Refuses request.text with the field's name. Tube codes are not looked at: the laboratory room
// takes only visible ASCII.
std::optional<Refusal> fault_of_texts(const Envelope& envelope);

}  // namespace firebreak::core
