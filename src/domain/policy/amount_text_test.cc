#include "domain/policy/amount_text.h"

#include <gtest/gtest.h>

namespace firebreak::policy {
namespace {

TEST(AmountText, ReadsEveryUnit) {
  EXPECT_EQ(parse_amount("30 min").minutes, 30);
  EXPECT_EQ(parse_amount("4 h").minutes, 240);
  EXPECT_EQ(parse_amount("14d").minutes, 14 * 1440);
  EXPECT_DOUBLE_EQ(parse_amount("5.1 d").minutes, 5.1 * 1440);
  EXPECT_EQ(parse_amount("-1 d").minutes, -1440);  // For the reader's range to refuse.
}

TEST(AmountText, NamesWhatIsWrong) {
  EXPECT_EQ(parse_amount("14").problem, AmountProblem::missing_unit);
  EXPECT_EQ(parse_amount("14 days").problem, AmountProblem::unknown_unit);
  EXPECT_EQ(parse_amount("14 D").problem, AmountProblem::unknown_unit);
  EXPECT_EQ(parse_amount("1e3 d").problem, AmountProblem::unknown_unit);
  for (const char* text : {"", " ", "d", "-", ".", "1.2.3 d", "1234567890 d", "four h"}) {
    EXPECT_EQ(parse_amount(text).problem, AmountProblem::not_an_amount) << text;
  }
}

}  // namespace
}  // namespace firebreak::policy
