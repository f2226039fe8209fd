#include "platform/tables/xlsx_reader.h"

#include <algorithm>

#include "platform/tables/formula_guard.h"
#include "platform/tables/sheet_rows.h"
#include "platform/tables/workbook.h"
#include "platform/tables/zip_archive.h"

namespace firebreak::tables {
namespace {

class XlsxReader final : public RowReader {
 public:
  XlsxReader(std::unique_ptr<ZipArchive> archive, Workbook workbook, StringPool strings,
             std::unique_ptr<ZipPart> part, const WorkbookSheet& sheet, bool formula_guard)
      : archive_(std::move(archive)),
        workbook_(std::move(workbook)),
        strings_(std::move(strings)),
        part_(std::move(part)),
        rows_(XmlScanner(sheet.part, [this](std::span<char> out) { return part_->read(out); }),
              workbook_, strings_),
        formula_guard_(formula_guard) {
    shape_ = {.format = "xlsx", .encoding = "UTF-8", .delimiter = 0, .sheet = sheet.name};
    for (const auto& each : workbook_.sheets) shape_.sheets.push_back(each.name);
    balance_.bytes_total = part_->size();
  }

  Result<void> read_header() {
    const auto found = next_filled_row();
    if (!found) return found.error();
    if (!*found) return Refusal{"table.empty", "file"};
    if (rows_.fault()) {
      return Refusal{"table.bad_header",
                     "file",
                     {{"line", std::to_string(row_number_)}, {"reason", rows_.fault()->code}}};
    }
    columns_.assign(rows_.cells().begin(), rows_.cells().end());
    while (!columns_.empty() && columns_.back().empty()) columns_.pop_back();
    if (columns_.empty()) return Refusal{"table.empty", "file"};
    return {};
  }

  Result<std::optional<Row>> next() override {
    const auto found = next_filled_row();
    if (!found) return found.error();
    if (!*found) {
      balance_.ends_at_row_limit = row_number_ == kSheetRowsMax || row_number_ == kOldSheetRowsMax;
      return std::optional<Row>();
    }
    Row row;
    row.line = row_number_;
    row.fault = rows_.fault();
    cells_.assign(rows_.cells().begin(), rows_.cells().end());
    while (cells_.size() > columns_.size() && cells_.back().empty()) cells_.pop_back();
    if (!row.fault && cells_.size() > columns_.size()) {
      row.fault = Refusal{"table.too_many_cells",
                          {},
                          {{"line", std::to_string(row.line)},
                           {"expected", std::to_string(columns_.size())},
                           {"got", std::to_string(cells_.size())}}};
    }
    if (cells_.size() < columns_.size()) cells_.resize(columns_.size());
    if (formula_guard_) std::transform(cells_.begin(), cells_.end(), cells_.begin(), unguarded);
    row.cells = cells_;
    row.notes = rows_.notes();
    ++balance_.rows_read;
    ++(row.fault ? balance_.rows_bad : balance_.rows_good);
    return std::optional<Row>(std::move(row));
  }

  std::span<const std::string> columns() const override { return columns_; }
  const TableShape& shape() const override { return shape_; }
  RowBalance balance() const override {
    RowBalance balance = balance_;
    balance.bytes_read = part_->bytes_read();
    balance.merged_areas = rows_.merged_areas();
    return balance;
  }

 private:
  // Rows that the sheet leaves out, and rows of formats only, are counted as blank.
  Result<bool> next_filled_row() {
    for (;;) {
      const auto number = rows_.next();
      if (!number) return number.error();
      if (!*number) return false;
      balance_.blank_lines += **number - row_number_ - 1;
      row_number_ = **number;
      const auto& cells = rows_.cells();
      const bool filled = std::any_of(cells.begin(), cells.end(),
                                      [](std::string_view cell) { return !cell.empty(); });
      if (filled || rows_.fault() || !rows_.notes().empty()) return true;
      ++balance_.blank_lines;
    }
  }

  std::unique_ptr<ZipArchive> archive_;
  Workbook workbook_;
  StringPool strings_;
  std::unique_ptr<ZipPart> part_;
  SheetRows rows_;
  bool formula_guard_;
  std::uint64_t row_number_ = 0;
  std::vector<std::string_view> cells_;
  std::vector<std::string> columns_;
  TableShape shape_;
  RowBalance balance_;
};

}  // namespace

Result<std::unique_ptr<RowReader>> open_xlsx(const TableInput& input,
                                             const XlsxReaderOptions& options) {
  auto archive = ZipArchive::open(input);
  if (!archive) return archive.error();
  auto workbook = read_workbook(**archive);
  if (!workbook) return workbook.error();
  const auto sheet = choose_sheet(*workbook, options.sheet);
  if (!sheet) return sheet.error();
  StringPool strings;
  if (!workbook->shared_strings_part.empty()) {
    auto read = read_shared_strings(**archive, workbook->shared_strings_part);
    if (!read) return read.error();
    strings = std::move(*read);
  }
  auto part = (*archive)->part(sheet->part);
  if (!part) return part.error();
  auto reader =
      std::make_unique<XlsxReader>(std::move(*archive), std::move(*workbook), std::move(strings),
                                   std::move(*part), *sheet, options.formula_guard);
  if (auto header = reader->read_header(); !header) return header.error();
  return reader;
}

}  // namespace firebreak::tables
