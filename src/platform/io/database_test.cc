#include "platform/io/database.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace firebreak::io {
namespace {

class DatabaseTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "firebreak_database.sqlite";
    std::filesystem::remove(path_);
  }
  void TearDown() override { std::filesystem::remove(path_); }
  IoResult<Database> open(OpenMode mode) {
    return Database::open(path_, {.mode = mode, .name = "shop"});
  }
  std::string path_;
};

TEST_F(DatabaseTest, ReadsBackEachKind) {
  auto database = open(OpenMode::create);
  ASSERT_TRUE(database);
  ASSERT_TRUE(database->run("CREATE TABLE t(i, b, s, n)"));
  auto insert = database->prepare("INSERT INTO t VALUES(?, ?, ?, NULL)");
  ASSERT_TRUE(insert);
  insert->bind(1, -5);
  insert->bind_bytes(2, {});
  insert->bind_text(3, "东亭");
  EXPECT_FALSE(insert->step().value());

  auto select = database->prepare("SELECT * FROM t");
  ASSERT_TRUE(select->step().value());
  EXPECT_EQ(select->integer(0), -5);
  EXPECT_EQ(select->kind(1), ValueKind::bytes);  // Empty, not NULL.
  EXPECT_TRUE(select->bytes(1).empty());
  EXPECT_EQ(select->text(2), "东亭");
  EXPECT_EQ(select->kind(3), ValueKind::nothing);
  EXPECT_FALSE(select->step().value());
}

TEST_F(DatabaseTest, NamesWhatWentWrong) {
  EXPECT_EQ(open(OpenMode::read_write).error().code, "shop.not_found");
  {
    auto database = open(OpenMode::create);
    ASSERT_TRUE(database->run("CREATE TABLE t(i INTEGER PRIMARY KEY)"));
    ASSERT_TRUE(database->run("INSERT INTO t VALUES(1)"));
    EXPECT_EQ(database->run("INSERT INTO t VALUES(1)").error().code, "shop.conflict");
    ASSERT_TRUE(database->run("PRAGMA max_page_count = 2"));
    EXPECT_EQ(database->run("CREATE TABLE u(x)").error().code, "shop.disk_full");
    EXPECT_EQ(open(OpenMode::read_only)->run("DELETE FROM t").error().code, "shop.not_permitted");
  }
  std::ofstream(path_, std::ios::trunc) << std::string(8192, 'x');
  auto noise = open(OpenMode::read_write);
  const IoError error = noise ? noise->integer("PRAGMA user_version").error() : noise.error();
  EXPECT_EQ(error.code, "shop.damaged");
}

}  // namespace
}  // namespace firebreak::io
