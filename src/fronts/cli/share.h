// The files that come with the program: policy packs, the synthetic city's sources, scenarios, the
// page. From FIREBREAK_SHARE, the folder of an installed package, or the source tree it was built
// in.
#pragma once

#include <string>

#include "base/result.h"

namespace firebreak::cli {

std::string share_path(const std::string& relative);  // "policies/ebola.toml"
IoResult<std::string> read_share(const std::string& relative);
IoResult<std::string> read_file(const std::string& path);

}  // namespace firebreak::cli
