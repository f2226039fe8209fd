// What may be asked of the policy room.
#pragma once

#include <string>

namespace firebreak::policy {

// From now on, decide by this pack. The same pack again is refused while it is the current one.
struct AdoptPack {
  std::string toml;       // At most kPackBytesMax.
  std::string file_name;  // For refusals only.
};

}  // namespace firebreak::policy
