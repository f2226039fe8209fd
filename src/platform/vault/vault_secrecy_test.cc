// What somebody learns who has the vault's files, and what is noticed when they change them.
#include <filesystem>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/vault/sealed_piece.h"
#include "platform/vault/testing_vault.h"

namespace firebreak::vault {
namespace {

using testing_vault::kAsked;
using testing_vault::kMonday;
using testing_vault::kTuesday;

void run_sql(const std::string& path, const char* sql) {
  sqlite3* connection = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &connection), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(connection);
  sqlite3_close(connection);
}

class VaultSecrecy : public TestingVault {
 protected:
  std::string all_bytes() const {
    std::string bytes;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
      bytes += read_bytes(entry.path());
    }
    return bytes;
  }

  std::string open_error() {
    vault_.reset();
    auto opened = Vault::open(path_, *ring_, entropy_);
    if (!opened) return opened.error().code;
    vault_ = std::move(*opened);
    return "opened";
  }
};

TEST_F(VaultSecrecy, NothingIsOnDiskInClear) {
  for (int i = 0; i < 200; ++i) put(person(i));
  ASSERT_TRUE(vault_->sweep([](PersonId subject) { return subject.value > 50; }));
  ASSERT_TRUE(vault_->backup(folder_.file("copy.vault")));
  for (int closed = 0; closed < 2; ++closed) {
    const std::string bytes = all_bytes();
    ASSERT_TRUE(bytes.contains("CREATE TABLE person"));
    for (int i = 0; i < 200; ++i) {
      const Person one = person(i);
      for (const std::string& text : {one.name, one.number, one.phone, one.address}) {
        EXPECT_FALSE(bytes.contains(text)) << text;
      }
    }
    EXPECT_FALSE(bytes.contains("测试"));
    EXPECT_FALSE(bytes.contains("虚构街道"));
    vault_.reset();  // The second time without its log.
  }
}

// Everything that could be decrypted before destroying is tried again with the keys that are left.
TEST_F(VaultSecrecy, ADestroyedKeyTakesEveryCopyWithIt) {
  put(person(1), kMonday);
  put(person(2), kTuesday);
  const PersonId corrected = put(person(3), kMonday);
  const PersonRecord correction{.subject = corrected, .phone = "13800000033"};
  ASSERT_TRUE(vault_->put_many(std::span(&correction, 1), kTuesday));
  const std::string copy = folder_.file("copy.vault");
  ASSERT_TRUE(vault_->backup(copy));
  const VaultId id = ring_->vault_id();
  const KeySlot old_lookup = ring_->lookup_key(Purpose::contact).value()->slot;

  ASSERT_EQ(ring_->destroy(Purpose::contact, kMonday).value(), 1U);

  EXPECT_EQ(vault_->read(PersonId{0}, Fields::all(), kAsked)->phone.state, FieldState::erased);
  EXPECT_EQ(vault_->read(PersonId{0}, Fields::all(), kAsked)->name, present("测试1"));
  EXPECT_EQ(vault_->read(PersonId{1}, Fields::all(), kAsked)->phone, present("13800000002"));
  EXPECT_EQ(vault_->read(corrected, Fields::all(), kAsked)->phone, present("13800000033"));
  EXPECT_EQ(found(vault_->find_by_phone("13800000001")), Ids{});
  EXPECT_EQ(found(vault_->find_by_phone("13800000002")), (Ids{1}));
  auto restored = std::move(Vault::open(copy, *ring_, entropy_).value());
  EXPECT_EQ(restored->read(PersonId{0}, Fields::all(), kAsked)->phone.state, FieldState::erased);
  EXPECT_EQ(found(restored->find_by_phone("13800000001")), Ids{});
  EXPECT_EQ(ring_->find(old_lookup).state, KeyFound::State::destroyed);

  // Every run of bytes in every file, as a sealed phone, under every key that is left.
  const std::string bytes = all_bytes();
  constexpr std::size_t kSealedPhone = 16 + kSealOverheadBytes;
  std::set<std::string> opened;
  std::vector<std::uint8_t> piece;
  for (std::size_t at = 0; at + kSealedPhone <= bytes.size(); ++at) {
    if (static_cast<std::uint8_t>(bytes[at]) >= 16 || bytes[at + 1] != 0 || bytes[at + 2] != 0) {
      continue;  // No name of a key.
    }
    const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data() + at);
    for (std::uint32_t subject = 0; subject < 3; ++subject) {
      const auto outcome = unseal(std::span(first, kSealedPhone),
                                  {id, PersonId{subject}, Purpose::contact}, *ring_, piece);
      if (outcome && *outcome == Opened::open) opened.emplace(unpack_text(piece).value());
    }
  }
  EXPECT_EQ(opened, (std::set<std::string>{"13800000002", "13800000033"}));
}

