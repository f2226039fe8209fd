#include "platform/vault/person_record.h"

#include <gtest/gtest.h>

namespace firebreak::vault {
namespace {

TEST(PersonRecord, IsPackedAndUnpacked) {
  const PersonRecord record{.subject = PersonId{1},
                            .name = "测试甲",
                            .document_kind = DocumentKind::passport,
                            .document_number = "E00000001",
                            .phone = "13800000000",
                            .address = "虚构路1号"};
  std::vector<std::uint8_t> piece;
  pack(record, Purpose::identity, piece);
  EXPECT_EQ(piece.size() % 16, 0U);
  const auto identity = unpack_identity(piece);
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->name, record.name);
  EXPECT_EQ(identity->document_kind, record.document_kind);
  EXPECT_EQ(identity->document_number, record.document_number);
  pack(record, Purpose::contact, piece);
  EXPECT_EQ(unpack_text(piece), record.phone);
  pack(record, Purpose::address, piece);
  EXPECT_EQ(unpack_text(piece), record.address);
}

TEST(PersonRecord, OfEveryLengthComesBack) {
  std::vector<std::uint8_t> piece;
  for (std::size_t length = 1; length <= kAddressBytesMax; ++length) {
    const std::string address(length, '\x80');  // The byte that padding begins with.
    pack({.subject = PersonId{1}, .address = address}, Purpose::address, piece);
    ASSERT_LE(piece.size(), kPieceBytesMax);
    ASSERT_EQ(unpack_text(piece), address);
  }
}

TEST(PersonRecord, KnowingNothingIsEmpty) {
  std::vector<std::uint8_t> piece{1};
  for (const Purpose purpose : {Purpose::identity, Purpose::contact, Purpose::address}) {
    pack({.subject = PersonId{1}}, purpose, piece);
    EXPECT_TRUE(piece.empty());
  }
}

TEST(PersonRecord, UnpacksNothingFromOtherBytes) {
  EXPECT_FALSE(unpack_text({}));
  const std::vector<std::uint8_t> zeros(16);
  EXPECT_FALSE(unpack_text(zeros));
  std::vector<std::uint8_t> piece(16);
  piece[2] = 0x80;
  piece[1] = 5;  // A name longer than what there is.
  EXPECT_FALSE(unpack_identity(piece));
  piece[1] = 0;
  EXPECT_TRUE(unpack_identity(piece));
  piece[0] = kDocumentKinds;
  EXPECT_FALSE(unpack_identity(piece));
}

TEST(PersonRecord, RefusesWhatIsTooLong) {
  const std::string name(kNameBytesMax, 'n');
  EXPECT_TRUE(check_lengths({.subject = PersonId{1}, .name = name}));
  const std::string longer = name + "n";
  const auto refused = check_lengths({.subject = PersonId{1}, .name = longer});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "person.too_long");
  EXPECT_EQ(refused.error().field, "name");
}

TEST(Fields, TellWhichPurposesAreWanted) {
  EXPECT_TRUE(Fields(Field::document).wants(Purpose::identity));
  EXPECT_FALSE(Fields(Field::document).wants(Purpose::contact));
  EXPECT_TRUE((Field::name | Field::phone).wants(Purpose::contact));
  EXPECT_TRUE(Fields::all().wants(Purpose::address));
  EXPECT_EQ(Fields::of_bits(0xFF), Fields::all());
}

}  // namespace
}  // namespace firebreak::vault
