#include "platform/vault/key_ring.h"

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/vault/testing_folder.h"

namespace firebreak::vault {
namespace {

constexpr Day kMonday{19000};
constexpr Day kTuesday{19001};

using Secret = std::array<std::uint8_t, kSecretBytes>;

Secret secret_of(const KeyHandle& key) {
  Secret bytes;
  std::copy_n(key->secret.raw(), kSecretBytes, bytes.begin());
  return bytes;
}

class KeyRingTest : public testing::Test {
 protected:
  std::unique_ptr<KeyRing> create() { return std::move(KeyRing::create(path_, entropy_).value()); }
  std::unique_ptr<KeyRing> reopen() { return std::move(KeyRing::open(path_, entropy_).value()); }
  std::string open_error() {
    auto opened = KeyRing::open(path_, entropy_);
    return opened ? "opened" : opened.error().code;
  }

  TestingFolder folder_;
  std::string path_ = folder_.file("city.keys");
  SeededEntropy entropy_{1};
};

TEST_F(KeyRingTest, GivesOneKeyPerPurposeAndDayAndKeepsIt) {
  auto ring = create();
  const VaultId id = ring->vault_id();
  const auto monday = ring->data_key(Purpose::contact, kMonday).value();
  const auto tuesday = ring->data_key(Purpose::contact, kTuesday).value();
  const auto address = ring->data_key(Purpose::address, kMonday).value();
  const auto lookup = ring->lookup_key(Purpose::contact).value();
  EXPECT_EQ(ring->data_key(Purpose::contact, kMonday).value(), monday);
  EXPECT_NE(secret_of(monday), secret_of(tuesday));
  EXPECT_NE(secret_of(monday), secret_of(address));
  EXPECT_NE(secret_of(monday), secret_of(lookup));
  ring.reset();
  ring = reopen();
  EXPECT_EQ(ring->vault_id(), id);
  const auto again = ring->data_key(Purpose::contact, kMonday).value();
  EXPECT_EQ(secret_of(again), secret_of(monday));
  EXPECT_EQ(again->slot, monday->slot);
  EXPECT_EQ(secret_of(ring->lookup_key(Purpose::contact).value()), secret_of(lookup));
  EXPECT_EQ(ring->find(monday->slot).state, KeyFound::State::live);
  EXPECT_EQ(ring->find(99).state, KeyFound::State::unknown);
}

TEST_F(KeyRingTest, RepeatsFromTheSameSeedOnly) {
  SeededEntropy same(7);
  SeededEntropy equal(7);
  SystemEntropy system;
  std::vector<Secret> secrets;
  for (Entropy* entropy : {static_cast<Entropy*>(&same), static_cast<Entropy*>(&equal),
                           static_cast<Entropy*>(&system)}) {
    const auto ring =
        std::move(KeyRing::create(folder_.file(std::to_string(secrets.size())), *entropy).value());
    secrets.push_back(secret_of(ring->data_key(Purpose::identity, kMonday).value()));
  }
  EXPECT_EQ(secrets[0], secrets[1]);
  EXPECT_NE(secrets[0], secrets[2]);
}

TEST_F(KeyRingTest, DestroysAKeyAndTheLookupKeyOfItsPurpose) {
  auto ring = create();
  const auto contact = ring->data_key(Purpose::contact, kMonday).value();
  const auto tuesday = ring->data_key(Purpose::contact, kTuesday).value();
  const auto lookup = ring->lookup_key(Purpose::contact).value();
  const auto names = ring->lookup_key(Purpose::identity).value();
  EXPECT_EQ(ring->destroy(Purpose::contact, kMonday).value(), 1U);
  EXPECT_EQ(ring->destroy(Purpose::contact, kMonday).value(), 0U);
  for (int opened = 0; opened < 2; ++opened) {
    EXPECT_EQ(ring->find(contact->slot).state, KeyFound::State::destroyed);
    EXPECT_EQ(ring->find(lookup->slot).state, KeyFound::State::destroyed);
    EXPECT_EQ(ring->find(tuesday->slot).state, KeyFound::State::live);
    EXPECT_EQ(ring->find(names->slot).state, KeyFound::State::live);
    ring.reset();
    ring = reopen();
  }
  // A day may be written again, under a key of another name.
  EXPECT_NE(ring->data_key(Purpose::contact, kMonday).value()->slot, contact->slot);
  EXPECT_NE(ring->lookup_key(Purpose::contact).value()->slot, lookup->slot);
}

TEST_F(KeyRingTest, LeavesNoTraceOfADestroyedKeyInItsFile) {
  auto ring = create();
  const auto key = ring->data_key(Purpose::contact, kMonday).value();
  const std::string before = read_bytes(path_);
  ASSERT_EQ(before.size(), kKeyHeaderBytes + kKeySlotBytes);
  const std::string wrapped = before.substr(kKeyHeaderBytes + 8, 24 + 48);
  ASSERT_EQ(ring->destroy(Purpose::contact, kMonday).value(), 1U);
  const std::string after = read_bytes(path_);
  EXPECT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i + 8 <= wrapped.size(); ++i) {
    EXPECT_FALSE(after.contains(wrapped.substr(i, 8))) << i;
  }
  // No secret ever stood there in clear.
  const Secret secret = secret_of(key);
  EXPECT_FALSE(before.contains(std::string(secret.begin(), secret.end())));
}

TEST_F(KeyRingTest, RefusesAFileThatOthersMayUse) {
  create().reset();
  struct stat status;
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  for (const mode_t mode : {0640U, 0604U, 0660U, 0666U}) {
    ASSERT_EQ(::chmod(path_.c_str(), mode), 0);
    EXPECT_EQ(open_error(), "vault.key_file_readable") << mode;
  }
  ASSERT_EQ(::chmod(path_.c_str(), 0600), 0);
  EXPECT_EQ(open_error(), "opened");
}

TEST_F(KeyRingTest, NamesWhatIsWrongWithTheFile) {
  EXPECT_EQ(open_error(), "vault.key_file_missing");
  auto ring = create();
  EXPECT_EQ(open_error(), "vault.in_use");
  EXPECT_EQ(KeyRing::create(path_, entropy_).error().code, "vault.exists");
  ASSERT_TRUE(ring->data_key(Purpose::contact, kMonday));
  ring.reset();
  const std::string sound = read_bytes(path_);
  // Every byte that carries meaning: header up to its checksum, and the slot up to its tag.
  for (std::size_t at = 0; at < kKeyHeaderBytes + 80; ++at) {
    if (at == 72) at = kKeyHeaderBytes;  // Past the header's meaning.
    std::string damaged = sound;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
    write_bytes(path_, damaged);
    EXPECT_EQ(open_error(), "vault.key_file_damaged") << at;
  }
  write_bytes(path_, sound.substr(0, 100));
  EXPECT_EQ(open_error(), "vault.key_file_damaged");
}

// A crash in the middle of adding a key leaves a slot cut short, or of zeros: never used, skipped.
TEST_F(KeyRingTest, SurvivesACrashWhileAKeyIsAdded) {
  auto ring = create();
  const auto kept = secret_of(ring->data_key(Purpose::contact, kMonday).value());
  ring.reset();
  const std::string sound = read_bytes(path_);
  for (const std::string& torn : {std::string(60, '\x07'), std::string(kKeySlotBytes, '\0')}) {
    write_bytes(path_, sound + torn);
    ring = reopen();
    ASSERT_TRUE(ring->data_key(Purpose::contact, kTuesday));
    ring.reset();
    ring = reopen();
    EXPECT_EQ(secret_of(ring->data_key(Purpose::contact, kMonday).value()), kept);
    ring.reset();
  }
}

TEST_F(KeyRingTest, IsBackedUpByACopyThatOpens) {
  auto ring = create();
  const auto key = secret_of(ring->data_key(Purpose::contact, kMonday).value());
  const std::string copy = folder_.file("copy.keys");
  ASSERT_TRUE(ring->backup(copy));
  EXPECT_EQ(ring->backup(copy).error().code, "vault.exists");
  auto restored = std::move(KeyRing::open(copy, entropy_).value());
  EXPECT_EQ(secret_of(restored->data_key(Purpose::contact, kMonday).value()), key);
}

}  // namespace
}  // namespace firebreak::vault
