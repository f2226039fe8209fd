// Any bytes as a vault's data file, whole or as changes of a sound one: every use of it ends in an
// answer or a named error.
#include <array>
#include <cstdint>

#include "platform/vault/testing_folder.h"
#include "platform/vault/vault.h"

using namespace firebreak;
using namespace firebreak::vault;

namespace {

struct Sound {
  TestingFolder folder;
  SeededEntropy entropy{1};
  std::unique_ptr<KeyRing> ring = std::move(KeyRing::create(folder.file("keys"), entropy).value());
  std::string bytes;

  Sound() {
    const std::string path = folder.file("sound");
    auto vault = std::move(Vault::create(path, *ring, entropy).value());
    CHECK(vault->reserve(3));
    const std::array records = {
        PersonRecord{.subject = PersonId{0}, .name = "A", .phone = "13800000000"},
        PersonRecord{.subject = PersonId{1}, .name = "B", .address = "C"}};
    CHECK(vault->put_many(records, Day{1}));
    CHECK(vault->read(PersonId{0}, Fields::all(), {Instant{1}, "a", "b"}));
    vault.reset();
    bytes = read_bytes(path);
  }
};

void use(Vault& vault) {
  const auto named = [](const auto& outcome) {
    CHECK(outcome || outcome.error().code.starts_with("vault."));
  };
  named(vault.find_by_name("A"));
  named(vault.find_by_phone("13800000000"));
  for (std::uint32_t i = 0; i < 3; ++i) {
    const auto reading = vault.read(PersonId{i}, Fields::all(), {Instant{1}, "a", "b"});
    named(reading);
    // Whatever is in the file, no name comes out that was not put in.
    if (reading && reading->name.state == FieldState::present) {
      CHECK(reading->name.text == (i == 0 ? "A" : "B"));
    }
    named(vault.reads(PersonId{i}));
  }
  const auto first = vault.reserve(1);
  named(first);
  if (first) {
    const PersonRecord record{.subject = *first, .name = "D"};
    named(vault.put_many(std::span(&record, 1), Day{2}));
  }
  named(vault.sweep([](PersonId subject) { return subject.value == 0; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static Sound sound;
  if (size == 0 || size > 65536) return 0;
  std::string file(reinterpret_cast<const char*>(bytes + 1), size - 1);
  if (bytes[0] % 8 != 0) {
    std::string changed = sound.bytes;
    for (std::size_t i = 0; i + 3 < file.size(); i += 4) {
      std::size_t at = 0;
      for (std::size_t k = 0; k < 3; ++k) at = at << 8 | static_cast<std::uint8_t>(file[i + k]);
      changed[at % changed.size()] = file[i + 3];
    }
    file = std::move(changed);
  }
  const std::string path = sound.folder.file("fuzzed");
  for (const char* leftover : {"-wal", "-shm", "-journal"}) {
    std::filesystem::remove(path + leftover);
  }
  write_bytes(path, file);
  auto vault = Vault::open(path, *sound.ring, sound.entropy);
  if (vault) {
    use(**vault);
  } else {
    CHECK(vault.error().code.starts_with("vault."));
  }
  return 0;
}
