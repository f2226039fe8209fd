// Finds the cells of one row of delimited text (RFC 4180, and LF or CR alone as ends of line).
//
// A quote opens a quoted cell only as the cell's first byte; elsewhere it stands for itself. Text
// between a closing quote and the next delimiter is kept, and told.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak::tables {

struct CellSpan {  // [begin, end) of the text that was scanned, without the quotes around it.
  std::uint32_t begin;
  std::uint32_t end;
  bool quoted;
  bool doubled_quotes;  // "" stands for ".
};

struct ScannedRow {
  std::vector<CellSpan> cells;
  std::size_t bytes = 0;  // With its end of line.
  bool text_after_quote = false;
};

enum class RowScan : std::uint8_t { complete, needs_more, unclosed_quote };

// `text` starts at a row; `ends` says that nothing follows it. Text must be below 4 GiB.
RowScan scan_row(std::string_view text, char delimiter, bool ends, ScannedRow& row);

// Bytes of the first line with its end; npos when its end is not there.
std::size_t line_bytes(std::string_view text, bool ends);
std::uint64_t count_line_ends(std::string_view text);  // CR LF counts as one.

// The commonest of , ; tab | outside quotes in the first row; a comma when there is none.
char detect_delimiter(std::string_view text);

}  // namespace firebreak::tables
