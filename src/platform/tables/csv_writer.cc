#include "platform/tables/csv_writer.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/check.h"
#include "platform/tables/formula_guard.h"
#include "platform/tables/multibyte.h"

namespace firebreak::tables {
namespace {

// Every delimiter that a reader may take for one, not only ours.
bool needs_quotes(char byte) {
  static constexpr auto kTable = [] {
    std::array<bool, 256> table{};
    for (const char each : {'"', '\r', '\n', ',', ';', '\t', '|'}) {
      table[static_cast<unsigned char>(each)] = true;
    }
    return table;
  }();
  return kTable[static_cast<unsigned char>(byte)];
}

}  // namespace

void CsvWriter::write_cell(std::string_view cell, bool only) {
  CHECK(is_utf8(cell));
  const bool guarded = options_.guard && needs_guard(cell);
  // A lone empty cell would be a blank line, a mark at the start would be taken for the file's.
  const bool special = std::any_of(cell.begin(), cell.end(), [this](char byte) {
    return needs_quotes(byte) || byte == options_.delimiter;
  });
  const bool spaced = cell.starts_with(' ') || cell.ends_with(' ');
  const bool marked = cell.starts_with("\xEF\xBB\xBF");
  if (!special && !spaced && !marked && !(only && cell.empty())) {
    if (guarded) line_.push_back('\'');
    line_.append(cell);
    return;
  }
  line_.push_back('"');
  if (guarded) line_.push_back('\'');
  for (;;) {
    const std::size_t at = cell.find('"');
    line_.append(cell.substr(0, at));
    if (at == std::string_view::npos) break;
    line_.append("\"\"");
    cell.remove_prefix(at + 1);
  }
  line_.push_back('"');
}

void CsvWriter::write_row(std::span<const std::string_view> row) {
  CHECK(!row.empty());
  if (width_ == 0) width_ = row.size();
  CHECK(row.size() == width_);
  for (std::size_t column = 0; column < row.size(); ++column) {
    if (column > 0) line_.push_back(options_.delimiter);
    write_cell(row[column], row.size() == 1);
  }
  line_.append(options_.line_end);
}

void CsvWriter::write_row(std::span<const std::string> row) {
  const std::vector<std::string_view> views(row.begin(), row.end());
  write_row(std::span<const std::string_view>(views));
}

std::string CsvWriter::take_bytes() {
  if (!marked_) bytes_.append(byte_order_mark(options_.encoding));
  marked_ = true;
  encode_text(line_, options_.encoding, bytes_);
  line_.clear();
  return std::exchange(bytes_, {});
}

}  // namespace firebreak::tables