TEST_F(VaultSecrecy, AnotherKeyFileOpensNothing) {
  put(person(1));
  vault_.reset();
  auto other = std::move(KeyRing::create(folder_.file("other.keys"), entropy_).value());
  EXPECT_EQ(Vault::open(path_, *other, entropy_).error().code, "vault.wrong_key_file");
  // Nor after its id was forged: then the keys do not fit.
  std::string set_id = "UPDATE setting SET value = x'";
  for (const std::uint8_t byte : other->vault_id()) {
    constexpr std::string_view kHex = "0123456789abcdef";
    set_id += kHex[byte >> 4];
    set_id += kHex[byte & 15];
  }
  run_sql(path_, (set_id + "' WHERE name = 'vault_id'").c_str());
  ASSERT_TRUE(other->data_key(Purpose::identity, kMonday));
  auto forged = std::move(Vault::open(path_, *other, entropy_).value());
  EXPECT_EQ(forged->read(PersonId{0}, Field::name, kAsked).error().code, "vault.tampered");
}

TEST_F(VaultSecrecy, AnOlderKeyFileIsNamed) {
  const std::string old_keys = folder_.file("old.keys");
  ASSERT_TRUE(ring_->backup(old_keys));
  put(person(1));
  vault_.reset();
  auto old = std::move(KeyRing::open(old_keys, entropy_).value());
  auto opened = std::move(Vault::open(path_, *old, entropy_).value());
  const auto code = opened->read(PersonId{0}, Field::phone, kAsked).error().code;
  EXPECT_EQ(code, "vault.key_missing");
}

TEST_F(VaultSecrecy, ATamperedRecordIsNamed) {
  put(person(1));
  put(person(2));
  run_sql(path_,
          "UPDATE person SET contact = substr(contact, 1, 30) || x'00' ||"
          " substr(contact, 32) WHERE subject = 0");
  const auto reading = vault_->read(PersonId{0}, Field::phone, kAsked);
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, "vault.tampered");
  EXPECT_TRUE(reading.error().message.contains("contact of person 0"));
  EXPECT_TRUE(vault_->read(PersonId{0}, Field::name, kAsked));
  EXPECT_TRUE(vault_->read(PersonId{1}, Fields::all(), kAsked));
}

TEST_F(VaultSecrecy, ExchangedPersonsAreNoticed) {
  put(person(1));
  put(person(2));
  run_sql(path_,
          "UPDATE person SET contact = (SELECT contact FROM person WHERE subject = 1)"
          " WHERE subject = 0");
  EXPECT_EQ(vault_->read(PersonId{0}, Field::phone, kAsked).error().code, "vault.tampered");
}

TEST_F(VaultSecrecy, AForgedIndexFindsNobodyWrong) {
  put(person(1));
  put(person(2));
  run_sql(path_, "UPDATE phone_lookup SET subject = 1 - subject");
  EXPECT_EQ(found(vault_->find_by_phone("13800000001")), Ids{});
}

TEST_F(VaultSecrecy, AReadingIsNeverTakenBack) {
  put(person(1));
  ASSERT_TRUE(vault_->read(PersonId{0}, Field::phone, kAsked));
  sqlite3* connection = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &connection), SQLITE_OK);
  for (const char* sql : {"DELETE FROM reading", "UPDATE reading SET actor = 'nobody'"}) {
    EXPECT_EQ(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << sql;
  }
  sqlite3_close(connection);
  EXPECT_EQ(vault_->reads(PersonId{0})->size(), 1U);
}

