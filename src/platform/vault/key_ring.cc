#include "platform/vault/key_ring.h"

#include <algorithm>
#include <cstring>

#include <sodium.h>

#include "base/check.h"

namespace firebreak::vault {
namespace {

// Header: magic 8, vault id 16, root secret 32, checksum 16 over what is before it, zeros.
constexpr std::string_view kMagic = "FBKEYS1\n";
constexpr std::size_t kIdAt = 8;
constexpr std::size_t kRootAt = 24;
constexpr std::size_t kChecksumAt = 56;
constexpr std::size_t kChecksumBytes = 16;

// Slot: state 1, role 1, purpose 1, zero 1, day 4, nonce 24, wrapped secret 48, zeros.
constexpr std::size_t kNonceAt = 8;
constexpr std::size_t kWrappedAt = 32;
constexpr std::size_t kWrappedBytes = kSecretBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::uint8_t kStateLive = 1;
constexpr std::uint8_t kStateDestroyed = 2;
static_assert(kWrappedAt + kWrappedBytes <= kKeySlotBytes && kKeyHeaderBytes % kKeySlotBytes == 0);

using Checksum = std::array<std::uint8_t, kChecksumBytes>;

Checksum checksum_of(const KeyHeaderBytes& header) {
  Checksum sum;
  crypto_generichash(sum.data(), sum.size(), header.data(), kChecksumAt, nullptr, 0);
  return sum;
}

// Binds a wrapped key to its vault, its slot and what it is for, so that none can be exchanged.
std::array<std::uint8_t, 28> binding(const VaultId& vault, KeySlot number,
                                     const KeySlotBytes& slot) {
  std::array<std::uint8_t, 28> bytes;
  std::ranges::copy(vault, bytes.begin());
  for (std::size_t i = 0; i < 4; ++i) bytes[16 + i] = static_cast<std::uint8_t>(number >> (8 * i));
  std::copy_n(slot.begin(), 8, bytes.begin() + 20);
  return bytes;
}

void put_day(KeySlotBytes& slot, Day day) {
  const auto number = static_cast<std::uint32_t>(day.number);
  for (std::size_t i = 0; i < 4; ++i) slot[4 + i] = static_cast<std::uint8_t>(number >> (8 * i));
}

Day get_day(const KeySlotBytes& slot) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number |= static_cast<std::uint32_t>(slot[4 + i]) << (8 * i);
  return Day{static_cast<std::int32_t>(number)};
}

KeySlotBytes wrap(const VaultKey& key, const VaultId& vault, const SecretKey& root,
                  Entropy& entropy) {
  KeySlotBytes slot{};
  slot[0] = kStateLive;
  slot[1] = static_cast<std::uint8_t>(key.role);
  slot[2] = static_cast<std::uint8_t>(key.purpose);
  put_day(slot, key.day);
  const std::span nonce(slot.data() + kNonceAt, kWrappedAt - kNonceAt);
  entropy.fill(nonce);
  const auto bound = binding(vault, key.slot, slot);
  crypto_aead_xchacha20poly1305_ietf_encrypt(slot.data() + kWrappedAt, nullptr, key.secret.raw(),
                                             kSecretBytes, bound.data(), bound.size(), nullptr,
                                             nonce.data(), root.raw());
  return slot;
}

}  // namespace

std::string_view to_text(Purpose purpose) {
  constexpr std::array<std::string_view, kPurposes> kNames = {"identity", "contact", "address"};
  CHECK(static_cast<std::size_t>(purpose) < kPurposes);
  return kNames[static_cast<std::size_t>(purpose)];
}

IoResult<std::unique_ptr<KeyRing>> KeyRing::create(const std::string& path, Entropy& entropy) {
  CHECK(sodium_init() >= 0);
  KeyHeaderBytes header{};
  std::ranges::copy(kMagic, header.begin());
  entropy.fill(std::span(header).subspan(kIdAt, kChecksumAt - kIdAt));  // Vault id and root.
  std::ranges::copy(checksum_of(header), header.begin() + kChecksumAt);
  auto file = KeyFile::create(path, header);
  sodium_memzero(header.data(), header.size());
  if (!file) return file.error();
  std::unique_ptr<KeyRing> ring(new KeyRing(std::move(*file), entropy));
  if (auto read = ring->read_header(); !read) return read.error();
  return ring;
}

IoResult<std::unique_ptr<KeyRing>> KeyRing::open(const std::string& path, Entropy& entropy) {
  CHECK(sodium_init() >= 0);
  auto file = KeyFile::open(path);
  if (!file) return file.error();
  std::unique_ptr<KeyRing> ring(new KeyRing(std::move(*file), entropy));
  if (auto read = ring->read_header(); !read) return read.error();
  if (auto read = ring->read_slots(); !read) return read.error();
  return ring;
}

IoResult<void> KeyRing::read_header() {
  auto header = file_.header();
  if (!header) return header.error();
  const bool sound = std::ranges::equal(std::span(*header).first(kMagic.size()), kMagic) &&
                     std::ranges::equal(checksum_of(*header),
                                        std::span(*header).subspan(kChecksumAt, kChecksumBytes));
  std::copy_n(header->begin() + kIdAt, vault_id_.size(), vault_id_.begin());
  std::copy_n(header->begin() + kRootAt, kSecretBytes, root_.bytes().begin());
  sodium_memzero(header->data(), header->size());
  if (!sound) return IoError{"vault.key_file_damaged", file_.path() + ": its header is damaged"};
  return {};
}

