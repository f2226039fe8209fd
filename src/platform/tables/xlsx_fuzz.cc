// Any bytes as a zip, and any text as the parts of a workbook within a sound zip.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "platform/tables/collected_rows.h"
#include "platform/tables/made_workbook.h"
#include "platform/tables/multibyte.h"
#include "platform/tables/xlsx_reader.h"

using namespace firebreak::tables;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 1) return 0;
  const std::string input(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  auto parts =
      MadeWorkbook{.sheet_data = "<row><c t=\"s\"><v>0</v></c><c s=\"0\"><v>1</v></c></row>",
                   .shared_strings = "<si><t>a</t></si>",
                   .styles = "<xf numFmtId=\"14\"/>"}
          .parts();
  const std::size_t part = bytes[0] % (parts.size() + 1);
  std::string zip = input;
  if (part < parts.size()) {
    parts[part].second = input;
    zip = made_zip(parts);
  }
  const auto table = collect(open_xlsx(zip, {}));
  CHECK(table.balance.rows_read == table.balance.rows_good + table.balance.rows_bad);
  CHECK(table.balance.rows_read == table.rows.size());
  for (const auto& row : table.rows) {
    CHECK(row.cells.size() >= table.columns.size());
    for (const auto& cell : row.cells) CHECK(is_utf8(cell));
  }
  return 0;
}
