#include "platform/vault/document_number.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace firebreak::vault {
namespace {

// Area 000000 exists nowhere: none of these numbers can be anybody's.
const Day kToday = *make_day(2022, 3, 30);

std::string resident(std::string_view seventeen) {
  return std::string(seventeen) + resident_check_character(seventeen);
}

std::string code(DocumentKind kind, std::string_view number) {
  const auto checked = check_document(kind, number, kToday);
  return checked ? "accepted" : checked.error().code;
}

std::string card(std::string_view number) {
  return code(DocumentKind::resident_identity_card, number);
}

// The standard's own worked number (GB 11643-1999, annex).
TEST(ResidentNumber, HasTheCheckCharacterOfTheStandard) {
  EXPECT_EQ(resident_check_character("11010519491231002"), 'X');
  EXPECT_EQ(resident_check_character("44052418800101001"), '4');
}

TEST(ResidentNumber, TellsBirthAndSex) {
  const auto woman = check_document(DocumentKind::resident_identity_card,
                                    resident("00000019900229002").replace(10, 4, "0228"), kToday);
  EXPECT_FALSE(woman);  // The check character was made for another day.
  const auto man =
      check_document(DocumentKind::resident_identity_card, resident("00000019920229001"), kToday);
  ASSERT_TRUE(man);
  EXPECT_EQ(man->birth, make_day(1992, 2, 29));
  EXPECT_EQ(man->sex, Sex::male);
  EXPECT_EQ(
      check_document(DocumentKind::resident_identity_card, resident("00000020220330002"), kToday)
          ->sex,
      Sex::female);
}

TEST(ResidentNumber, IsReadAsPeopleTypeIt) {
  const std::string number = resident("00000019900101019");
  ASSERT_EQ(number.back(), 'X');
  const std::string typed = " 000000-19900101 019x ";
  EXPECT_EQ(check_document(DocumentKind::resident_identity_card, typed, kToday)->number, number);
  EXPECT_EQ(card("００００００１９９００１０１０１９ｘ"), "accepted");
}

TEST(ResidentNumber, OfFifteenDigitsIsConverted) {
  const auto old = check_document(DocumentKind::resident_identity_card, "000000490101001", kToday);
  ASSERT_TRUE(old);
  EXPECT_EQ(old->number, resident("00000019490101001"));
  EXPECT_EQ(old->birth, make_day(1949, 1, 1));
}

TEST(ResidentNumber, RefusesInOrder) {
  EXPECT_EQ(card(""), "document.length");
  EXPECT_EQ(card("0000001990010100"), "document.length");
  EXPECT_EQ(card("00000X199001010011"), "document.characters");
  EXPECT_EQ(card("00000019900101001Y"), "document.characters");
  EXPECT_EQ(card("00000049010100X"), "document.length");  // 15, yet not of the old form.
  EXPECT_EQ(card(resident("00000019900230001")), "document.birth_date");
  EXPECT_EQ(card(resident("00000018491231001")), "document.birth_date");
  EXPECT_EQ(card(resident("00000020220331001")), "document.birth_date");
  std::string wrong = resident("00000019900101001");
  wrong[17] = wrong[17] == '1' ? '2' : '1';
  EXPECT_EQ(card(wrong), "document.check_digit");
}

// Property of MOD 11-2: one wrong digit, or two neighbours exchanged, is always found.
TEST(ResidentNumber, FindsEverySlipOfOneDigit) {
  Random random(5);
  for (int round = 0; round < 300; ++round) {
    std::string digits = "000000" + std::to_string(random.between(1950, 2019)) + "0101";
    digits += std::to_string(random.between(100, 999));
    const std::string number = resident(digits);
    const auto place = static_cast<std::size_t>(random.below(17));
    std::string slip = number;
    slip[place] = static_cast<char>('0' + (slip[place] - '0' + 1 + random.below(9)) % 10);
    EXPECT_NE(card(slip), "accepted") << slip;
    std::string exchanged = number;
    if (place < 16) std::swap(exchanged[place], exchanged[place + 1]);
    if (exchanged != number) {
      EXPECT_NE(card(exchanged), "accepted") << exchanged;
    }
  }
}

TEST(DocumentShape, IsByKind) {
  using enum DocumentKind;
  EXPECT_EQ(code(passport, "E 0000 0001"), "accepted");
  EXPECT_EQ(code(passport, "E1"), "document.length");
  EXPECT_EQ(code(passport, "E0000#001"), "document.characters");
  EXPECT_EQ(code(travel_permit_hk_mo, "h00000001"), "accepted");
  EXPECT_EQ(code(travel_permit_hk_mo, "H0000000100"), "accepted");
  EXPECT_EQ(code(travel_permit_hk_mo, "K00000001"), "document.characters");
  EXPECT_EQ(code(travel_permit_hk_mo, "H0000001"), "document.length");
  EXPECT_EQ(code(travel_permit_tw, "00000001"), "accepted");
  EXPECT_EQ(code(travel_permit_tw, "0000000001A"), "accepted");
  EXPECT_EQ(code(travel_permit_tw, "0000000A"), "document.characters");
  EXPECT_EQ(code(foreign_permanent_resident, "XXX000000000001"), "accepted");
  EXPECT_EQ(code(foreign_permanent_resident, resident("91100019900101001")), "accepted");
  EXPECT_EQ(code(foreign_permanent_resident, resident("00000019900101001")), "document.characters");
  EXPECT_EQ(code(military, "军字第0000001号"), "accepted");
  EXPECT_EQ(code(military, "军\n0000"), "document.characters");
  EXPECT_EQ(code(household_booklet, "000000001"), "accepted");
  EXPECT_EQ(code(household_booklet, "0001"), "document.length");
  EXPECT_EQ(code(birth_certificate, "Z000000001"), "accepted");
  EXPECT_EQ(code(birth_certificate, "0000000001"), "document.characters");
  EXPECT_EQ(code(other, "1"), "accepted");
  EXPECT_EQ(code(other, ""), "document.length");
  EXPECT_EQ(code(other, std::string(65, '1')), "document.length");
}

TEST(DocumentKind, IsNamedInBothLanguages) {
  for (int i = 0; i < kDocumentKinds; ++i) {
    const auto kind = static_cast<DocumentKind>(i);
    EXPECT_EQ(parse_document_kind(to_text(kind)), kind);
  }
  EXPECT_EQ(parse_document_kind("身份证"), DocumentKind::resident_identity_card);
  EXPECT_EQ(parse_document_kind("台胞证"), DocumentKind::travel_permit_tw);
  EXPECT_FALSE(parse_document_kind("library card"));
}

}  // namespace
}  // namespace firebreak::vault
