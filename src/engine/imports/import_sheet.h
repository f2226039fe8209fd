// The table that an import reads, and the account of its rows.
//
// Rows come in order and each gets one fate; held and rejected ones are written to a CSV with a
// reason column, which may be mended and imported again (its own reason column is then replaced).
// Refuses what is wrong with the file as a whole: tables.*, table.*.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/imports/import_desk.h"
#include "engine/imports/import_outcome.h"
#include "platform/tables/csv_writer.h"
#include "platform/tables/header_names.h"
#include "platform/tables/table_reader.h"

namespace firebreak::imports {

inline constexpr std::string_view kReasonHeader = "原因 reason";

enum class Fate : std::uint8_t { undecided, created, updated, held, rejected };

struct SheetRow {
  std::uint64_t line = 0;
  std::vector<std::string> cells;
  std::vector<tables::CellNote> notes;
  Fate fate = Fate::undecided;
  Refusal refusal{};  // Why it was held or rejected.

  void reject(Refusal why) { set(Fate::rejected, std::move(why)); }
  void hold(Refusal why) { set(Fate::held, std::move(why)); }

 private:
  void set(Fate as, Refusal why) {
    fate = as;
    refusal = std::move(why);
  }
};

// The cells of one row by the program's columns.
class RowCells {
 public:
  RowCells(const SheetRow& row, const tables::HeaderMatch& match) : row_(row), match_(match) {}

  // Plain (half-width, trimmed); "" where the row has none.
  std::string text(std::size_t column) const;
  // As above; what stands for "not known" ("NA", "-", "/", "不详") is "" too.
  std::string known_text(std::size_t column) const;
  bool lost_digits(std::size_t column) const;  // A spreadsheet rounded the number.

 private:
  const SheetRow& row_;
  const tables::HeaderMatch& match_;
};

Refusal refusal_at(std::string code, std::string_view column, std::string_view value = {});
Refusal vault_failed(const IoError& error);  // vault.failed

class ImportSheet {
 public:
  static Result<std::unique_ptr<ImportSheet>> open(const tables::TableInput& input,
                                                   const ImportOptions& options,
                                                   std::span<const tables::KnownColumn> columns);

  // The next rows, `count` at most; none at the end. A row that could not be read is rejected.
  Result<std::vector<SheetRow>> next(std::size_t count);
  RowCells cells(const SheetRow& row) const { return {row, match_}; }
  bool has_column(std::size_t column) const { return match_.columns[column].has_value(); }

  // Takes the rows into account, in the order of the file. Each has its fate by now (CHECK).
  void account(std::span<const SheetRow> rows);
  void note(const std::string& kind, std::uint64_t count = 1) { outcome_.notes[kind] += count; }

  // Records that the import came to its end, with its counts.
  Result<ImportOutcome> conclude(ImportDesk& desk);

 private:
  ImportSheet(const tables::TableInput& input, const ImportOptions& options);
  Result<void> open_reader(std::span<const tables::KnownColumn> columns);
  void write_back(const SheetRow& row);

  tables::TableInput input_;
  ImportOptions options_;
  std::unique_ptr<tables::RowReader> reader_;
  tables::HeaderMatch match_;
  std::size_t width_ = 0;
  std::size_t reason_column_ = 0;  // == width_: it is added behind.
  tables::CsvWriter rejected_;
  ImportOutcome outcome_;
};

// BLAKE2b-256 over the bytes of a table, hexadecimal: says which file an import was of.
Result<std::string> file_hash(const tables::TableInput& input);

}  // namespace firebreak::imports
