// A second look at SQLite's write-ahead log, before SQLite takes it in.
//
// After a crash SQLite keeps the log up to the first frame whose checksum fails and drops the rest,
// without a word. That is right for the one transaction that was not synced, and wrong for a
// damaged byte further up, behind which acknowledged batches would vanish. Format: "WAL-mode File
// Format", sqlite.org/walformat.html (SQLite 3.40).
#pragma once

#include <string>

#include "base/result.h"
#include "platform/io/files.h"

namespace firebreak::journal {

// journal.damaged when more than one commit lies behind the first bad frame, or when the log's
// header is bad. Damage to the last commit alone cannot be told from a crash. Not for a journal
// that somebody is writing.
IoResult<void> check_write_ahead_log(const io::Files& files, const std::string& journal_path);

}  // namespace firebreak::journal
