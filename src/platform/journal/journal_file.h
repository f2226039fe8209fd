// The journal's file as a file: its identity and tables, made and recognised.
//
// A file is taken only if application id, version, table definitions and identity are exactly
// those of docs/formats/journal.md: no trigger or view of a stranger ever runs.
#pragma once

#include "platform/io/database.h"
#include "platform/journal/journal.h"

namespace firebreak::journal {

// Under a temporary name, renamed when whole.
IoResult<void> make_journal_file(const std::string& path, const JournalIdentity& identity);

IoResult<io::Database> open_database(const std::string& path, io::OpenMode mode);

IoResult<JournalIdentity> recognise(io::Database& database);

// Durability and cache of a connection that appends.
IoResult<void> prepare_for_appending(io::Database& database, std::uint64_t size_bytes_max);

}  // namespace firebreak::journal
