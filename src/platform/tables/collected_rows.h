// All rows of a table as values, for tests: what a reader gives lives only until its next call.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "platform/tables/row_reader.h"

namespace firebreak::tables {

struct CollectedRow {
  std::uint64_t line = 0;
  std::vector<std::string> cells;
  std::string fault;  // Its code; empty for a good row.
  std::vector<CellNote> notes;
  friend bool operator==(const CollectedRow& a, const CollectedRow& b) {
    return a.line == b.line && a.cells == b.cells && a.fault == b.fault;
  }
};

struct CollectedTable {
  std::vector<std::string> columns;
  std::vector<CollectedRow> rows;
  RowBalance balance;
  std::string refusal;  // That ended the reading, or kept it from starting.
  TableShape shape;

  std::vector<std::vector<std::string>> cells() const {
    std::vector<std::vector<std::string>> all;
    for (const auto& row : rows) all.push_back(row.cells);
    return all;
  }
};

inline CollectedTable collect(Result<std::unique_ptr<RowReader>> opened) {
  CollectedTable table;
  if (!opened) {
    table.refusal = opened.error().code;
    return table;
  }
  RowReader& reader = **opened;
  table.columns.assign(reader.columns().begin(), reader.columns().end());
  table.shape = reader.shape();
  for (;;) {
    const auto row = reader.next();
    if (!row) table.refusal = row.error().code;
    if (!row || !*row) break;
    CollectedRow kept;
    kept.line = (**row).line;
    kept.cells.assign((**row).cells.begin(), (**row).cells.end());
    kept.notes.assign((**row).notes.begin(), (**row).notes.end());
    if ((**row).fault) kept.fault = (**row).fault->code;
    table.rows.push_back(std::move(kept));
  }
  table.balance = reader.balance();
  return table;
}

}  // namespace firebreak::tables
