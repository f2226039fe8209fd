#include "engine/service/data_directory.h"

#include "platform/journal/snapshot_shelf.h"

namespace firebreak::service {
namespace {

bool exists(const io::Files& files, const std::string& path) {
  return files.size(path).has_value();
}

IoResult<void> open_vault(const DataPaths& paths, vault::Entropy& entropy, OpenData& data) {
  auto ring = vault::KeyRing::open(paths.keys(), entropy);
  if (!ring) return ring.error();
  data.ring = std::move(*ring);
  auto vault = vault::Vault::open(paths.vault(), *data.ring, entropy);
  if (!vault) return vault.error();
  data.vault = std::move(*vault);
  return {};
}

}  // namespace

IoResult<void> create_data(io::Files& files, const DataPaths& paths, Instant now,
                           vault::Entropy& entropy) {
  if (exists(files, paths.journal())) {
    return IoError{.code = "data.exists", .message = paths.directory + " holds a city already"};
  }
  for (const std::string& directory : {paths.directory, paths.snapshots()}) {
    if (auto made = files.make_directory(directory); !made) return made.error();
  }
  auto ring = vault::KeyRing::create(paths.keys(), entropy);
  if (!ring) return ring.error();
  auto vault = vault::Vault::create(paths.vault(), **ring, entropy);
  if (!vault) return vault.error();
  journal::JournalIdentity identity{.id = {}, .created_at = now};
  std::array<std::uint8_t, sizeof(identity.id)> id{};
  entropy.fill(id);
  for (std::size_t i = 0; i < id.size(); ++i) identity.id[i] = std::byte{id[i]};
  // Last: a directory with a journal has everything else too.
  auto journal = journal::Journal::create(paths.journal(), identity);
  if (!journal) return journal.error();
  return {};
}

IoResult<OpenData> open_data(io::Files& files, const DataPaths& paths, DataAccess access,
                             vault::Entropy& entropy, const ReplayProgress& progress) {
  if (!exists(files, paths.journal())) {
    return IoError{.code = "data.missing", .message = "there is no city in " + paths.directory};
  }
  OpenData data;
  const bool write = access == DataAccess::read_write;
  if (write) {
    auto lock = io::DirectoryLock::acquire(paths.directory);
    if (!lock) return lock.error();
    data.lock = std::make_unique<io::DirectoryLock>(std::move(*lock));
    if (auto opened = open_vault(paths, entropy, data); !opened) return opened.error();
  }
  auto journal = journal::Journal::open(
      paths.journal(),
      {.mode = write ? journal::OpenMode::read_write : journal::OpenMode::read_only});
  if (!journal) return journal.error();
  data.journal = std::move(*journal);
  auto past = journal::Journal::open(paths.journal(), {.mode = journal::OpenMode::read_only});
  if (!past) return past.error();
  data.past = std::move(*past);
  const core::Position head = data.journal->head().position;
  if (auto state = load_snapshot(files, paths, data.journal->id(), head)) {
    data.state = std::move(*state);
  }
  if (auto replayed = replay(*data.journal, data.state, head, progress); !replayed) {
    return replayed.error();
  }
  return data;
}

IoResult<std::string> write_snapshot(io::Files& files, const DataPaths& paths,
                                     journal::Log& journal, const core::State& state) {
  auto hash = journal.hash_at(state.position());
  if (!hash) return hash.error();
  if (!*hash) {
    return IoError{.code = "snapshot.position",
                   .message = "no batch of the journal ends at this position"};
  }
  auto writer = journal::SnapshotWriter::begin(files, paths.snapshots(),
                                               {.journal_id = journal.id(),
                                                .position = state.position(),
                                                .journal_hash = **hash,
                                                .state_schema_version = core::kStateVersion});
  if (!writer) return writer.error();
  SaveArchive archive(**writer);
  const_cast<core::State&>(state).columns(archive);  // Saving only reads.
  auto path = (*writer)->finish();
  if (!path) return path.error();
  auto kept = journal::keep_newest(files, paths.snapshots(), journal.id(), kSnapshotsKept);
  if (!kept) return kept.error();
  return *path;
}

std::optional<core::State> load_snapshot(const io::Files& files, const DataPaths& paths,
                                         const journal::JournalId& journal,
                                         core::Position position) {
  const auto shelf = journal::list_snapshots(files, paths.snapshots(), journal);
  if (!shelf) return std::nullopt;
  for (const journal::SnapshotEntry& entry : shelf->snapshots) {
    if (entry.header.position > position ||
        entry.header.state_schema_version != core::kStateVersion) {
      continue;
    }
    auto reader = journal::SnapshotReader::open(files, entry.path);
    if (!reader) continue;
    LoadArchive archive(**reader);
    core::State state;
    state.columns(archive);
    if (!archive.failed() && (*reader)->remaining() == 0 &&
        state.position() == entry.header.position) {
      return state;
    }
  }
  return std::nullopt;
}

}  // namespace firebreak::service
