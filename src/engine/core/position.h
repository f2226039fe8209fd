// A fact's place in the journal: facts are numbered from 1; 0 is "before the first".
#pragma once

#include <cstdint>

namespace firebreak::core {

using Position = std::uint64_t;

}  // namespace firebreak::core
