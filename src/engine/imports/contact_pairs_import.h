// Importing face-to-face contacts measured by sensors (t, i, j: meetings.h) as shared stays.
//
// People are known by label (import departments first). Every pair that met gets one place of kind
// workplace, and each meeting is a stay of both there, so contact search finds who met whom, when
// and for how long, to the second. t counts from midnight of options.first_day. Rows are refused
// for row.person_unknown, row.same_person, table.not_whole, row.second, row.repeated and what
// tracing refuses of a stay; a meeting that is recorded just so counts as updated. Refuses the
// whole: import.first_day_missing, import.too_many_rows.
#pragma once

#include "engine/imports/import_outcome.h"
#include "engine/service/service.h"
#include "platform/vault/vault.h"

namespace firebreak::imports {

inline constexpr std::size_t kContactRowsMax = 2'000'000;
inline constexpr std::int64_t kContactSecondsMax = 400 * 86'400;

// Notes: meetings, pairs.
Result<ImportOutcome> import_contact_pairs(service::Service& service, vault::Vault& vault,
                                           const tables::TableInput& input,
                                           const ImportOptions& options);

}  // namespace firebreak::imports
