// The table of contents of an .xlsx file: its sheets, its texts, its formats (ECMA-376 part 1).
//
// Refuses `table.not_a_workbook` (a zip of something else), `table.no_such_sheet`,
// `table.no_visible_sheet`, `table.damaged_workbook`, `table.too_many_strings`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/string_pool.h"
#include "platform/tables/sheet_number.h"
#include "platform/tables/zip_archive.h"

namespace firebreak::tables {

inline constexpr std::size_t kSharedStringsMax = 16'000'000;
inline constexpr std::size_t kSharedStringBytesMax = 1 << 30;

struct WorkbookSheet {
  std::string name;
  std::string part;  // Path in the zip.
  bool visible = true;
};

struct Workbook {
  std::vector<WorkbookSheet> sheets;    // Those with cells, in the order of their tabs.
  std::string shared_strings_part{};    // Empty when there are none.
  std::vector<NumberMeaning> styles{};  // By the style number of a cell.
  DateSystem date_system = DateSystem::from_1900;
};

Result<Workbook> read_workbook(const ZipArchive& archive);

// The sheet of that name, or the first visible one when `name` is empty.
Result<WorkbookSheet> choose_sheet(const Workbook& workbook, std::string_view name);

// All texts that cells refer to by number; runs of rich text are joined, phonetic hints left out.
Result<StringPool> read_shared_strings(const ZipArchive& archive, const std::string& part);

// "_x000D_" in a text stands for the character of that number (ECMA-376-1, 22.9.2.19).
void resolve_escapes(std::string& text);

}  // namespace firebreak::tables
