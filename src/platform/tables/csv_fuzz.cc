// Any bytes read as CSV: balance holds, cells are UTF-8, and what was read can be written and read.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "platform/tables/collected_rows.h"
#include "platform/tables/csv_reader.h"
#include "platform/tables/csv_writer.h"
#include "platform/tables/multibyte.h"
#include "platform/tables/table_reader.h"

using namespace firebreak::tables;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const auto table = collect(CsvReader::open(input, {}));
  if (!table.refusal.empty()) return 0;
  CHECK(table.balance.rows_read == table.balance.rows_good + table.balance.rows_bad);
  CHECK(table.balance.rows_read == table.rows.size());
  CHECK(table.balance.bytes_read == size);
  CsvWriter writer({.encoding = TextEncoding::utf8_bom, .guard = true});
  writer.write_row(std::span<const std::string>(table.columns));
  std::uint64_t line = 0;
  std::vector<CollectedRow> good;
  for (const auto& row : table.rows) {
    CHECK(row.line > line);
    line = row.line;
    for (const auto& cell : row.cells) CHECK(is_utf8(cell));
    if (!row.fault.empty()) continue;
    good.push_back(row);
    writer.write_row(std::span<const std::string>(row.cells));
  }
  const std::string written = writer.take_bytes();
  const auto back = collect(open_table(written, {.delimiter = ',', .formula_guard = true}));
  if (back.refusal == "table.unknown_format") return 0;  // The header began like a web page.
  CHECK(back.refusal.empty() && back.rows.size() == good.size());
  for (std::size_t i = 0; i < good.size(); ++i) CHECK(back.rows[i].cells == good[i].cells);
  return 0;
}
