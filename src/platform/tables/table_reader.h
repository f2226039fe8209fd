// The one front for tables that people bring: looks at the content, not at the file's name, and
// gives a reader of rows.
//
// A zip is read as .xlsx, text as CSV. Refuses `table.empty`, `table.password_protected`,
// `table.old_workbook` (.xls), `table.unknown_format` (web pages, PDF, pictures, packed files), and
// all that csv_reader.h and xlsx_reader.h refuse.
#pragma once

#include <memory>
#include <string>

#include "platform/tables/byte_source.h"
#include "platform/tables/row_reader.h"

namespace firebreak::tables {

struct TableOptions {
  std::string sheet{};         // Of a workbook; the first visible one when empty.
  char delimiter = 0;          // Of a CSV; found out when 0.
  bool formula_guard = false;  // The table was exported by us with CsvWriterOptions::guard on.
};

Result<std::unique_ptr<RowReader>> open_table(const TableInput& input,
                                              const TableOptions& options = {});

}  // namespace firebreak::tables
