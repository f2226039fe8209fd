// What every reader of tables gives: a header, then rows of UTF-8 cells, one at a time.
//
// Invariants: after the last row, rows read = rows good + rows bad, and all bytes have been read.
// Cells are valid UTF-8 always. A row that cannot be trusted is given out with its fault, never
// dropped. Refusals of next() end the reading: the file itself is damaged from there on.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace firebreak::tables {

inline constexpr std::size_t kColumnsMax = 16'384;     // Of an Excel sheet.
inline constexpr std::size_t kCellBytesMax = 131'068;  // 32,767 characters of four bytes.
inline constexpr std::size_t kRowBytesMax = 1 << 20;
inline constexpr std::uint64_t kSheetRowsMax = 1'048'576;  // Excel since 2007, header included.
inline constexpr std::uint64_t kOldSheetRowsMax = 65'536;  // Excel until 2003.

enum class CellNoteKind : std::uint8_t {
  lost_digits,      // A number of more than 15 digits: the spreadsheet rounded it.
  error_value,      // "#N/A" and its like.
  no_cached_value,  // A formula that was never calculated.
  no_such_day,      // A date that is in no calendar, as 29 February 1900: the number is given.
};
std::string_view cell_note_name(CellNoteKind kind);

struct CellNote {
  std::uint32_t column;  // From 0.
  CellNoteKind kind;
};

struct Row {
  std::uint64_t line = 0;  // Its first line in the file, or row of the sheet; from 1.
  std::span<const std::string_view> cells;  // Valid until the next call of next().
  std::span<const CellNote> notes;          // By column; spreadsheets only.
  std::optional<Refusal> fault{};           // Why the row is bad; its values name the line.
};

struct TableShape {
  std::string format;                 // "csv" or "xlsx".
  std::string encoding;               // As encoding_name().
  char delimiter = 0;                 // 0 for a spreadsheet.
  std::string sheet{};                // Empty for CSV.
  std::vector<std::string> sheets{};  // All names, in order; empty for CSV.
};

struct RowBalance {
  std::uint64_t rows_read = 0;  // Without the header.
  std::uint64_t rows_good = 0;
  std::uint64_t rows_bad = 0;
  std::uint64_t blank_lines = 0;
  std::uint64_t bytes_read = 0;    // Of the file; of the unpacked sheet for a spreadsheet.
  std::uint64_t bytes_total = 0;   // As above.
  std::uint64_t merged_areas = 0;  // Of the sheet, known at its end: only their first cell is set.
  // Exactly as many rows, with the header, as a sheet can hold: more may have been cut off.
  bool ends_at_row_limit = false;
};

class RowReader {
 public:
  virtual ~RowReader() = default;
  // Absent after the last row. Refuses what is wrong with the file as a whole.
  virtual Result<std::optional<Row>> next() = 0;
  virtual std::span<const std::string> columns() const = 0;  // The header's cells.
  virtual const TableShape& shape() const = 0;
  virtual RowBalance balance() const = 0;  // So far.
};

}  // namespace firebreak::tables
