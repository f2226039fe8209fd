// A vault in a folder of its own, with invented persons, for the tests of this room.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "platform/vault/testing_folder.h"
#include "platform/vault/vault.h"

namespace firebreak::vault {

namespace testing_vault {
inline constexpr Day kMonday{19000};
inline constexpr Day kTuesday{19001};
inline constexpr ReadPurpose kAsked{Instant{1}, "tester", "a test"};
}  // namespace testing_vault

inline FieldText present(std::string text) { return {FieldState::present, std::move(text)}; }

class TestingVault : public testing::Test {
 protected:
  using Ids = std::vector<std::uint32_t>;

  struct Person {
    std::string name;
    std::string number;
    std::string phone;
    std::string address;
  };

  static Person person(int number) {
    const std::string digits = std::to_string(number);
    const std::string zeros(8 - digits.size(), '0');
    return {"测试" + digits, "E" + zeros + digits, "138" + zeros + digits,
            "虚构街道" + digits + "号"};
  }

  PersonId put(const Person& person, Day day = testing_vault::kMonday) {
    const PersonRecord record{.subject = vault_->reserve(1).value(),
                              .name = person.name,
                              .document_kind = DocumentKind::passport,
                              .document_number = person.number,
                              .phone = person.phone,
                              .address = person.address};
    EXPECT_TRUE(vault_->put_many(std::span(&record, 1), day));
    return record.subject;
  }

  static Ids found(const IoResult<std::vector<PersonId>>& result) {
    Ids ids;
    for (const PersonId subject : result.value()) ids.push_back(subject.value);
    return ids;
  }

  void reopen() {
    vault_.reset();
    vault_ = std::move(Vault::open(path_, *ring_, entropy_).value());
  }

  TestingFolder folder_;
  std::string path_ = folder_.file("city.vault");
  SeededEntropy entropy_{1};
  std::unique_ptr<KeyRing> ring_ =
      std::move(KeyRing::create(folder_.file("city.keys"), entropy_).value());
  std::unique_ptr<Vault> vault_ = std::move(Vault::create(path_, *ring_, entropy_).value());
};

}  // namespace firebreak::vault
