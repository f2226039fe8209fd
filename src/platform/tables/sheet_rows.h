// Pulls the rows of one sheet out of its XML, holding one row at a time.
//
// Cells come by column, blank where the sheet has none; row numbers only grow. What a cell says is
// its cached value as text. Refuses `table.damaged_workbook`: rows or columns out of bounds or
// twice, references to texts that are not there, a sheet that is cut off.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/string_pool.h"
#include "platform/tables/row_reader.h"
#include "platform/tables/workbook.h"
#include "platform/tables/xml_scanner.h"

namespace firebreak::tables {

class SheetRows {
 public:
  // `workbook` and `strings` must outlive it.
  SheetRows(XmlScanner scanner, const Workbook& workbook, const StringPool& strings)
      : scanner_(std::move(scanner)), workbook_(workbook), strings_(strings) {}

  // The next row that the sheet has, as its number (from 1); absent after the last.
  Result<std::optional<std::uint64_t>> next();

  const std::vector<std::string_view>& cells() const { return cells_; }  // Until next().
  const std::vector<CellNote>& notes() const { return notes_; }
  // Absent when its text can be trusted; "table.cell_too_long" and the like.
  const std::optional<Refusal>& fault() const { return fault_; }
  std::uint64_t merged_areas() const { return merged_areas_; }

 private:
  struct OpenCell {
    std::size_t column = 0;
    std::string type{};
    std::size_t style = 0;
    bool formula = false;
    bool has_value = false;
  };

  Result<bool> open_row(const XmlToken& token);
  Result<void> read_row();
  Result<void> open_cell(const XmlToken& token);
  Result<void> read_cell();
  Result<void> close_cell();
  Result<void> set_shared(const OpenCell& cell);
  void set_number(const OpenCell& cell);
  void set_text(std::size_t column, std::string_view text);
  void note(CellNoteKind kind);
  void find_fault(std::string_view code);

  XmlScanner scanner_;
  const Workbook& workbook_;
  const StringPool& strings_;
  std::uint64_t row_number_ = 0;
  std::size_t next_column_ = 0;
  std::size_t row_bytes_ = 0;
  OpenCell cell_;
  std::string value_;               // Of the open cell.
  std::vector<std::string> texts_;  // Kept for their memory; by column.
  std::vector<std::string_view> cells_;
  std::vector<std::uint8_t> set_;  // 0 not yet, 1 in `texts_`, 2 in `strings_`; by column.
  std::vector<CellNote> notes_;
  std::optional<Refusal> fault_;
  std::uint64_t merged_areas_ = 0;
  bool in_rows_ = false;
  bool rows_done_ = false;
};

}  // namespace firebreak::tables