IoResult<void> KeyRing::read_slots() {
  const auto slots = file_.slots();
  if (!slots) return slots.error();
  for (const KeySlotBytes& bytes : *slots) {
    const auto number = static_cast<KeySlot>(slots_.size());
    auto slot = read_slot(bytes, number);
    if (!slot) {
      return IoError{"vault.key_file_damaged",
                     file_.path() + ": key " + std::to_string(number) +
                         " is damaged; restore the newest backup of the key file"};
    }
    slots_.push_back(std::move(*slot));
  }
  return {};
}

// Absent when the slot is damaged. All zeros: its writing was cut off by a crash before the key
// was used, so nothing can be under it.
std::optional<KeyRing::Slot> KeyRing::read_slot(const KeySlotBytes& bytes, KeySlot number) const {
  using enum KeyFound::State;
  if (std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; })) {
    return Slot{destroyed, KeyRole::data, Purpose::identity, Day{}, nullptr};
  }
  const bool known_role = bytes[1] == static_cast<std::uint8_t>(KeyRole::data) ||
                          bytes[1] == static_cast<std::uint8_t>(KeyRole::lookup);
  if (!known_role || bytes[2] >= kPurposes) return std::nullopt;
  const auto role = static_cast<KeyRole>(bytes[1]);
  const auto purpose = static_cast<Purpose>(bytes[2]);
  const Day day = get_day(bytes);
  if (bytes[0] == kStateDestroyed) return Slot{destroyed, role, purpose, day, nullptr};
  if (bytes[0] != kStateLive) return std::nullopt;
  auto key = std::make_shared<VaultKey>(number, role, purpose, day);
  const auto bound = binding(vault_id_, number, bytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          key->secret.bytes().data(), nullptr, nullptr, bytes.data() + kWrappedAt, kWrappedBytes,
          bound.data(), bound.size(), bytes.data() + kNonceAt, root_.raw()) != 0) {
    return std::nullopt;
  }
  return Slot{live, role, purpose, day, std::move(key)};
}

std::optional<KeySlot> KeyRing::live_slot(KeyRole role, Purpose purpose, Day day) const {
  // From the back: today's key is among the last ones.
  for (std::size_t i = slots_.size(); i-- > 0;) {
    const Slot& slot = slots_[i];
    if (slot.state == KeyFound::State::live && slot.role == role && slot.purpose == purpose &&
        slot.day == day) {
      return static_cast<KeySlot>(i);
    }
  }
  return std::nullopt;
}

IoResult<KeyHandle> KeyRing::data_key(Purpose purpose, Day day) {
  const std::lock_guard lock(mutex_);
  return find_or_make(KeyRole::data, purpose, day);
}

IoResult<KeyHandle> KeyRing::lookup_key(Purpose purpose) {
  const std::lock_guard lock(mutex_);
  return find_or_make(KeyRole::lookup, purpose, Day{});
}

IoResult<KeyHandle> KeyRing::find_or_make(KeyRole role, Purpose purpose, Day day) {
  if (const auto slot = live_slot(role, purpose, day)) return slots_[*slot].key;
  if (slots_.size() >= kKeySlotsMax) {
    return IoError{"vault.keys_full", file_.path() + ": no room for another key"};
  }
  const auto number = static_cast<KeySlot>(slots_.size());
  auto key = std::make_shared<VaultKey>(number, role, purpose, day);
  entropy_.fill(key->secret.bytes());
  const KeySlotBytes bytes = wrap(*key, vault_id_, root_, entropy_);
  if (auto written = file_.write(number, bytes); !written) return written.error();
  if (auto synced = file_.sync(); !synced) return synced.error();
  slots_.push_back({KeyFound::State::live, role, purpose, day, key});
  return key;
}

KeyFound KeyRing::find(KeySlot slot) const {
  const std::lock_guard lock(mutex_);
  if (slot >= slots_.size()) return {KeyFound::State::unknown, nullptr};
  return {slots_[slot].state, slots_[slot].key};
}

IoResult<std::size_t> KeyRing::destroy(Purpose purpose, Day day) {
  const std::lock_guard lock(mutex_);
  const auto data = live_slot(KeyRole::data, purpose, day);
  if (!data) return 0;
  // The lookup key first: if the machine stops in between, asking again does the rest.
  if (const auto lookup = live_slot(KeyRole::lookup, purpose, Day{})) {
    if (auto erased = erase(*lookup); !erased) return erased.error();
  }
  if (auto erased = erase(*data); !erased) return erased.error();
  return 1;
}

// Leaves the state, role, purpose and day, so that a reader can tell "erased" from "key lost".
IoResult<void> KeyRing::erase(KeySlot number) {
  Slot& slot = slots_[number];
  KeySlotBytes bytes{};
  bytes[0] = kStateDestroyed;
  bytes[1] = static_cast<std::uint8_t>(slot.role);
  bytes[2] = static_cast<std::uint8_t>(slot.purpose);
  put_day(bytes, slot.day);
  if (auto written = file_.write(number, bytes); !written) return written;
  if (auto synced = file_.sync(); !synced) return synced;
  slot.state = KeyFound::State::destroyed;
  slot.key.reset();
  return {};
}

IoResult<void> KeyRing::backup(const std::string& path) const {
  const std::lock_guard lock(mutex_);
  return file_.backup(path);
}

}  // namespace firebreak::vault
