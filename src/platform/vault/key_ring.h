// The keys of a vault: one random data key per purpose and day, one lookup key per purpose.
//
// A key is made on its first use, is on disk before it is handed out, and is never derived from
// another: destroying one makes everything under it unreadable wherever a copy of the data may lie.
// Destroying a data key also destroys the purpose's lookup key, because with it short values
// (phones) could be guessed from the hashes in old copies; the vault then hashes anew.
// Thread-safe. Format: docs/formats/vault.md. Refuses a file that others may read.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "platform/vault/entropy.h"
#include "platform/vault/key_file.h"
#include "platform/vault/secret_key.h"

namespace firebreak::vault {

// Stored in both files: append only, never renumber.
enum class Purpose : std::uint8_t {
  identity,  // Name, kind and number of the document.
  contact,   // Phone.
  address,   // Address as free text.
};
inline constexpr std::size_t kPurposes = 3;
std::string_view to_text(Purpose purpose);

enum class KeyRole : std::uint8_t { data = 1, lookup = 2 };

using KeySlot = std::uint32_t;
using VaultId = std::array<std::uint8_t, 16>;  // Joins a data file with its key file.

struct VaultKey {
  KeySlot slot;  // Its name: never given to another key.
  KeyRole role;
  Purpose purpose;
  Day day;  // 0 for lookup keys.
  SecretKey secret{};
};
using KeyHandle = std::shared_ptr<const VaultKey>;  // Wiped when the last holder lets go.

struct KeyFound {
  enum class State : std::uint8_t { live, destroyed, unknown };
  State state;
  KeyHandle key;  // Only when live.
};

class KeyRing {
 public:
  // `vault.exists`, `vault.io`.
  static IoResult<std::unique_ptr<KeyRing>> create(const std::string& path, Entropy& entropy);
  // Also `vault.key_file_missing`, `vault.key_file_readable`, `vault.key_file_damaged`,
  // `vault.in_use`.
  static IoResult<std::unique_ptr<KeyRing>> open(const std::string& path, Entropy& entropy);

  // The live key, made if there is none. `vault.keys_full`, `vault.io`.
  IoResult<KeyHandle> data_key(Purpose purpose, Day day);
  IoResult<KeyHandle> lookup_key(Purpose purpose);
  KeyFound find(KeySlot slot) const;

  // Overwrites the key (and the purpose's lookup key) on disk and forgets it. How many data keys
  // were destroyed: 0 when there was none. Copies of the key file made before still hold it.
  IoResult<std::size_t> destroy(Purpose purpose, Day day);

  // A copy of the key file, mode 0600; to be kept apart from copies of the data file.
  IoResult<void> backup(const std::string& path) const;

  const VaultId& vault_id() const { return vault_id_; }

 private:
  struct Slot {
    KeyFound::State state;
    KeyRole role;
    Purpose purpose;
    Day day;
    KeyHandle key;
  };

  KeyRing(KeyFile file, Entropy& entropy) : file_(std::move(file)), entropy_(entropy) {}
  IoResult<void> read_header();
  IoResult<void> read_slots();
  std::optional<Slot> read_slot(const KeySlotBytes& bytes, KeySlot number) const;
  std::optional<KeySlot> live_slot(KeyRole role, Purpose purpose, Day day) const;
  IoResult<KeyHandle> find_or_make(KeyRole role, Purpose purpose, Day day);
  IoResult<void> erase(KeySlot number);

  mutable std::mutex mutex_;
  KeyFile file_;
  Entropy& entropy_;
  VaultId vault_id_{};
  SecretKey root_;
  std::vector<Slot> slots_;
};

}  // namespace firebreak::vault
