#include "platform/tables/csv_reader.h"

#include <fstream>

#include <gtest/gtest.h>

#include "base/random.h"
#include "platform/tables/collected_rows.h"
#include "platform/tables/csv_oracle.h"

namespace firebreak::tables {
namespace {

using Cells = std::vector<std::vector<std::string>>;

CollectedTable read(std::string_view bytes, const CsvReaderOptions& options = {}) {
  return collect(CsvReader::open(bytes, options));
}

std::vector<std::string> faults(const CollectedTable& table) {
  std::vector<std::string> codes;
  for (const auto& row : table.rows) codes.push_back(row.fault);
  return codes;
}

TEST(CsvReader, ReadsEachEndOfLine) {
  for (const std::string_view text :
       {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4", "a,b\n1,2\n3,4"}) {
    const auto table = read(text);
    EXPECT_EQ(table.columns, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(table.cells(), (Cells{{"1", "2"}, {"3", "4"}}));
    EXPECT_EQ(table.balance.rows_good, 2u);
    EXPECT_EQ(table.balance.bytes_read, text.size());
  }
}

TEST(CsvReader, FindsTheDelimiterInTheHeader) {
  EXPECT_EQ(read("a;b,c;d\n1;2;3\n").shape.delimiter, ';');
  EXPECT_EQ(read("a\tb\n").shape.delimiter, '\t');
  EXPECT_EQ(read("\"a,b,c\"|d\n").shape.delimiter, '|');
  EXPECT_EQ(read("alone\n").shape.delimiter, ',');
  EXPECT_EQ(read("a,b;c,d\n", {.delimiter = ';'}).columns.size(), 2u);
}

TEST(CsvReader, TellsTheFirstLineOfEachRow) {
  const auto table = read("a,b\n\n\"1\n\r\nx\",2\r\n3,4\n\n\n5,6");
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[0].line, 3u);
  EXPECT_EQ(table.rows[0].cells[0], "1\n\r\nx");
  EXPECT_EQ(table.rows[1].line, 6u);
  EXPECT_EQ(table.rows[2].line, 9u);
  EXPECT_EQ(table.balance.blank_lines, 3u);
}

TEST(CsvReader, GivesOutBadRowsWithTheirReason) {
  const auto table = read(std::string_view("a,b\n1\n1,2,3\n\"x\"y,2\nn\0l,2\n\xFF,2\nok,ok\n", 34));
  EXPECT_EQ(faults(table), (std::vector<std::string>{"table.too_few_cells", "table.too_many_cells",
                                                     "table.text_after_quote", "table.nul_byte",
                                                     "table.invalid_text", ""}));
  EXPECT_EQ(table.rows[2].cells[0], "\"x\"y");
  EXPECT_EQ(table.rows[4].cells[0], "\xEF\xBF\xBD");
  EXPECT_EQ(table.balance.rows_bad, 5u);
  EXPECT_EQ(table.balance.rows_good, 1u);
  EXPECT_EQ(table.balance.rows_read, 6u);
}

TEST(CsvReader, TellsWhereBytesAreNoText) {
  auto reader = CsvReader::open("名,b\n张,1\n\xE5\xBC,2\n", {});
  ASSERT_TRUE(reader.has_value());
  ASSERT_FALSE((**(*reader)->next()).fault.has_value());
  const auto row = (*reader)->next();
  const Refusal& fault = *(**row).fault;
  EXPECT_EQ(fault.values[0], (RefusalValue{"line", "3"}));
  EXPECT_EQ(fault.values[1], (RefusalValue{"byte_offset", "12"}));
}

TEST(CsvReader, LosesOneLineOnlyToAQuoteThatIsNeverClosed) {
  std::string text = "a,b\n1,2\n\"broken,2\n";
  for (int i = 0; i < 100'000; ++i) text += "good,row number " + std::to_string(i) + "\n";
  const auto table = read(text);
  ASSERT_EQ(table.rows.size(), 100'002u);
  EXPECT_EQ(table.rows[1].fault, "table.unclosed_quote");
  EXPECT_EQ(table.rows[1].cells, (std::vector<std::string>{"\"broken,2"}));
  EXPECT_EQ(table.balance.rows_bad, 1u);
  EXPECT_EQ(table.rows.back().line, 100'003u);
}

TEST(CsvReader, PassesOverRowsAndCellsThatAreTooLong) {
  const std::string cell(kCellBytesMax + 1, 'x');
  const std::string line(3 * kRowBytesMax, 'y');
  const std::string quoted = "\"" + std::string(kRowBytesMax, 'q') + "\"";
  const auto table = read("a,b\n" + cell + ",2\n" + line + "\r\n" + quoted + ",4\n5,6\n" + line);
  EXPECT_EQ(faults(table),
            (std::vector<std::string>{"table.cell_too_long", "table.row_too_long",
                                      "table.row_too_long", "", "table.row_too_long"}));
  EXPECT_EQ(table.rows[3].line, 5u);
  EXPECT_EQ(table.rows[3].cells, (std::vector<std::string>{"5", "6"}));
}

TEST(CsvReader, RefusesTheFileAsAWhole) {
  EXPECT_EQ(read("").refusal, "table.empty");
  EXPECT_EQ(read("\n\r\n\n").refusal, "table.empty");
  EXPECT_EQ(read("\xEF\xBB\xBF").refusal, "table.empty");
  EXPECT_EQ(read("\"a,b\n").refusal, "table.bad_header");
  EXPECT_EQ(read("a,\xFF\n").refusal, "table.bad_header");
  EXPECT_EQ(read("," + std::string(kColumnsMax, ',') + "\n").refusal, "table.bad_header");
  EXPECT_EQ(collect(CsvReader::open(FilePath{"/nowhere/at all.csv"}, {})).refusal,
            "table.unreadable");
  EXPECT_EQ(collect(CsvReader::open(FilePath{"/tmp"}, {})).refusal, "table.unreadable");
}

TEST(CsvReader, WarnsOfExactlyAsManyRowsAsASheetHolds) {
  std::string text = "a\n";
  for (std::uint64_t row = 1; row < kOldSheetRowsMax; ++row) text += "1\n";
  EXPECT_TRUE(read(text).balance.ends_at_row_limit);
  EXPECT_FALSE(read(text + "1\n").balance.ends_at_row_limit);
}

TEST(CsvReader, NoticesAFileThatGrowsWhileItIsRead) {
  const std::string path = ::testing::TempDir() + "/growing.csv";
  std::ofstream(path) << "a\n" << std::string(2'000'000, '\n');
  auto reader = CsvReader::open(FilePath{path}, {});
  ASSERT_TRUE(reader.has_value());
  std::ofstream(path, std::ios::app) << "late\n";
  Result<std::optional<Row>> row = (*reader)->next();
  while (row && *row) row = (*reader)->next();
  ASSERT_FALSE(row.has_value());
  EXPECT_EQ(row.error().code, "table.changed_while_reading");
}

void expect_as_oracle(const std::string& text) {
  const auto about = text.substr(0, 40);
  auto expected = CsvOracle(text, ',').rows();
  const auto table = read(text, {.delimiter = ','});
  ASSERT_EQ(table.rows.size() + 1, expected.size()) << about;
  expected.erase(expected.begin());
  for (std::size_t index = 0; index < expected.size(); ++index) {
    auto row = table.rows[index];
    const bool width = row.fault == "table.too_few_cells" || row.fault == "table.too_many_cells";
    if (width) row.fault.clear();
    ASSERT_EQ(row.cells, expected[index].cells) << about;
    ASSERT_EQ(row.line, expected[index].line) << about;
    ASSERT_EQ(row.fault, expected[index].fault) << about;
  }
  EXPECT_EQ(table.balance.rows_read, table.balance.rows_good + table.balance.rows_bad);
  EXPECT_EQ(table.balance.bytes_read, text.size());
}

// Every text of up to seven of the bytes that matter.
TEST(CsvReader, AgreesWithTheOracleOnAllSmallTexts) {
  constexpr std::string_view kBytes = "a,\"\r\n";
  for (int length = 0; length <= 7; ++length) {
    int count = 1;
    for (int i = 0; i < length; ++i) count *= static_cast<int>(kBytes.size());
    for (int number = 0; number < count; ++number) {
      std::string text = "h\n";
      for (int i = 0, rest = number; i < length; ++i, rest /= 5) {
        text += kBytes[static_cast<std::size_t>(rest % 5)];
      }
      expect_as_oracle(text);
      if (HasFatalFailure()) return;
    }
  }
}

// Texts of several chunks, so that rows are cut at every kind of place.
TEST(CsvReader, AgreesWithTheOracleAcrossChunks) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    Random random(seed);
    std::string text = "h\n";
    while (text.size() < 700'000) {
      const std::uint64_t pick = random.below(40);
      if (pick == 0) {
        text += "\r\n";
      } else if (pick == 1) {
        text += '\r';
      } else if (pick < 4) {
        text += '\n';
      } else if (pick < 10) {
        text += ',';
      } else if (pick < 14) {
        text += "\"\"";
      } else if (pick < 16) {
        text += '"';
      } else {
        text += pick < 20 ? "中文" : "plain text ";
      }
    }
    expect_as_oracle(text);
  }
}

}  // namespace
}  // namespace firebreak::tables
