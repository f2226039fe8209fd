// Reads delimited text row by row, in any encoding of text_encoding.h, in bounded memory.
//
// Invariant: every byte is read and every row is given out, good or with its fault: cells too many
// or too few, bytes that are no text, NUL, overlong, text after a closing quote, a quote that is
// never closed (its first line is the bad row, and reading goes on at the next line).
// Refuses `table.empty`, `table.bad_header`, `table.changed_while_reading`, `table.unreadable`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/tables/byte_source.h"
#include "platform/tables/csv_row.h"
#include "platform/tables/row_reader.h"
#include "platform/tables/text_encoding.h"

namespace firebreak::tables {

struct CsvReaderOptions {
  char delimiter = 0;          // 0: found out from the header, see detect_delimiter().
  bool formula_guard = false;  // Take off the apostrophes that a guarding writer put on.
};

class CsvReader final : public RowReader {
 public:
  static Result<std::unique_ptr<RowReader>> open(const TableInput& input,
                                                 const CsvReaderOptions& options);

  Result<std::optional<Row>> next() override;
  std::span<const std::string> columns() const override { return columns_; }
  const TableShape& shape() const override { return shape_; }
  RowBalance balance() const override { return balance_; }

 private:
  CsvReader(std::unique_ptr<ByteSource> source, TextEncoding encoding,
            const CsvReaderOptions& options);
  Result<void> read_header();
  Result<bool> refill();                  // False when nothing is left to read.
  Result<std::optional<Row>> take_row();  // Of any width; absent at the end.
  Row take_scanned_row();
  Result<Row> take_broken_row();            // One line, given up as a whole.
  void materialise(std::string_view text);  // Of `scanned_`, into `cells_`.
  std::optional<Refusal> fault_of_text(std::string_view text);
  std::optional<Refusal> fault_of_cells() const;
  Refusal fault(std::string_view code, std::vector<RefusalValue> values = {}) const;
  void consume(std::string_view text, std::uint64_t lines);
  std::string_view unread() const { return std::string_view(text_).substr(begin_); }

  std::unique_ptr<ByteSource> source_;
  TextDecoder decoder_;
  CsvReaderOptions options_;
  std::vector<char> chunk_;
  std::string text_;  // Decoded; rows are taken from `begin_` on.
  std::size_t begin_ = 0;
  std::uint64_t text_start_ = 0;  // Of `text_` in all the text decoded.
  bool ended_ = false;
  bool holds_nul_ = false;             // Somewhere in `text_`.
  std::vector<InvalidBytes> invalid_;  // Not yet passed, in order.
  std::size_t invalid_passed_ = 0;
  std::uint64_t line_ = 1;
  ScannedRow scanned_;
  std::vector<std::string_view> cells_;
  std::vector<std::string> columns_;
  TableShape shape_;
  RowBalance balance_;
};

}  // namespace firebreak::tables
