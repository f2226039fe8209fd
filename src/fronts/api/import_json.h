// What came of an import, as the contract has it (ImportAnswer).
#pragma once

#include <boost/json/object.hpp>

#include "engine/imports/import_outcome.h"

namespace firebreak::api {

inline constexpr std::size_t kRejectionsAnswered = 100;

// Without `id` and `rejected_file`.
boost::json::object import_json(const imports::ImportOutcome& outcome, bool dry_run);
// Of the reason column: Chinese, then English.
std::string reason_words(const Refusal& refusal);

}  // namespace firebreak::api
