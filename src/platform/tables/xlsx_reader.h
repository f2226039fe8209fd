// Reads one sheet of an .xlsx workbook row by row; only the shared texts are held in memory.
//
// The first row with anything in it is the header. Rows shorter than it are filled with blanks,
// cells beyond it make the row bad. Of merged cells only the first has a value. Dates are ISO text
// (sheet_number.h). Refuses `table.password_protected`, `table.old_workbook`, `table.zip_bomb`,
// `table.no_such_sheet`, `table.empty`, `table.damaged_workbook` and those of workbook.h.
#pragma once

#include <memory>
#include <string>

#include "platform/tables/byte_source.h"
#include "platform/tables/row_reader.h"

namespace firebreak::tables {

struct XlsxReaderOptions {
  std::string sheet{};         // By name; the first visible one when empty.
  bool formula_guard = false;  // Take off the apostrophes that a guarding writer put on.
};

Result<std::unique_ptr<RowReader>> open_xlsx(const TableInput& input,
                                             const XlsxReaderOptions& options);

}  // namespace firebreak::tables