TEST_F(VaultSecrecy, OtherFilesAreRefusedByName) {
  EXPECT_EQ(Vault::create(path_, *ring_, entropy_).error().code, "vault.exists");
  EXPECT_EQ(Vault::open(folder_.file("none"), *ring_, entropy_).error().code, "vault.missing");
  write_bytes(folder_.file("text"), std::string(10000, 'x'));
  EXPECT_EQ(Vault::open(folder_.file("text"), *ring_, entropy_).error().code, "vault.damaged");
  write_bytes(folder_.file("empty"), "");
  EXPECT_EQ(Vault::open(folder_.file("empty"), *ring_, entropy_).error().code, "vault.not_a_vault");
  vault_.reset();
  run_sql(path_, "CREATE TRIGGER bad AFTER INSERT ON person BEGIN DELETE FROM setting; END");
  EXPECT_EQ(open_error(), "vault.not_a_vault");
}

// Reserved ids and put records of a process that is killed at any moment: none given twice, and
// what put_many answered for is there.
TEST_F(VaultSecrecy, AKilledProcessLosesNothingThatWasAnswered) {
  vault_.reset();
  ring_.reset();
  const std::string keys = folder_.file("city.keys");
  std::uint32_t next = 0;
  for (int round = 0; round < 8; ++round) {
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      SystemEntropy entropy;
      auto ring = KeyRing::open(keys, entropy);
      if (!ring) ::_exit(1);
      auto vault = Vault::open(path_, **ring, entropy);
      if (!vault) ::_exit(2);
      while (true) {
        const auto first = (*vault)->reserve(3);
        if (!first) ::_exit(3);
        const PersonRecord record{.subject = *first, .name = "测试"};
        if (!(*vault)->put_many(std::span(&record, 1), kMonday)) ::_exit(4);
        if (::write(pipe_ends[1], &first->value, 4) != 4) ::_exit(5);
      }
    }
    ::close(pipe_ends[1]);
    std::vector<std::uint32_t> answered;
    std::uint32_t value = 0;
    while (answered.size() < static_cast<std::size_t>(round * 3 + 1) &&
           ::read(pipe_ends[0], &value, 4) == 4) {
      answered.push_back(value);
    }
    ::kill(child, SIGKILL);
    while (::read(pipe_ends[0], &value, 4) == 4) answered.push_back(value);
    ::close(pipe_ends[0]);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    ASSERT_FALSE(answered.empty());
    EXPECT_GE(answered.front(), next);
    ring_ = std::move(KeyRing::open(keys, entropy_).value());
    vault_ = std::move(Vault::open(path_, *ring_, entropy_).value());
    next = vault_->reserve(1)->value + 1;
    EXPECT_GE(next, answered.back() + 4);
    for (const std::uint32_t subject : answered) {
      EXPECT_EQ(vault_->read(PersonId{subject}, Field::name, kAsked)->name, present("测试"));
    }
    vault_.reset();
    ring_.reset();
  }
}

// For the thread sanitizer, and for "readers beside the writer".
TEST_F(VaultSecrecy, ReadersWorkBesideTheWriter) {
  put(person(0));
  std::vector<std::jthread> readers;
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&] {
      for (int i = 0; i < 40; ++i) {
        EXPECT_EQ(vault_->read(PersonId{0}, Field::name, kAsked)->name, present("测试0"));
        EXPECT_EQ(found(vault_->find_by_phone("13800000000")), (Ids{0}));
      }
    });
  }
  for (int i = 1; i < 60; ++i) {
    put(person(i), kTuesday + i % 2);
    if (i % 20 == 0) {
      EXPECT_TRUE(ring_->destroy(Purpose::contact, kTuesday));
    }
  }
  readers.clear();
  EXPECT_EQ(vault_->reads(PersonId{0})->size(), 120U);
}

}  // namespace
}  // namespace firebreak::vault
