#include "platform/tables/csv_writer.h"

#include <gtest/gtest.h>

#include "platform/tables/collected_rows.h"
#include "platform/tables/csv_reader.h"
#include "platform/tables/formula_guard.h"
#include "platform/tables/random_cells.h"

namespace firebreak::tables {
namespace {

std::string written(const std::vector<std::vector<std::string>>& rows,
                    const CsvWriterOptions& options) {
  CsvWriter writer(options);
  std::string bytes;
  for (const auto& row : rows) {
    writer.write_row(std::span<const std::string>(row));
    if (writer.pending_bytes() > 1000) bytes += writer.take_bytes();
  }
  return bytes + writer.take_bytes();
}

TEST(CsvWriter, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(written({{"a", "b,c", "d\"e", " f", ""}}, {.encoding = TextEncoding::utf8}),
            "a,\"b,c\",\"d\"\"e\",\" f\",\r\n");
  EXPECT_EQ(written({{""}}, {.encoding = TextEncoding::utf8, .line_end = "\n"}), "\"\"\n");
  EXPECT_EQ(written({{"x"}}, {}), "\xEF\xBB\xBFx\r\n");
}

TEST(CsvWriter, KeepsFormulasFromRunning) {
  const CsvWriterOptions guarded{.encoding = TextEncoding::utf8, .guard = true};
  EXPECT_EQ(written({{"=1+1", "-5", "'=x", "'tis", "＝1", "a=b"}}, guarded),
            "'=1+1,'-5,''=x,'tis,'＝1,a=b\r\n");
  EXPECT_EQ(written({{"=1+1"}}, {.encoding = TextEncoding::utf8}), "=1+1\r\n");
}

// Property: what a guard adds, and only that, is taken off again.
TEST(FormulaGuard, IsReversibleForAnyCell) {
  Random random(3);
  for (int round = 0; round < 20'000; ++round) {
    const std::string cell = random_cell(random);
    const std::string guarded = needs_guard(cell) ? "'" + cell : cell;
    EXPECT_EQ(unguarded(guarded), cell);
    EXPECT_FALSE(!guarded.empty() &&
                 std::string_view("=+-@\t\r\n").find(guarded[0]) != std::string_view::npos);
  }
}

// Property: rows written are the rows read, in every encoding, with each delimiter, guarded or not.
TEST(CsvWriter, IsReadBackTheSame) {
  Random random(5);
  for (const auto encoding : {TextEncoding::utf8, TextEncoding::utf8_bom, TextEncoding::utf16_le,
                              TextEncoding::utf16_be, TextEncoding::gb18030}) {
    for (const char delimiter : {',', ';', '\t', '|'}) {
      const bool guard = random.chance(0.5);
      const std::size_t width = 2 + random.below(6);
      auto rows = random_rows(random, {.rows = 300, .columns = width});
      rows[0][0] = "姓名";
      const std::string bytes = written(rows, {.encoding = encoding,
                                               .delimiter = delimiter,
                                               .guard = guard,
                                               .line_end = random.chance(0.5) ? "\n" : "\r\n"});
      const auto table =
          collect(CsvReader::open(bytes, {.delimiter = delimiter, .formula_guard = guard}));
      ASSERT_EQ(table.refusal, "");
      EXPECT_EQ(table.shape.encoding, encoding_name(encoding));
      auto header = table.columns;
      if (guard) header = rows[0];  // A header is the program's own text.
      EXPECT_EQ(header, rows[0]);
      rows.erase(rows.begin());
      ASSERT_EQ(table.cells(), rows) << encoding_name(encoding);
      EXPECT_EQ(table.balance.rows_good, rows.size());
      EXPECT_EQ(table.balance.bytes_read, bytes.size());
    }
  }
}

TEST(CsvWriter, KeepsEmptyCellsOfASingleColumn) {
  const auto bytes = written({{"a"}, {""}, {"x"}, {""}}, {});
  EXPECT_EQ(collect(CsvReader::open(bytes, {})).cells(),
            (std::vector<std::vector<std::string>>{{""}, {"x"}, {""}}));
}

}  // namespace
}  // namespace firebreak::tables
