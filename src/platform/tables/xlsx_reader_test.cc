#include "platform/tables/xlsx_reader.h"

#include <gtest/gtest.h>

#include "platform/tables/collected_rows.h"
#include "platform/tables/made_workbook.h"
#include "platform/tables/workbook.h"

namespace firebreak::tables {
namespace {

using Cells = std::vector<std::vector<std::string>>;

const std::string kHeader =
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c>"
    "<c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c></row>";

CollectedTable read(const MadeWorkbook& made, const XlsxReaderOptions& options = {}) {
  return collect(open_xlsx(made.bytes(), options));
}

CollectedTable read_rows(const std::string& rows) { return read({.sheet_data = kHeader + rows}); }

TEST(XlsxReader, ReadsEveryKindOfCell) {
  const auto table = read(
      {.sheet_data =
           kHeader +
           "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c>"
           "<c r=\"B2\" t=\"s\"><v> 1 </v></c></row>"
           "<row><c t=\"b\"><v>1</v></c><c t=\"str\"><f>A1</f><v>x&lt;&#20013;</v></c></row>"
           "<row><c><v>1.0</v></c><c s=\"1\"><v>44650.5</v></c></row>"
           "<row><c s=\"2\"><v>44650</v></c><c t=\"d\"><v>2022-03-30T00:00:00</v></c></row>"
           "<row><c><f>SUM(A1)</f><v>7</v></c>"
           "<c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>",
       .shared_strings = "<si><t>共享</t></si><si><r><t xml:space=\"preserve\">rich </t></r>"
                         "<r><t>text</t></r><rPh><t>hint</t></rPh></si>",
       .formats = "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>",
       .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/>"});
  EXPECT_EQ(table.cells(), (Cells{{"共享", "rich text"},
                                  {"TRUE", "x<中"},
                                  {"1", "2022-03-30 12:00:00"},
                                  {"2022-03-30", "2022-03-30"},
                                  {"7", "inline"}}));
  EXPECT_EQ(table.shape.sheet, "名单");
  EXPECT_EQ(table.shape.sheets, (std::vector<std::string>{"藏", "名单"}));
  EXPECT_EQ(table.balance.bytes_read, table.balance.bytes_total);
}

TEST(XlsxReader, NotesWhatCellsLost) {
  const auto table = read(
      {.sheet_data = kHeader +
                     "<row><c><v>3.2020019900101101E+17</v></c><c t=\"e\"><v>#N/A</v></c></row>"
                     "<row><c s=\"1\"><v>60</v></c><c><f>NOW()</f></c></row>",
       .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"});
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].notes[0].kind, CellNoteKind::lost_digits);
  EXPECT_EQ(table.rows[0].notes[1].kind, CellNoteKind::error_value);
  EXPECT_EQ(table.rows[0].notes[1].column, 1u);
  EXPECT_EQ(table.rows[1].notes[0].kind, CellNoteKind::no_such_day);
  EXPECT_EQ(table.rows[1].cells, (std::vector<std::string>{"60", ""}));
  EXPECT_EQ(table.rows[1].notes[1].kind, CellNoteKind::no_cached_value);
}

TEST(XlsxReader, KeepsRowNumbersAndCountsBlankRows) {
  const auto table = read(
      {.sheet_data = kHeader +
                     "<row r=\"4\"><c r=\"B4\"><v>1</v></c></row><row r=\"5\"><c r=\"A5\"/></row>"
                     "<row r=\"9\"><c r=\"A9\"><v>2</v></c><c r=\"D9\"/></row>"
                     "<row r=\"10\"><c r=\"D10\"><v>3</v></c></row>",
       .after_data =
           "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/></mergeCells>"});
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[0].line, 4u);
  EXPECT_EQ(table.cells(), (Cells{{"", "1"}, {"2", ""}, {"", "", "", "3"}}));
  EXPECT_EQ(table.rows[2].fault, "table.too_many_cells");
  EXPECT_EQ(table.balance.blank_lines, 6u);
  EXPECT_EQ(table.balance.merged_areas, 2u);
  EXPECT_EQ(table.balance.rows_good, 2u);
}

TEST(XlsxReader, ChoosesTheSheet) {
  EXPECT_EQ(read({.sheet_data = kHeader}, {.sheet = "藏"}).columns[0], "hidden");
  EXPECT_EQ(read({.sheet_data = kHeader}, {.sheet = "没有"}).refusal, "table.no_such_sheet");
  EXPECT_EQ(read({.sheet_data = ""}).refusal, "table.empty");
}

TEST(XlsxReader, ReadsPrefixedNamesAndDates1904) {
  auto parts = MadeWorkbook{.styles = "<xf numFmtId=\"14\"/>", .date1904 = true}.parts();
  parts[3].second =
      "<x:worksheet xmlns:x=\"m\"><!-- > --><x:sheetData><x:row><x:c t=\"str\"><x:v><![CDATA[<h>]]>"
      "</x:v></x:c></x:row><x:row><x:c s='0'><x:v>43188</x:v></x:c></x:row></x:sheetData>"
      "</x:worksheet>";
  const auto table = collect(open_xlsx(made_zip(parts), {}));
  EXPECT_EQ(table.columns, (std::vector<std::string>{"<h>"}));
  EXPECT_EQ(table.cells(), (Cells{{"2022-03-30"}}));
}

TEST(XlsxReader, WarnsOfASheetThatIsFull) {
  EXPECT_TRUE(read_rows("<row r=\"1048576\"><c><v>1</v></c></row>").balance.ends_at_row_limit);
  EXPECT_TRUE(read_rows("<row r=\"65536\"><c><v>1</v></c></row>").balance.ends_at_row_limit);
  EXPECT_FALSE(read_rows("<row r=\"65535\"><c><v>1</v></c></row>").balance.ends_at_row_limit);
}

TEST(XlsxReader, RefusesDamagedSheets) {
  for (const char* rows :
       {"<row r=\"1\"/>", "<row r=\"x\"/>", "<row r=\"1048577\"/>", "<row r=\"5\"/><row r=\"4\"/>",
        "<row><c r=\"A2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>",
        "<row><c r=\"XFE2\"><v>1</v></c></row>", "<row><c r=\"2\"/></row>",
        "<row><c t=\"s\"><v>9</v></c></row>", "<row><c t=\"s\"><v>-1</v></c></row>",
        "<row><c s=\"x\"/></row>", "<row><c t=\"str\"><v>&nope;</v></c></row>",
        "<row><c t=\"str\"><v>&#xD800;</v></c></row>", "<row", "<row><c><v>1", "<!DOCTYPE x>",
        "< >"}) {
    EXPECT_EQ(read_rows(rows).refusal, "table.damaged_workbook") << rows;
  }
}

TEST(XlsxReader, RefusesASheetThatIsCutOff) {
  auto parts = MadeWorkbook{}.parts();
  parts[3].second = "<worksheet><sheetData>" + kHeader;
  EXPECT_EQ(collect(open_xlsx(made_zip(parts), {})).refusal, "table.damaged_workbook");
}

TEST(XlsxReader, GivesOutBadRowsWithTheirReason) {
  const std::string open = "<row><c t=\"str\"><v>";
  const std::string close = "</v></c></row>";
  const auto table = read_rows(open + "\xFF" + close + open + std::string(kCellBytesMax + 1, 'x') +
                               close + open + "_x0000_" + close + open + "fine" + close);
  ASSERT_EQ(table.rows.size(), 4u);
  EXPECT_EQ(table.rows[0].fault, "table.invalid_text");
  EXPECT_EQ(table.rows[1].fault, "table.cell_too_long");
  EXPECT_EQ(table.rows[2].fault, "table.nul_byte");
  EXPECT_EQ(table.rows[3].fault, "");
  EXPECT_EQ(table.balance.rows_bad, 3u);
}

TEST(XlsxReader, RefusesZipBombs) {
  MadeWorkbook made{.sheet_data = kHeader, .after_data = std::string(20 << 20, ' ')};
  EXPECT_EQ(read(made).refusal, "table.zip_bomb");
  made.after_data.clear();
  auto parts = made.parts();
  for (int i = 0; i <= kZipPartsMax; ++i) parts.push_back({"p" + std::to_string(i), ""});
  EXPECT_EQ(collect(open_xlsx(made_zip(parts), {})).refusal, "table.zip_bomb");
}

TEST(XlsxReader, RefusesOtherZipsAndFlippedBytes) {
  EXPECT_EQ(collect(open_xlsx(made_zip({{"a.txt", "x"}}), {})).refusal, "table.not_a_workbook");
  std::string bytes = MadeWorkbook{.sheet_data = kHeader}.bytes();
  EXPECT_EQ(collect(open_xlsx(std::string_view(bytes).substr(0, 100), {})).refusal,
            "table.damaged_workbook");
  auto parts = MadeWorkbook{}.parts();
  parts.erase(parts.begin() + 3);
  EXPECT_EQ(collect(open_xlsx(made_zip(parts), {})).refusal, "table.damaged_workbook");
}

TEST(Workbook, ResolvesEscapes) {
  const auto resolved = [](std::string text) {
    resolve_escapes(text);
    return text;
  };
  EXPECT_EQ(resolved("a_x000D_b"), "a\rb");
  EXPECT_EQ(resolved("_x005F_x000D_"), "_x000D_");
  EXPECT_EQ(resolved("_x00_ _xZZZZ_ _xD800_ _x"), "_x00_ _xZZZZ_ _xD800_ _x");
}

}  // namespace
}  // namespace firebreak::tables
