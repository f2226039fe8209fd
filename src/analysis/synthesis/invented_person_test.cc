#include "analysis/synthesis/invented_person.h"

#include <set>

#include <gtest/gtest.h>

namespace firebreak::synthesis {
namespace {

TEST(InventedPerson, CheckDigitIsThatOfTheStandardsExample) {
  // The example of GB 11643-1999, annex: 34052419800101001X.
  EXPECT_EQ(document_check_digit("34052419800101001"), 'X');
  EXPECT_EQ(document_check_digit("11010519491231002"), 'X');
}

TEST(InventedPerson, NumberTellsBirthAndSexAndAnAreaThatDoesNotExist) {
  const Day birth = *make_day(1987, 4, 9);
  const InventedPerson man = invented_person(1, 12'345, Sex::male, birth);
  ASSERT_EQ(man.document_number.size(), 18U);
  EXPECT_EQ(man.document_number.substr(0, 2), "99");
  EXPECT_EQ(man.document_number.substr(6, 8), "19870409");
  EXPECT_EQ((man.document_number[16] - '0') % 2, 1);
  EXPECT_EQ(man.document_number[17], document_check_digit(man.document_number.data()));
  const InventedPerson last = invented_person(1, kPeopleMax - 1, Sex::female, birth);
  EXPECT_EQ(last.document_number.substr(0, 2), "90");
  EXPECT_EQ((last.document_number[16] - '0') % 2, 0);
}

TEST(InventedPerson, NumbersAndPhonesAreUniqueForPeopleOfOneBirthDay) {
  std::set<std::string> numbers;
  std::set<std::string> phones;
  const Day birth = *make_day(1990, 1, 1);
  for (std::uint32_t person = 0; person < 200'000; person += 7) {
    const InventedPerson invented = invented_person(3, person, Sex::female, birth);
    ASSERT_TRUE(numbers.insert(invented.document_number).second);
    ASSERT_TRUE(phones.insert(invented.phone).second);
    ASSERT_EQ(invented.phone.size(), 11U);
    ASSERT_EQ(invented.phone.substr(0, 3), "160");
  }
}

TEST(InventedPerson, IsTheSameFromTheSameSeed) {
  const Day birth = *make_day(2001, 12, 31);
  const InventedPerson once = invented_person(5, 77, Sex::male, birth);
  const InventedPerson twice = invented_person(5, 77, Sex::male, birth);
  EXPECT_EQ(once.name, twice.name);
  EXPECT_EQ(once.document_number, twice.document_number);
  std::set<std::string> names;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    names.insert(invented_person(seed, 77, Sex::male, birth).name);
  }
  EXPECT_GT(names.size(), 30U);
}

}  // namespace
}  // namespace firebreak::synthesis
