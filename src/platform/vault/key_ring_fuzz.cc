// Any bytes as a key file: refused by name or opened, and an opened one can be worked with.
#include <cstdint>

#include <sys/stat.h>

#include "platform/vault/key_ring.h"
#include "platform/vault/testing_folder.h"

using namespace firebreak;
using namespace firebreak::vault;

namespace {

const TestingFolder kFolder;

// A sound file with two keys, so that changes of single bytes get past the header's checksum.
const std::string& sound_file() {
  static const std::string bytes = [] {
    const std::string path = kFolder.file("sound.keys");
    SeededEntropy entropy(1);
    auto ring = std::move(KeyRing::create(path, entropy).value());
    CHECK(ring->data_key(Purpose::contact, Day{1}) && ring->lookup_key(Purpose::contact));
    return read_bytes(path);
  }();
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0 || size > 4096) return 0;
  std::string file(reinterpret_cast<const char*>(bytes + 1), size - 1);
  if (bytes[0] % 2 == 0) {
    std::string changed = sound_file();
    for (std::size_t i = 0; i + 2 < file.size(); i += 3) {
      const auto at = static_cast<std::uint8_t>(file[i]) | static_cast<std::uint8_t>(file[i + 1])
                                                               << 8;
      changed[static_cast<std::size_t>(at) % changed.size()] = file[i + 2];
    }
    file = std::move(changed);
  }
  const std::string path = kFolder.file("fuzzed.keys");
  write_bytes(path, file);
  ::chmod(path.c_str(), 0600);
  SeededEntropy entropy(2);
  auto ring = KeyRing::open(path, entropy);
  if (!ring) {
    CHECK(ring.error().code == "vault.key_file_damaged");
    return 0;
  }
  CHECK((*ring)->data_key(Purpose::contact, Day{1}));
  CHECK((*ring)->destroy(Purpose::contact, Day{1}).value() == 1);
  return 0;
}
