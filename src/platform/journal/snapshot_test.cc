#include "platform/journal/snapshot.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "platform/io/faulty_files.h"
#include "platform/io/memory_files.h"
#include "platform/io/posix_files.h"
#include "platform/journal/log_fixture.h"
#include "platform/journal/snapshot_shelf.h"

namespace firebreak::journal {
namespace {

constexpr SnapshotHeader kHeader{.journal_id = kTestIdentity.id,
                                 .position = 42,
                                 .journal_hash = {std::byte{9}},
                                 .state_schema_version = 3};

struct Columns {
  std::vector<std::uint64_t> large;
  std::vector<std::string> names;
  std::vector<std::uint8_t> small;

  template <class Archive>
  void columns(Archive& archive) {
    archive("names", names);
    archive("large", large);
    archive("small", small);
  }
  friend bool operator==(const Columns&, const Columns&) = default;
};

Columns columns_of(std::size_t large_count) {
  Random random(large_count);
  Columns columns{.large = std::vector<std::uint64_t>(large_count),
                  .names = {"东亭", "", "安镇"},
                  .small = {1, 2, 3}};
  for (std::uint64_t& value : columns.large) value = random.next();
  return columns;
}

IoResult<std::string> save(io::Files& files, Columns& columns, SnapshotHeader header = kHeader) {
  auto writer = SnapshotWriter::begin(files, "shelf", header);
  if (!writer) return writer.error();
  SaveArchive archive(**writer);
  columns.columns(archive);
  return (*writer)->finish();
}

std::optional<Columns> load(const io::Files& files, const std::string& path) {
  auto reader = SnapshotReader::open(files, path);
  if (!reader) return std::nullopt;
  LoadArchive archive(**reader);
  Columns columns;
  columns.columns(archive);
  if (archive.failed() || (*reader)->remaining() > 0) return std::nullopt;
  return columns;
}

TEST(Snapshot, LoadsWhatWasSavedAtEverySizeAroundAChunk) {
  const std::size_t chunk = kSnapshotChunkBytes / sizeof(std::uint64_t);
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, chunk - 16, chunk - 1, chunk,
                                  chunk + 1, 2 * chunk, 3 * chunk + 5}) {
    io::MemoryFiles files;
    Columns columns = columns_of(count);
    const auto path = save(files, columns);
    ASSERT_TRUE(path);
    EXPECT_EQ(*path, "shelf/snapshot-00000000000000000042.fbs");
    EXPECT_EQ(load(files, *path), columns) << count;
    EXPECT_EQ(verify_snapshot(files, *path).value(), kHeader);
  }
}

TEST(Snapshot, MayHoldNothing) {
  io::MemoryFiles files;
  const auto path = SnapshotWriter::begin(files, "shelf", kHeader).value()->finish();
  ASSERT_TRUE(path);
  auto reader = SnapshotReader::open(files, *path).value();
  EXPECT_EQ(reader->remaining(), 0U);
  EXPECT_EQ(reader->header(), kHeader);
}

// Reads of any size, across chunk borders, against the bytes as they were written.
TEST(Snapshot, ReadsInPiecesOfAnySize) {
  io::MemoryFiles files;
  std::vector<std::byte> expected = body_of(5, 3 * kSnapshotChunkBytes + 1234);
  auto writer = SnapshotWriter::begin(files, "shelf", kHeader).value();
  Random random(11);
  for (std::size_t at = 0; at < expected.size();) {
    const std::size_t count =
        std::min<std::size_t>(random.below(2 * kSnapshotChunkBytes), expected.size() - at);
    writer->write(std::span(expected).subspan(at, count));
    at += count;
  }
  const auto path = writer->finish();
  auto reader = SnapshotReader::open(files, path.value()).value();
  std::vector<std::byte> read(expected.size());
  for (std::size_t at = 0; at < read.size();) {
    const std::size_t most = random.chance(0.5) ? 100 : 2 * kSnapshotChunkBytes;
    const std::size_t count = std::min<std::size_t>(1 + random.below(most), read.size() - at);
    ASSERT_TRUE(reader->read(std::span(read).subspan(at, count)));
    at += count;
  }
  EXPECT_EQ(read, expected);
  std::byte more{};
  EXPECT_FALSE(reader->read({&more, 1}));
  EXPECT_FALSE(reader->error());  // Asking for too much is not damage.
}

