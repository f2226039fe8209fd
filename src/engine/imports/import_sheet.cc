#include "engine/imports/import_sheet.h"

#include <algorithm>
#include <array>

#include <sodium.h>

#include "base/check.h"
#include "platform/journal/log.h"
#include "platform/tables/cell_value.h"

namespace firebreak::imports {
namespace {

constexpr std::size_t kHashBlockBytes = std::size_t{1} << 20;
constexpr std::size_t kFileNameBytesMax = 200;

bool means_unknown(std::string_view text) {
  return text == "NA" || text == "N/A" || text == "na" || text == "-" || text == "/" ||
         text == "不详" || text == "未知" || text == "无";
}

std::string without_folder(const std::string& path) {
  const std::string name = path.substr(path.find_last_of("/\\") + 1);  // npos + 1 is 0.
  return name.size() > kFileNameBytesMax ? std::string{} : name;
}

}  // namespace

Refusal refusal_at(std::string code, std::string_view column, std::string_view value) {
  Refusal refusal{.code = std::move(code), .field = std::string(column)};
  if (!value.empty()) refusal.values.push_back({.name = "value", .value = std::string(value)});
  return refusal;
}

Refusal vault_failed(const IoError& error) {
  return {.code = "vault.failed", .values = {{.name = "reason", .value = error.message}}};
}

std::string RowCells::text(std::size_t column) const {
  const auto index = match_.columns[column];
  if (!index || *index >= row_.cells.size()) return {};
  return tables::plain_cell(row_.cells[*index]);
}

std::string RowCells::known_text(std::size_t column) const {
  std::string found = text(column);
  return means_unknown(found) ? std::string{} : found;
}

bool RowCells::lost_digits(std::size_t column) const {
  const auto index = match_.columns[column];
  return index && std::ranges::any_of(row_.notes, [&](const tables::CellNote& note) {
           return note.column == *index && note.kind == tables::CellNoteKind::lost_digits;
         });
}

ImportSheet::ImportSheet(const tables::TableInput& input, const ImportOptions& options)
    : input_(input), options_(options), rejected_({.guard = true}) {}

Result<std::unique_ptr<ImportSheet>> ImportSheet::open(
    const tables::TableInput& input, const ImportOptions& options,
    std::span<const tables::KnownColumn> columns) {
  std::unique_ptr<ImportSheet> sheet(new ImportSheet(input, options));
  sheet->options_.file_name = without_folder(options.file_name);
  if (auto opened = sheet->open_reader(columns); !opened) return opened.error();
  return sheet;
}

Result<void> ImportSheet::open_reader(std::span<const tables::KnownColumn> columns) {
  auto reader = tables::open_table(input_, options_.table);
  if (!reader) return reader.error();
  const auto is_ours = [](const std::unique_ptr<tables::RowReader>& table) {
    return std::ranges::find(table->columns(), kReasonHeader) != table->columns().end();
  };
  if (is_ours(*reader) && !options_.table.formula_guard) {
    // We wrote it, and kept cells from being run as formulas: take that off again.
    options_.table.formula_guard = true;
    reader = tables::open_table(input_, options_.table);
    if (!reader) return reader.error();
  }
  auto match = tables::match_headers((*reader)->columns(), columns);
  if (!match) return match.error();
  reader_ = std::move(*reader);
  match_ = std::move(*match);
  std::vector<std::string> header(reader_->columns().begin(), reader_->columns().end());
  width_ = header.size();
  reason_column_ =
      static_cast<std::size_t>(std::ranges::find(header, kReasonHeader) - header.begin());
  if (reason_column_ == width_) header.emplace_back(kReasonHeader);
  rejected_.write_row(std::span<const std::string>(header));
  return {};
}

Result<std::vector<SheetRow>> ImportSheet::next(std::size_t count) {
  std::vector<SheetRow> rows;
  while (rows.size() < count) {
    auto read = reader_->next();
    if (!read) return read.error();
    if (!*read) break;
    const tables::Row& row = **read;
    SheetRow& kept = rows.emplace_back();
    kept.line = row.line;
    kept.cells.assign(row.cells.begin(), row.cells.end());
    kept.notes.assign(row.notes.begin(), row.notes.end());
    if (row.fault) kept.reject(*row.fault);
  }
  if (options_.progress) {
    const tables::RowBalance balance = reader_->balance();
    options_.progress(balance.bytes_read, balance.bytes_total);
  }
  return rows;
}

void ImportSheet::account(std::span<const SheetRow> rows) {
  for (const SheetRow& row : rows) {
    CHECK(row.fate != Fate::undecided);
    ++outcome_.rows_read;
    if (row.fate == Fate::created) ++outcome_.created;
    if (row.fate == Fate::updated) ++outcome_.updated;
    if (row.fate == Fate::created || row.fate == Fate::updated) continue;
    const bool held = row.fate == Fate::held;
    ++(held ? outcome_.held : outcome_.rejected);
    if (outcome_.problems.size() < kProblemsListedMax) {
      outcome_.problems.push_back({.line = row.line, .refusal = row.refusal, .held = held});
    }
    write_back(row);
  }
}

// A row of too many cells has its last ones joined, so that the file can be read again.
void ImportSheet::write_back(const SheetRow& row) {
  std::vector<std::string> cells = row.cells;
  for (std::size_t i = width_; i < cells.size(); ++i) cells[width_ - 1] += " | " + cells[i];
  cells.resize(std::max(width_, reason_column_ + 1));
  cells[reason_column_] = options_.words ? options_.words(row.refusal) : row.refusal.code;
  rejected_.write_row(std::span<const std::string>(cells));
}

Result<ImportOutcome> ImportSheet::conclude(ImportDesk& desk) {
  outcome_.at_row_limit = reader_->balance().ends_at_row_limit;
  CHECK(outcome_.rows_read == reader_->balance().rows_read);
  CHECK(outcome_.rows_read ==
        outcome_.created + outcome_.updated + outcome_.held + outcome_.rejected);
  if (outcome_.held + outcome_.rejected > 0) outcome_.rejected_csv = rejected_.take_bytes();
  const auto hash = file_hash(input_);
  if (!hash) return hash.error();
  const service::Answer answer =
      desk.ask(registry::Request(registry::ConcludeImport{.file_name = options_.file_name,
                                                          .file_hash = *hash,
                                                          .rows_read = outcome_.rows_read,
                                                          .created = outcome_.created,
                                                          .updated = outcome_.updated,
                                                          .held = outcome_.held,
                                                          .rejected = outcome_.rejected}));
  if (!answer) return answer.error();
  if (!desk.dry_run()) outcome_.position = answer->last;
  return std::move(outcome_);
}

Result<std::string> file_hash(const tables::TableInput& input) {
  auto source = tables::open_source(input);
  if (!source) return source.error();
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES);
  std::vector<char> buffer(kHashBlockBytes);
  while (true) {
    const auto read = (*source)->read(buffer);
    if (!read) return read.error();
    if (*read == 0) break;
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(buffer.data()), *read);
  }
  std::array<std::byte, crypto_generichash_BYTES> digest{};
  crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(digest.data()), digest.size());
  return journal::to_text(digest);
}

}  // namespace firebreak::imports
