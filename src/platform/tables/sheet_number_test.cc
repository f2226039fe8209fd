#include "platform/tables/sheet_number.h"

#include <gtest/gtest.h>

#include "base/instant.h"

namespace firebreak::tables {
namespace {

std::string date(double serial, DateSystem system = DateSystem::from_1900) {
  return date_text(serial, system).value_or("none");
}

TEST(SheetNumber, TellsDatesFromNumbersByTheirFormat) {
  for (const std::uint32_t id : {14u, 22u, 31u, 45u, 47u, 57u}) {
    EXPECT_EQ(meaning_of_format(id), NumberMeaning::date) << id;
  }
  EXPECT_EQ(meaning_of_format(46u), NumberMeaning::elapsed);
  for (const std::uint32_t id : {0u, 1u, 10u, 13u, 23u, 37u, 49u, 59u, 200u}) {
    EXPECT_EQ(meaning_of_format(id), NumberMeaning::number) << id;
  }
  for (const std::string_view code : {"yyyy\\-mm\\-dd;@", "[$-804]yyyy\"年\"m\"月\"d\"日\"",
                                      "h:mm:ss.000", "m/d/yy h:mm", "[Red]dd/mm", "AM/PM h:mm"}) {
    EXPECT_EQ(meaning_of_format(code), NumberMeaning::date) << code;
  }
  for (const std::string_view code : {"General", "0.00", "#,##0\"d\"", "0.00E+00", "@",
                                      "[Red]0;[Blue]-0", "\\d0", "_h0", "0\"天\"", "", "[", "\""}) {
    EXPECT_EQ(meaning_of_format(code), NumberMeaning::number) << code;
  }
  EXPECT_EQ(meaning_of_format("[h]:mm:ss"), NumberMeaning::elapsed);
}

TEST(SheetNumber, TurnsSerialsIntoIsoText) {
  EXPECT_EQ(date(44650), "2022-03-30");
  EXPECT_EQ(date(44650.8333333333), "2022-03-30 20:00:00");
  EXPECT_EQ(date(44650.99999999999), "2022-03-31");
  EXPECT_EQ(date(0.5), "12:00:00");
  EXPECT_EQ(date(0), "00:00:00");
  EXPECT_EQ(date(0.000001447), "00:00:00.125");
  EXPECT_EQ(elapsed_text(1.1041666666666667), "26:30:00");
}

// Excel keeps a 29 February 1900 that Lotus 1-2-3 had: days before it are one off.
TEST(SheetNumber, KnowsTheDayThatNeverWas) {
  EXPECT_EQ(date(1), "1900-01-01");
  EXPECT_EQ(date(59), "1900-02-28");
  EXPECT_EQ(date(60), "none");
  EXPECT_EQ(date(60.5), "none");
  EXPECT_EQ(date(61), "1900-03-01");
  EXPECT_EQ(date(2958465), "9999-12-31");
  EXPECT_EQ(date(2958466), "none");
  EXPECT_EQ(date(-1), "none");
}

TEST(SheetNumber, CountsFrom1904Too) {
  EXPECT_EQ(date(1, DateSystem::from_1904), "1904-01-02");
  EXPECT_EQ(date(43188, DateSystem::from_1904), "2022-03-30");
  EXPECT_EQ(date(0, DateSystem::from_1904), "1904-01-01");
}

// Property: from 1 March 1900 on, a day more is a day later.
TEST(SheetNumber, FollowsTheCalendar) {
  for (int serial = 61; serial < 80'000; ++serial) {
    EXPECT_EQ(date(serial), to_text(*make_day(1900, 3, 1) + (serial - 61)));
  }
}

TEST(SheetNumber, WritesNumbersAsPeopleDo) {
  const auto text = [](std::string_view stored) {
    const auto number = number_text(stored);
    return number ? number->text : "none";
  };
  EXPECT_EQ(text("1"), "1");
  EXPECT_EQ(text("1.0"), "1");
  EXPECT_EQ(text("007"), "007");
  EXPECT_EQ(text("4.4999999999999998"), "4.5");
  EXPECT_EQ(text("-0.1"), "-0.1");
  EXPECT_EQ(text("1.39E+10"), "13900000000");
  EXPECT_EQ(text("3.2020019900101101E+17"), "320200199001011008");
  for (const char* wrong : {"", "abc", "1,5", "nan", "inf", "1e999", "1 "}) {
    EXPECT_EQ(text(wrong), "none") << wrong;
  }
}

TEST(SheetNumber, MarksNumbersThatLostDigits) {
  EXPECT_FALSE(number_text("123456789012345")->lost_digits);
  EXPECT_TRUE(number_text("320200199001011234")->lost_digits);
  EXPECT_EQ(number_text("320200199001011234")->text, "320200199001011234");
  EXPECT_TRUE(number_text("3.2020019900101101E+17")->lost_digits);
  EXPECT_FALSE(number_text("0.1234567890123456789")->lost_digits);
  EXPECT_FALSE(number_text("000000000000000000001")->lost_digits);
}

}  // namespace
}  // namespace firebreak::tables
