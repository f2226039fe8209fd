#include "domain/policy/toml_tree.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace firebreak::policy {
namespace {

TEST(TomlTree, KeepsTheOrderOfTheFileAndThePlaceOfEachValue) {
  const TomlNode tree = parse_toml("z = 1\na = \"文\"\n\n[t]\n  b = [1, 2.5]\n", "x.toml").value();
  ASSERT_EQ(tree.children.size(), 3U);
  EXPECT_EQ(tree.children[0].key, "z");
  EXPECT_EQ(tree.children[1].text, "文");
  const TomlNode* list = tree.find("t")->find("b");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->line, 5);
  EXPECT_EQ(list->column, 3);
  EXPECT_EQ(list->children[0].integer, 1);
  EXPECT_EQ(list->children[1].kind, TomlKind::decimal);
  EXPECT_EQ(tree.find("b"), nullptr);
}

TEST(TomlTree, ReadsDatesAndNothingLikeThem) {
  const TomlNode tree =
      parse_toml("a = 2022-03-30\nb = 2022-03-30T20:00:00Z\nc = 20:00:00", "x").value();
  EXPECT_EQ(tree.find("a")->kind, TomlKind::date);
  EXPECT_EQ(to_text(tree.find("a")->date), "2022-03-30");
  EXPECT_EQ(tree.find("b")->kind, TomlKind::other);
  EXPECT_EQ(tree.find("c")->kind, TomlKind::other);
}

std::string line_of(const Refusal& refusal) {
  return std::ranges::find(refusal.values, "line", &RefusalValue::name)->value;
}

TEST(TomlTree, NamesTheLineThatIsNotToml) {
  for (const char* line : {"a = ", "= 1", "a = 1 b = 2", "[t", "a = 2022-02-30", "a = \"\\q\"",
                           "x = 1", "[=]", "[\xff]", "é", "é = 1", "a = [[[[[[[[[[1]]]]]]]]]]"}) {
    const auto tree = parse_toml("x = 0\n" + std::string(line) + "\n\n[end]\n", "x.toml");
    ASSERT_FALSE(tree.has_value()) << line;
    EXPECT_EQ(tree.error().code, "pack.syntax");
    EXPECT_EQ(line_of(tree.error()), "2") << line;
  }
}

}  // namespace
}  // namespace firebreak::policy
