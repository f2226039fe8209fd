// Any bytes as a journal: opened, read and verified without a crash, a hang or a wrong batch.
//
// The first byte chooses: the bytes are the file; the write-ahead log of a sound journal; or edits
// of a sound file or log (four bytes of offset, one of value), which reach far deeper.
#include <cstring>

#include <unistd.h>

#include "platform/journal/journal.h"
#include "platform/journal/log_fixture.h"
#include "platform/journal/verification.h"

namespace firebreak::journal {
namespace {

struct Sound {
  Folder folder{"journal_fuzz_" + std::to_string(getpid())};
  std::string path = folder.file("journal.sqlite");
  std::string file;
  std::string wal;

  Sound() {
    const std::string made = folder.file("made.sqlite");
    auto journal = Journal::create(made, kTestIdentity).value();
    for (int i = 0; i < 4; ++i) CHECK(append_next(*journal).has_value());
    journal.reset();
    journal = Journal::open(made).value();
    for (int i = 0; i < 3; ++i) CHECK(append_next(*journal).has_value());
    file = read_text(made);
    wal = read_text(made + "-wal");
  }
};

std::string edited(std::string bytes, std::string_view edits) {
  for (; edits.size() >= 5; edits.remove_prefix(5)) {
    std::uint32_t offset = 0;
    std::memcpy(&offset, edits.data(), sizeof(offset));
    bytes[offset % bytes.size()] = edits[4];
  }
  return bytes;
}

void open_read_verify(const Sound& sound, OpenMode mode) {
  auto journal = Journal::open(sound.path, {.mode = mode});
  if (!journal) return;
  const VerifyReport report = verify(**journal, nullptr);
  CHECK(report.broken || report.head == (*journal)->head());
  static_cast<void>((*journal)->position_at(kTestIdentity.created_at + Duration::seconds(3)));
  static_cast<void>((*journal)->hash_at(5));
  static_cast<void>((*journal)->read(3, [](const BatchRow&) { return true; }));
  if (mode == OpenMode::read_write) static_cast<void>(append_next(**journal));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const Sound sound;
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const int what = bytes[0] % 4;
  std::filesystem::remove(sound.path + "-shm");
  write_text(sound.path, what == 0   ? std::string(rest)
                         : what == 2 ? edited(sound.file, rest)
                                     : sound.file);
  write_text(sound.path + "-wal", what == 1   ? std::string(rest)
                                  : what == 3 ? edited(sound.wal, rest)
                                              : std::string());
  open_read_verify(sound, bytes[0] % 8 < 4 ? OpenMode::read_only : OpenMode::read_write);
  return 0;
}

}  // namespace firebreak::journal
