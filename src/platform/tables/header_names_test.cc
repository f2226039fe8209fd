#include "platform/tables/header_names.h"

#include <gtest/gtest.h>

namespace firebreak::tables {
namespace {

const std::vector<KnownColumn> kKnown = {
    {.name = "name", .synonyms = {"姓名", "full name"}, .required = true},
    {.name = "identity_number", .synonyms = {"身份证号", "身份证号码", "ID"}, .required = true},
    {.name = "phone", .synonyms = {"电话", "手机号"}},
    {.name = "height", .synonyms = {"身高"}}};

Result<HeaderMatch> match(const std::vector<std::string>& headers) {
  return match_headers(headers, kKnown);
}

TEST(HeaderNames, MatchesSynonymsHoweverTheyAreWritten) {
  const auto found = match({" Full_Name", "备注", "ＩＤ", "身高（cm）", "手 机\u3000号"});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->columns, (std::vector<std::optional<std::size_t>>{0, 2, 4, 3}));
  EXPECT_EQ(found->unknown, (std::vector<std::string>{"备注"}));
}

TEST(HeaderNames, TakesTheExactHeaderBeforeOneWithParentheses) {
  const auto found = match({"电话(监护人)", "姓名", "id", "电话"});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->columns[2], 3u);
  EXPECT_EQ(found->unknown, (std::vector<std::string>{"电话(监护人)"}));
}

TEST(HeaderNames, RefusesTwoHeadersForOneColumn) {
  EXPECT_EQ(match({"姓名", "id", "name"}).error().code, "table.duplicate_column");
  const auto both = match({"姓名", "id", "电话(本人)", "电话(监护人)"});
  ASSERT_FALSE(both.has_value());
  EXPECT_EQ(both.error().field, "phone");
  EXPECT_EQ(both.error().values[1], (RefusalValue{"first", "电话(本人)"}));
}

TEST(HeaderNames, NamesAllMissingColumnsAtOnce) {
  const auto none = match({"电话", ""});
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, "table.missing_column");
  EXPECT_EQ(none.error().values[0].value, "name, identity_number");
}

TEST(HeaderNames, FoldsParenthesesCarefully) {
  EXPECT_EQ(without_parentheses("身高(cm)"), "身高");
  EXPECT_EQ(without_parentheses("(必填)姓名"), "姓名");
  EXPECT_EQ(without_parentheses("(cm)"), "(cm)");
  EXPECT_EQ(without_parentheses("a(b(c)d)e"), "ae");
  EXPECT_EQ(without_parentheses("a(b"), "a(b");
  EXPECT_EQ(without_parentheses("a)b"), "a)b");
}

}  // namespace
}  // namespace firebreak::tables
