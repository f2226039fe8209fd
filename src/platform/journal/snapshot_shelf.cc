#include "platform/journal/snapshot_shelf.h"

#include <algorithm>

#include <fmt/format.h>

namespace firebreak::journal {
namespace {

constexpr std::string_view kPrefix = "snapshot-";
constexpr std::string_view kSuffix = ".fbs";
constexpr std::string_view kPartialSuffix = ".fbs.partial";

}  // namespace

std::string snapshot_name(Position position) {
  return fmt::format("{}{:020}{}", kPrefix, position, kSuffix);
}

IoResult<SnapshotShelf> list_snapshots(const io::Files& files, const std::string& directory,
                                       const JournalId& journal) {
  const auto names = files.list(directory);
  if (!names) return names.error();
  SnapshotShelf shelf;
  for (const std::string& name : *names) {
    if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) continue;
    const std::string path = directory + "/" + name;
    const auto reader = SnapshotReader::open(files, path);
    if (!reader) {
      shelf.unreadable.push_back(reader.error());
    } else if ((*reader)->header().journal_id == journal) {
      shelf.snapshots.push_back({path, (*reader)->header()});
    }
  }
  std::sort(shelf.snapshots.begin(), shelf.snapshots.end(),
            [](const SnapshotEntry& a, const SnapshotEntry& b) {
              if (a.header.position != b.header.position) {
                return a.header.position > b.header.position;
              }
              return a.path < b.path;  // A copy under another name.
            });
  return shelf;
}

IoResult<std::size_t> keep_newest(io::Files& files, const std::string& directory,
                                  const JournalId& journal, std::size_t kept) {
  const auto shelf = list_snapshots(files, directory, journal);
  if (!shelf) return shelf.error();
  std::vector<std::string> unwanted;
  for (std::size_t i = kept; i < shelf->snapshots.size(); ++i) {
    unwanted.push_back(shelf->snapshots[i].path);
  }
  const auto names = files.list(directory);
  if (!names) return names.error();
  for (const std::string& name : *names) {
    if (name.starts_with(kPrefix) && name.ends_with(kPartialSuffix)) {
      unwanted.push_back(directory + "/" + name);
    }
  }
  for (const std::string& path : unwanted) {
    const IoResult<void> removed = files.remove(path);
    if (!removed) return removed.error();
  }
  return unwanted.size();
}

}  // namespace firebreak::journal
