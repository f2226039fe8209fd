#include "platform/tables/table_reader.h"

#include <fstream>

#include <gtest/gtest.h>

#include "platform/tables/collected_rows.h"
#include "platform/tables/made_workbook.h"

namespace firebreak::tables {
namespace {

CollectedTable read(std::string_view bytes, const TableOptions& options = {}) {
  return collect(open_table(bytes, options));
}

TEST(TableReader, OpensByContent) {
  const auto csv = read("a;b\n1;2\n");
  EXPECT_EQ(csv.shape.format, "csv");
  EXPECT_EQ(csv.shape.delimiter, ';');
  EXPECT_EQ(csv.shape.encoding, "UTF-8");
  const std::string bytes =
      MadeWorkbook{.sheet_data = "<row><c t=\"str\"><v>a</v></c></row>"}.bytes();
  EXPECT_EQ(read(bytes).shape.format, "xlsx");
  EXPECT_EQ(read(bytes, {.sheet = "藏"}).shape.sheet, "藏");
}

TEST(TableReader, OpensFilesAsItOpensBytes) {
  const std::string path = ::testing::TempDir() + "/table.xlsx";  // A name that is not true.
  std::ofstream(path) << "a\n'=1\n";
  EXPECT_EQ(collect(open_table(FilePath{path})).rows[0].cells[0], "'=1");
  EXPECT_EQ(collect(open_table(FilePath{path}, {.formula_guard = true})).rows[0].cells[0], "=1");
  EXPECT_EQ(collect(open_table(FilePath{"/nowhere"})).refusal, "table.unreadable");
}

TEST(TableReader, RefusesWhatIsNoTable) {
  EXPECT_EQ(read("").refusal, "table.empty");
  for (const std::string_view bytes :
       {"%PDF-1.7", "\x89PNG\r\n", "\x1F\x8B\x08", "<html><table>", "\xEF\xBB\xBF \n<TABLE>",
        "<?xml version=\"1.0\"?>", "SQLite format 3"}) {
    EXPECT_EQ(read(bytes).refusal, "table.unknown_format") << bytes;
  }
  EXPECT_EQ(read("PK\x03\x04 nothing more").refusal, "table.damaged_workbook");
}

TEST(TableReader, TellsOldWorkbooksFromLockedOnes) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  bytes.resize(2000, '\0');
  EXPECT_EQ(read(bytes).refusal, "table.old_workbook");
  for (const char letter : std::string_view("EncryptedPackage")) bytes += {letter, '\0'};
  EXPECT_EQ(read(bytes).refusal, "table.password_protected");
}

TEST(TableReader, ReportsProgress) {
  std::string text = "a,b\n";
  for (int row = 0; row < 200'000; ++row) text += "some cell,another\n";
  auto reader = open_table(text);
  ASSERT_TRUE(reader.has_value());
  std::uint64_t last = 0;
  for (auto row = (*reader)->next(); row && *row; row = (*reader)->next()) {
    const RowBalance balance = (*reader)->balance();
    ASSERT_GE(balance.bytes_read, last);
    ASSERT_LE(balance.bytes_read, balance.bytes_total);
    ASSERT_EQ(balance.rows_read, balance.rows_good + balance.rows_bad);
    last = balance.bytes_read;
  }
  EXPECT_EQ(last, text.size());
}

}  // namespace
}  // namespace firebreak::tables
