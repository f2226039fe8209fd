// A copy of a journal while it is being written: SQLite's online backup, then verified.
//
// The copy is one plain file that appears whole under its name, and holds the batches that were
// there when the backup began. Refuses journal.exists.
#pragma once

#include "platform/journal/verification.h"

namespace firebreak::journal {

// Opens the journal on its own, so it runs beside a writer. Progress counts pages.
IoResult<VerifyReport> back_up(const std::string& journal_path, const std::string& backup_path,
                               const Progress& progress);

}  // namespace firebreak::journal
