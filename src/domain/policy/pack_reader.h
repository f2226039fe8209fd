// Reads a policy pack from its TOML text (docs/formats/policy_pack.md).
//
// A pack is read whole or refused: unknown and missing keys, numbers without unit or source, values
// out of their range, words that nobody knows, ids twice, references to nothing. Every refusal
// names file, line, column and key, what was found and what may stand there.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/policy/pack.h"

namespace firebreak::policy {

// Refuses with the first problem of the file; its value "more" says how many others there are.
Result<Pack> read_pack(std::string_view toml, std::string_view file_name);

// Every problem, in the order of the file; empty where the pack can be read.
std::vector<Refusal> pack_problems(std::string_view toml, std::string_view file_name);

}  // namespace firebreak::policy
