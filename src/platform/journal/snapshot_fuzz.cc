// Any bytes as a snapshot, or a sound one with edits: listed, loaded, verified; never a crash.
#include "platform/io/memory_files.h"
#include "platform/journal/log_fixture.h"
#include "platform/journal/snapshot_shelf.h"

namespace firebreak::journal {
namespace {

constexpr const char* kPath = "shelf/snapshot-1.fbs";

struct Columns {
  std::vector<std::uint64_t> numbers;
  std::vector<std::string> names;

  template <class Archive>
  void columns(Archive& archive) {
    archive("numbers", numbers);
    archive("names", names);
  }
};

std::vector<std::byte> sound_bytes() {
  io::MemoryFiles files;
  auto writer = SnapshotWriter::begin(files, "shelf", {.position = 9}).value();
  SaveArchive archive(*writer);
  Columns columns{.numbers = {1, 2, 3}, .names = {"one", "two"}};
  columns.columns(archive);
  return *files.bytes(writer->finish().value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const std::vector<std::byte> sound = sound_bytes();
  if (size == 0) return 0;
  const auto* first = reinterpret_cast<const std::byte*>(bytes);
  std::vector<std::byte> file(first + 1, first + size);
  if (bytes[0] % 2 == 1) {
    const std::vector<std::byte> edits = std::move(file);
    file = sound;
    for (std::size_t i = 0; i + 3 <= edits.size(); i += 3) {
      const std::size_t offset =
          std::to_integer<std::size_t>(edits[i]) << 8 | std::to_integer<std::size_t>(edits[i + 1]);
      file[offset % file.size()] = edits[i + 2];
    }
  }
  io::MemoryFiles files;
  CHECK(files.create(kPath).has_value());
  *files.bytes(kPath) = file;
  static_cast<void>(list_snapshots(files, "shelf", {}));
  const bool verified = verify_snapshot(files, kPath).has_value();
  auto reader = SnapshotReader::open(files, kPath);
  CHECK(reader.has_value() || !verified);
  if (!reader) return 0;
  LoadArchive archive(**reader);
  Columns columns;
  columns.columns(archive);
  return 0;
}

}  // namespace firebreak::journal