TEST(Snapshot, FindsAndNamesAFlippedByteInEveryRegion) {
  io::MemoryFiles files;
  Columns columns = columns_of(kSnapshotChunkBytes / 8 + 1000);  // Two chunks.
  const std::string path = save(files, columns).value();
  std::vector<std::byte>& bytes = *files.bytes(path);
  const std::size_t payload_end = bytes.size() - 32 - 16;
  for (std::size_t at = 0; at < bytes.size(); at += at < 5000 || at > payload_end ? 7 : 600'011) {
    bytes[at] ^= std::byte{0x10};
    const auto verified = verify_snapshot(files, path);
    ASSERT_FALSE(verified) << "byte " << at;
    if (at >= 4096 && at < payload_end) {
      const auto chunk = (at - 4096) / kSnapshotChunkBytes;
      EXPECT_NE(verified.error().message.find("chunk " + std::to_string(chunk)), std::string::npos);
    }
    EXPECT_FALSE(load(files, path)) << "byte " << at;
    bytes[at] ^= std::byte{0x10};
  }
  EXPECT_TRUE(load(files, path));
}

TEST(Snapshot, RefusesEveryCut) {
  io::MemoryFiles files;
  Columns columns = columns_of(1000);
  const std::string path = save(files, columns).value();
  const std::vector<std::byte> whole = *files.bytes(path);
  for (std::size_t size = 0; size < whole.size(); size += 13) {
    files.bytes(path)->resize(size);
    EXPECT_FALSE(verify_snapshot(files, path)) << size;
    *files.bytes(path) = whole;
  }
  files.bytes(path)->push_back(std::byte{0});
  EXPECT_FALSE(verify_snapshot(files, path));
}

// Whatever fails and wherever: an earlier snapshot stays, and a name never shows half of one.
TEST(Snapshot, IsWholeOrAbsentAfterFaultsAndCrashes) {
  int failures = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    io::MemoryFiles memory;
    Columns old = columns_of(3);
    ASSERT_TRUE(save(memory, old, {.journal_id = kHeader.journal_id, .position = 7}));
    io::FaultyFiles files(memory, {.seed = seed, .failure_chance = 0.1, .torn_chance = 0.1});
    Columns columns = columns_of(100);
    const bool saved = save(files, columns).has_value();
    memory.crash();
    failures += saved ? 0 : 1;
    const auto shelf = list_snapshots(memory, "shelf", kHeader.journal_id).value();
    EXPECT_TRUE(shelf.unreadable.empty());
    ASSERT_EQ(shelf.snapshots.size(), saved ? 2U : 1U) << "seed " << seed;
    EXPECT_EQ(load(memory, shelf.snapshots.front().path), saved ? columns : old);
  }
  EXPECT_GT(failures, 20);
  EXPECT_LT(failures, 180);
}

TEST(Snapshot, SaysWhenTheDiskIsFull) {
  io::MemoryFiles memory;
  io::FaultyFiles files(memory, {.space_bytes = 100'000});
  Columns columns = columns_of(100'000);
  EXPECT_EQ(save(files, columns).error().code, "io.disk_full");
  EXPECT_TRUE(memory.list("shelf").value().empty());
}

TEST(SnapshotShelf, ListsThisJournalsNewestFirstAndKeepsTheNewest) {
  io::MemoryFiles files;
  Columns columns = columns_of(10);
  for (const Position position : {900, 5, 10'000, 77}) {
    ASSERT_TRUE(save(files, columns, {.journal_id = kHeader.journal_id, .position = position}));
  }
  ASSERT_TRUE(save(files, columns, {.journal_id = {std::byte{8}}, .position = 1000}));
  ASSERT_TRUE(files.create("shelf/snapshot-1.fbs"));          // Empty: unreadable.
  ASSERT_TRUE(files.create("shelf/snapshot-2.fbs.partial"));  // Of a killed writer.
  ASSERT_TRUE(files.create("shelf/notes.txt"));

  const auto positions = [&] {
    std::vector<Position> found;
    const auto shelf = list_snapshots(files, "shelf", kHeader.journal_id).value();
    EXPECT_EQ(shelf.unreadable.size(), 1U);
    for (const SnapshotEntry& entry : shelf.snapshots) found.push_back(entry.header.position);
    return found;
  };
  EXPECT_EQ(positions(), (std::vector<Position>{10'000, 900, 77, 5}));
  EXPECT_EQ(keep_newest(files, "shelf", kHeader.journal_id, 2).value(), 3U);
  EXPECT_EQ(positions(), (std::vector<Position>{10'000, 900}));
  EXPECT_EQ(files.list("shelf").value().size(), 5U);  // The other journal's is not ours to remove.
}

TEST(Snapshot, WorksOnRealFiles) {
  const Folder folder("snapshot");
  io::PosixFiles files;
  Columns columns = columns_of(2 * kSnapshotChunkBytes / 8);
  auto writer = SnapshotWriter::begin(files, folder.path(), kHeader).value();
  SaveArchive archive(*writer);
  columns.columns(archive);
  const auto path = writer->finish();
  ASSERT_TRUE(path);
  EXPECT_EQ(load(files, *path), columns);
}

}  // namespace
}  // namespace firebreak::journal
