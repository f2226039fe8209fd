#include "platform/tables/xlsx_writer.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "platform/tables/collected_rows.h"
#include "platform/tables/random_cells.h"
#include "platform/tables/xlsx_reader.h"

namespace firebreak::tables {
namespace {

std::string file(const std::string& name) { return ::testing::TempDir() + "/" + name; }

Result<void> write(XlsxWriter& writer, const std::vector<std::string>& row) {
  const std::vector<std::string_view> cells(row.begin(), row.end());
  return writer.write_row(cells);
}

CollectedTable read(const std::string& path, const std::string& sheet = {}) {
  return collect(open_xlsx(FilePath{path}, {.sheet = sheet}));
}

// Property: rows written are the rows read; control characters and all.
TEST(XlsxWriter, IsReadBackTheSame) {
  Random random(17);
  auto rows = random_rows(random, {.rows = 500, .columns = 4});
  rows[3][1] = "\x01 \x1F_x0041_ \uFFFE \uFFFF";
  rows[4][1] = "320200199001011234";
  rows[5][1] = "007";
  for (auto& row : rows) row.push_back("end");  // A row without any text would be a blank one.
  const std::string path = file("same.xlsx");
  auto writer =
      XlsxWriter::create(path, {{"姓名"}, {"b"}, {"c"}, {"d"}, {"e", 30}}, {.sheet = "名单"});
  ASSERT_TRUE(writer.has_value());
  for (const auto& row : rows) ASSERT_TRUE(write(**writer, row).has_value());
  ASSERT_TRUE((*writer)->finish().has_value());
  const auto table = read(path);
  EXPECT_EQ(table.refusal, "");
  EXPECT_EQ(table.columns, (std::vector<std::string>{"姓名", "b", "c", "d", "e"}));
  EXPECT_EQ(table.cells(), rows);
  EXPECT_EQ(table.shape.sheet, "名单");
  EXPECT_EQ(table.balance.rows_good, rows.size());
}

TEST(XlsxWriter, RefusesRowsThatASheetCannotHold) {
  const std::string path = file("full.xlsx");
  {
    auto writer = XlsxWriter::create(path, {{"a"}}, {.data_rows_max = 2});
    ASSERT_TRUE(write(**writer, {"1"}).has_value());
    ASSERT_TRUE(write(**writer, {"2"}).has_value());
    const auto third = write(**writer, {"3"});
    ASSERT_FALSE(third.has_value());
    EXPECT_EQ(third.error().code, "table.too_many_rows");
    EXPECT_EQ(third.error().values[0].value, "2");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(XlsxWriter, SplitsOverSheetsWhenAllowed) {
  const std::string path = file("split.xlsx");
  auto writer = XlsxWriter::create(path, {{"a"}}, {.split_sheets = true, .data_rows_max = 2});
  for (const char* cell : {"1", "2", "3", "4", "5"}) {
    ASSERT_TRUE(write(**writer, {cell}).has_value());
  }
  EXPECT_EQ((*writer)->rows_written(), 5u);
  ASSERT_TRUE((*writer)->finish().has_value());
  std::vector<std::string> all;
  std::vector<std::string> sheets = read(path).shape.sheets;
  EXPECT_EQ(sheets, (std::vector<std::string>{"Sheet1", "Sheet1 2", "Sheet1 3"}));
  for (const auto& sheet : sheets) {
    const auto table = read(path, sheet);
    EXPECT_EQ(table.columns, (std::vector<std::string>{"a"}));
    for (const auto& row : table.rows) all.push_back(row.cells[0]);
  }
  EXPECT_EQ(all, (std::vector<std::string>{"1", "2", "3", "4", "5"}));
}

TEST(XlsxWriter, RefusesCellsThatASheetCannotHold) {
  auto writer = XlsxWriter::create(file("long.xlsx"), {{"a"}}, {});
  EXPECT_TRUE(write(**writer, {std::string(kXlsxCellCharactersMax, 'x')}).has_value());
  EXPECT_EQ(write(**writer, {std::string(kXlsxCellCharactersMax + 1, 'x')}).error().code,
            "table.cell_too_long");
  EXPECT_TRUE((*writer)->finish().has_value());
}

TEST(XlsxWriter, RefusesAPlaceThatCannotBeWritten) {
  auto writer = XlsxWriter::create("/nowhere/at/all.xlsx", {{"a"}}, {});
  ASSERT_TRUE(writer.has_value());
  EXPECT_EQ((*writer)->finish().error().code, "table.unwritable");
}

TEST(XlsxWriter, WritesTheSameBytesForTheSameRows) {
  std::string bytes[2];
  for (auto& each : bytes) {
    const std::string path = file("bytes.xlsx");
    auto writer = XlsxWriter::create(path, {{"a"}}, {.created_at = *parse_instant("2022-03-30")});
    ASSERT_TRUE(write(**writer, {"1"}).has_value());
    ASSERT_TRUE((*writer)->finish().has_value());
    std::ifstream in(path, std::ios::binary);
    each.assign(std::istreambuf_iterator<char>(in), {});
  }
  EXPECT_EQ(bytes[0], bytes[1]);
}

// The most memory that this program held since it was asked to forget.
long peak_kilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    long kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes;
  }
  return 0;
}

void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

// The sheet's XML is some 60 MB unpacked; reading it may not take anything like that.
TEST(XlsxWriter, WritesAndReadsABigSheetInBoundedMemory) {
  constexpr int kRows = 200'000;
  [[maybe_unused]] constexpr long kKilobytesMore = 24'000;
  const std::string path = file("big.xlsx");
  forget_peak();
  const long before = peak_kilobytes();
  auto writer = XlsxWriter::create(path, {{"number"}, {"name"}, {"phone"}, {"area"}}, {});
  for (int row = 0; row < kRows; ++row) {
    const std::string number = std::to_string(row);
    ASSERT_TRUE(write(**writer, {number, "王小" + number, "000" + number, "梁溪区"}).has_value());
  }
  ASSERT_TRUE((*writer)->finish().has_value());
  auto reader = open_xlsx(FilePath{path}, {});
  ASSERT_TRUE(reader.has_value());
  int rows = 0;
  for (auto row = (*reader)->next(); row && *row; row = (*reader)->next()) {
    ASSERT_EQ((**row).cells[0], std::to_string(rows));
    ++rows;
  }
  EXPECT_EQ(rows, kRows);
  EXPECT_EQ((*reader)->balance().rows_good, static_cast<std::uint64_t>(kRows));
  EXPECT_GT((*reader)->balance().bytes_total, 40'000'000u);
#ifndef __SANITIZE_ADDRESS__  // Which keeps what was freed.
  EXPECT_LT(peak_kilobytes() - before, kKilobytesMore);
#endif
}

}  // namespace
}  // namespace firebreak::tables
