// Writes rows as an .xlsx workbook in constant memory, with a frozen header on every sheet.
//
// Invariant: every cell is text, so that identity numbers and leading zeros stay what they are, and
// text is never a formula. A file that is not finished is not there.
// Refuses `table.too_many_rows` past 1,048,575 data rows unless sheets may be split (a table is
// never cut short), `table.cell_too_long` past 32,767 characters, `table.unwritable`.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace firebreak::tables {

inline constexpr std::uint32_t kSheetDataRowsMax = 1'048'575;  // Below the header.
inline constexpr std::size_t kXlsxCellCharactersMax = 32'767;  // UTF-16 units.
inline constexpr std::size_t kSheetNameCharactersMax = 28;     // Leaves room for " 99".
inline constexpr std::size_t kSheetsMax = 99;

struct XlsxColumn {
  std::string header;
  double width_characters = 14;
};

struct XlsxWriterOptions {
  std::string sheet = "Sheet1";  // The second is "Sheet1 2". Not empty, none of []:*?/\ in it.
  bool split_sheets = false;
  std::uint32_t data_rows_max = kSheetDataRowsMax;  // Of one sheet; fewer only for tests.
  Instant created_at{};                             // Told in the file's properties.
};

class XlsxWriter {
 public:
  static Result<std::unique_ptr<XlsxWriter>> create(const std::string& path,
                                                    std::vector<XlsxColumn> columns,
                                                    const XlsxWriterOptions& options);
  ~XlsxWriter();  // Without finish(), leaves no file.
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;

  // As wide as the columns; valid UTF-8.
  Result<void> write_row(std::span<const std::string_view> row);
  Result<void> finish();
  std::uint64_t rows_written() const { return rows_written_; }

 private:
  struct Book;
  XlsxWriter(std::string path, std::vector<XlsxColumn> columns, const XlsxWriterOptions& options);
  Result<void> add_sheet();
  Result<void> write_cell(std::uint32_t row, std::size_t column, std::string_view cell);

  std::string path_;
  std::vector<XlsxColumn> columns_;
  XlsxWriterOptions options_;
  std::unique_ptr<Book> book_;
  std::uint32_t sheet_rows_ = 0;  // Data rows of the open sheet.
  std::uint64_t rows_written_ = 0;
  std::string cell_;  // Ends with a zero for the library.
};

}  // namespace firebreak::tables
