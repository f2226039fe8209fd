// Writes rows as CSV (RFC 4180) into bytes that the caller takes away, in any encoding we read.
//
// Invariant: what is written is read back the same by csv_reader.h with the same options. A cell of
// what people typed is kept from being run as a formula (formula_guard.h) when `guard` is on.
// Cells must be valid UTF-8, and every row as wide as the first: both are the program's promise.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "platform/tables/text_encoding.h"

namespace firebreak::tables {

struct CsvWriterOptions {
  TextEncoding encoding = TextEncoding::utf8_bom;  // With its mark, Excel reads it as UTF-8.
  char delimiter = ',';
  bool guard = false;  // On for exports of text that people typed.
  std::string_view line_end = "\r\n";
};

class CsvWriter {
 public:
  explicit CsvWriter(const CsvWriterOptions& options = {}) : options_(options) {}

  // `row` may not be empty.
  void write_row(std::span<const std::string_view> row);
  void write_row(std::span<const std::string> row);
  std::size_t pending_bytes() const { return line_.size() + bytes_.size(); }
  // The bytes since the last call; call it every so many rows to keep memory bounded.
  std::string take_bytes();

 private:
  void write_cell(std::string_view cell, bool only);

  CsvWriterOptions options_;
  std::size_t width_ = 0;
  bool marked_ = false;
  std::string line_;   // UTF-8 that waits to be encoded.
  std::string bytes_;  // Encoded.
};

}  // namespace firebreak::tables
