#include "platform/vault/vault.h"

#include <gtest/gtest.h>

#include "platform/vault/testing_vault.h"

namespace firebreak::vault {
namespace {

using testing_vault::kAsked;
using testing_vault::kMonday;
using testing_vault::kTuesday;

class VaultTest : public TestingVault {};

TEST_F(VaultTest, GivesBackWhatWasPut) {
  const PersonId subject = put(person(1));
  for (int opened = 0; opened < 2; ++opened) {
    const auto reading = vault_->read(subject, Fields::all(), kAsked).value();
    EXPECT_EQ(reading.subject, subject);
    EXPECT_EQ(reading.name, present("测试1"));
    EXPECT_EQ(reading.document_kind, DocumentKind::passport);
    EXPECT_EQ(reading.document_number, present("E00000001"));
    EXPECT_EQ(reading.phone, present("13800000001"));
    EXPECT_EQ(reading.address, present("虚构街道1号"));
    reopen();
  }
}

TEST_F(VaultTest, ReadsOnlyTheFieldsThatAreWanted) {
  const PersonId subject = put(person(1));
  const auto reading = vault_->read(subject, Field::name | Field::address, kAsked).value();
  EXPECT_EQ(reading.name, present("测试1"));
  EXPECT_EQ(reading.document_number.state, FieldState::unread);
  EXPECT_EQ(reading.phone.state, FieldState::unread);
  EXPECT_EQ(reading.address, present("虚构街道1号"));
}

TEST_F(VaultTest, SaysAbsentOfWhatIsNotKnown) {
  const PersonId named = vault_->reserve(2).value();
  const PersonRecord record{.subject = named, .name = "测试"};
  ASSERT_TRUE(vault_->put_many(std::span(&record, 1), kMonday));
  auto reading = vault_->read(named, Fields::all(), kAsked).value();
  EXPECT_EQ(reading.name, present("测试"));
  EXPECT_EQ(reading.document_number.state, FieldState::absent);
  EXPECT_EQ(reading.phone.state, FieldState::absent);
  reading = vault_->read(PersonId{named.value + 1}, Fields::all(), kAsked).value();
  EXPECT_EQ(reading.name.state, FieldState::absent);
  EXPECT_EQ(reading.address.state, FieldState::absent);
}

TEST_F(VaultTest, ReplacesOnlyThePurposesThatAreGiven) {
  const PersonId subject = put(person(1));
  const PersonRecord moved{.subject = subject, .phone = "13800000099"};
  ASSERT_TRUE(vault_->put_many(std::span(&moved, 1), kTuesday));
  const auto reading = vault_->read(subject, Fields::all(), kAsked).value();
  EXPECT_EQ(reading.name, present("测试1"));
  EXPECT_EQ(reading.phone, present("13800000099"));
  EXPECT_EQ(found(vault_->find_by_phone("13800000099")), (Ids{subject.value}));
  EXPECT_EQ(found(vault_->find_by_phone("13800000001")), Ids{});
}

TEST_F(VaultTest, FindsHoweverItIsTyped) {
  put(person(1));
  const PersonId first = vault_->reserve(2).value();
  const std::array records = {
      PersonRecord{.subject = first,
                   .name = "Ana Li",
                   .document_kind = DocumentKind::resident_identity_card,
                   .document_number = "000000 19900101 019x",
                   .phone = "+86 138-0000-0002"},
      PersonRecord{.subject = PersonId{first.value + 1}, .name = "ANA  LI"}};
  ASSERT_TRUE(vault_->put_many(records, kMonday));
  const auto kind = DocumentKind::resident_identity_card;
  EXPECT_EQ(found(vault_->find_by_document(kind, "00000019900101019X")), (Ids{first.value}));
  EXPECT_EQ(found(vault_->find_by_document(kind, "000000900101019")), (Ids{first.value}));
  EXPECT_EQ(found(vault_->find_by_document(DocumentKind::other, "00000019900101019X")), Ids{});
  EXPECT_EQ(found(vault_->find_by_phone("１３８００００ ０００２")), (Ids{first.value}));
  EXPECT_EQ(found(vault_->find_by_name(" ana li ")), (Ids{first.value, first.value + 1}));
  EXPECT_EQ(found(vault_->find_by_name("")), Ids{});
  EXPECT_EQ(found(vault_->find_by_name("测试2")), Ids{});
}

// Oracle: a plain list, searched from end to end.
TEST_F(VaultTest, FindsTheSameAsAPlainList) {
  Random random(11);
  std::vector<std::pair<std::uint32_t, std::string>> names;
  for (const bool bulk : {false, true, false}) {
    if (bulk) {
      ASSERT_TRUE(vault_->begin_bulk());
    }
    for (int i = 0; i < 100; ++i) {
      const PersonId subject = vault_->reserve(1).value();
      const std::string name = "测试" + std::to_string(random.below(20));
      const PersonRecord record{.subject = subject, .name = name};
      ASSERT_TRUE(vault_->put_many(std::span(&record, 1), kMonday + static_cast<int>(i % 3)));
      names.emplace_back(subject.value, name);
    }
    if (bulk) {
      ASSERT_TRUE(vault_->finish_bulk());
    }
  }
  for (int n = 0; n < 21; ++n) {
    const std::string name = "测试" + std::to_string(n);
    Ids expected;
    for (const auto& [subject, of] : names) {
      if (of == name) expected.push_back(subject);
    }
    EXPECT_EQ(found(vault_->find_by_name(name)), expected);
  }
}

TEST_F(VaultTest, RecordsEveryReading) {
  const PersonId one = put(person(1));
  const PersonId two = put(person(2));
  EXPECT_TRUE(vault_->reads(one)->empty());
  const ReadPurpose call{Instant{1000}, "duty officer", "to call about a result"};
  const ReadPurpose list{Instant{2000}, "grid worker", "door list"};
  ASSERT_TRUE(vault_->read(one, Field::phone, call));
  const std::array both = {one, two};
  EXPECT_EQ(vault_->read_many(both, Fields::all(), list)->size(), 2U);
  reopen();
  const std::vector<Reading> expected = {
      {Instant{2000}, "grid worker", one, Fields::all(), "door list"},
      {Instant{1000}, "duty officer", one, Field::phone, "to call about a result"}};
  EXPECT_EQ(vault_->reads(one).value(), expected);
  EXPECT_EQ(vault_->reads(two)->size(), 1U);
}

TEST_F(VaultTest, AnswersNobodyWithoutAReason) {
  const PersonId subject = put(person(1));
  EXPECT_EQ(vault_->read(subject, Field::name, {Instant{1}, "somebody", ""}).error().code,
            "vault.no_reason");
  EXPECT_EQ(vault_->read(subject, Field::name, {Instant{1}, "", "reason"}).error().code,
            "vault.no_reason");
  const std::string endless(kReasonBytesMax + 1, 'x');
  EXPECT_EQ(vault_->read(subject, Field::name, {Instant{1}, "somebody", endless}).error().code,
            "vault.reason_too_long");
  const std::vector<PersonId> many(kReadManyMax + 1, subject);
  EXPECT_EQ(vault_->read_many(many, Field::name, kAsked).error().code, "vault.too_many");
  EXPECT_TRUE(vault_->reads(subject)->empty());
}

TEST_F(VaultTest, PutsAllOrNothing) {
  const PersonId first = vault_->reserve(2).value();
  const std::string endless(kAddressBytesMax + 1, 'x');
  const std::array records = {
      PersonRecord{.subject = first, .name = "测试"},
      PersonRecord{.subject = PersonId{first.value + 1}, .address = endless}};
  EXPECT_EQ(vault_->put_many(records, kMonday).error().code, "vault.too_long");
  EXPECT_EQ(vault_->read(first, Field::name, kAsked)->name.state, FieldState::absent);
  EXPECT_EQ(found(vault_->find_by_name("测试")), Ids{});
}

TEST_F(VaultTest, GivesNoIdTwice) {
  EXPECT_EQ(vault_->reserve(10).value(), PersonId{0});
  EXPECT_EQ(vault_->reserve(1).value(), PersonId{10});
  reopen();
  EXPECT_EQ(vault_->reserve(1).value(), PersonId{11});
  ASSERT_TRUE(vault_->reserve_up_to(PersonId{99}));
  ASSERT_TRUE(vault_->reserve_up_to(PersonId{50}));
  EXPECT_EQ(vault_->reserve(1).value(), PersonId{100});
  EXPECT_EQ(vault_->reserve(0xfffffff0U).error().code, "vault.ids_exhausted");
  EXPECT_EQ(vault_->reserve(1).value(), PersonId{101});
}

TEST_F(VaultTest, SweepsOrphans) {
  for (int i = 0; i < 10; ++i) put(person(i));
  EXPECT_EQ(vault_->sweep([](PersonId subject) { return subject.value % 2 == 0; }).value(), 5U);
  EXPECT_EQ(vault_->sweep([](PersonId subject) { return subject.value % 2 == 0; }).value(), 0U);
  EXPECT_EQ(vault_->read(PersonId{3}, Field::name, kAsked)->name.state, FieldState::absent);
  EXPECT_EQ(vault_->read(PersonId{4}, Field::name, kAsked)->name, present("测试4"));
  EXPECT_EQ(found(vault_->find_by_phone("13800000003")), Ids{});
  EXPECT_EQ(found(vault_->find_by_phone("13800000004")), (Ids{4}));
  EXPECT_EQ(vault_->reads(PersonId{3})->size(), 1U);  // Who read it stays known.
}

TEST_F(VaultTest, IsBackedUpWhileItIsOpen) {
  const PersonId subject = put(person(1));
  const std::string copy = folder_.file("copy.vault");
  ASSERT_TRUE(vault_->backup(copy));
  EXPECT_EQ(vault_->backup(copy).error().code, "vault.exists");
  put(person(2));
  auto restored = std::move(Vault::open(copy, *ring_, entropy_).value());
  EXPECT_EQ(restored->read(subject, Field::name, kAsked)->name, present("测试1"));
  EXPECT_EQ(found(restored->find_by_name("测试1")), (Ids{subject.value}));
  EXPECT_EQ(found(restored->find_by_name("测试2")), Ids{});
}

TEST_F(VaultTest, BulkThatIsCutShortIsHashedAtTheNextOpening) {
  ASSERT_TRUE(vault_->begin_bulk());
  const PersonId subject = put(person(1));
  EXPECT_EQ(found(vault_->find_by_name("测试1")), Ids{});
  reopen();
  EXPECT_EQ(found(vault_->find_by_name("测试1")), (Ids{subject.value}));
  EXPECT_EQ(found(vault_->find_by_phone("13800000001")), (Ids{subject.value}));
}

TEST_F(VaultTest, BulkSurvivesAKeyDestroyedWithinIt) {
  put(person(1), kMonday);
  ASSERT_TRUE(vault_->begin_bulk());
  put(person(2), kTuesday);
  ASSERT_EQ(ring_->destroy(Purpose::contact, kMonday).value(), 1U);
  put(person(3), kTuesday);
  EXPECT_EQ(found(vault_->find_by_phone("13800000001")), Ids{});
  ASSERT_TRUE(vault_->finish_bulk());
  for (int opened = 0; opened < 2; ++opened) {
    EXPECT_EQ(found(vault_->find_by_phone("13800000001")), Ids{});
    EXPECT_EQ(found(vault_->find_by_phone("13800000002")), (Ids{1}));
    EXPECT_EQ(found(vault_->find_by_phone("13800000003")), (Ids{2}));
    reopen();
  }
}

}  // namespace
}  // namespace firebreak::vault
