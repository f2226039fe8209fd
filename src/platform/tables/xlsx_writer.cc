#include "platform/tables/xlsx_writer.h"

#include <algorithm>
#include <cstdio>

#include <xlsxwriter.h>

#include "base/check.h"
#include "platform/tables/multibyte.h"
#include "platform/tables/row_reader.h"

namespace firebreak::tables {
namespace {

constexpr double kWidthMax = 255;

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    units += (value & 0xC0) != 0x80 ? 1 : 0;
    units += value >= 0xF0 ? 1 : 0;
  }
  return units;
}

// What the library's own escaping leaves out: a text that looks like an escape, CR, which XML
// readers would turn into LF, and characters that XML does not have.
void append_escaped(std::string_view cell, std::string& out) {
  for (std::size_t at = 0; at < cell.size(); ++at) {
    const std::string_view rest = cell.substr(at);
    if (cell[at] == '\r') {
      out += "_x000D_";
    } else if (cell[at] == '\0') {
      out += "_x0000_";
    } else if (rest.starts_with("_x") && rest.size() > 6 && rest[6] == '_') {
      out += "_x005F_";
    } else if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
      out += rest[2] == '\xBE' ? "_xFFFE_" : "_xFFFF_";
      at += 2;
    } else {
      out.push_back(cell[at]);
    }
  }
}

bool valid_sheet_name(const std::string& name) {
  return !name.empty() && is_utf8(name) && utf16_units(name) <= kSheetNameCharactersMax &&
         name.find_first_of("[]:*?/\\") == std::string::npos && !name.starts_with('\'') &&
         !name.ends_with('\'');
}

}  // namespace

struct XlsxWriter::Book {
  lxw_workbook* workbook = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format* header = nullptr;
  std::size_t sheets = 0;
};

XlsxWriter::XlsxWriter(std::string path, std::vector<XlsxColumn> columns,
                       const XlsxWriterOptions& options)
    : path_(std::move(path)),
      columns_(std::move(columns)),
      options_(options),
      book_(std::make_unique<Book>()) {}

Result<std::unique_ptr<XlsxWriter>> XlsxWriter::create(const std::string& path,
                                                       std::vector<XlsxColumn> columns,
                                                       const XlsxWriterOptions& options) {
  CHECK(!columns.empty() && columns.size() <= kColumnsMax);
  CHECK(options.data_rows_max > 0 && options.data_rows_max <= kSheetDataRowsMax);
  CHECK(valid_sheet_name(options.sheet));
  std::unique_ptr<XlsxWriter> writer(new XlsxWriter(path, std::move(columns), options));
  lxw_workbook_options book_options{};
  book_options.constant_memory = LXW_TRUE;
  writer->book_->workbook = workbook_new_opt(path.c_str(), &book_options);
  if (writer->book_->workbook == nullptr) {
    return Refusal{"table.unwritable", "file", {{"path", path}, {"reason", "no memory"}}};
  }
  // Without a time the library would ask the clock, and the same rows would give other bytes.
  lxw_doc_properties properties{};
  properties.created =
      std::max<std::int64_t>(options.created_at.milliseconds / kMillisecondsPerSecond, 1);
  workbook_set_properties(writer->book_->workbook, &properties);
  writer->book_->header = workbook_add_format(writer->book_->workbook);
  format_set_bold(writer->book_->header);
  if (auto added = writer->add_sheet(); !added) return added.error();
  return writer;
}

XlsxWriter::~XlsxWriter() {
  if (book_->workbook != nullptr) lxw_workbook_free(book_->workbook);
}

Result<void> XlsxWriter::add_sheet() {
  Book& book = *book_;
  std::string name = options_.sheet;
  if (book.sheets > 0) name += " " + std::to_string(book.sheets + 1);
  book.sheet = workbook_add_worksheet(book.workbook, name.c_str());
  if (book.sheet == nullptr) {
    return Refusal{"table.unwritable", "file", {{"path", path_}, {"reason", "no new sheet"}}};
  }
  ++book.sheets;
  sheet_rows_ = 0;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const auto number = static_cast<lxw_col_t>(column);
    const double width = std::clamp(columns_[column].width_characters, 1.0, kWidthMax);
    worksheet_set_column(book.sheet, number, number, width, nullptr);
  }
  worksheet_freeze_panes(book.sheet, 1, 0);
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    auto written = write_cell(0, column, columns_[column].header);
    if (!written) return written;
  }
  return {};
}

Result<void> XlsxWriter::write_cell(std::uint32_t row, std::size_t column, std::string_view cell) {
  if (cell.empty()) return {};
  CHECK(is_utf8(cell));
  cell_.clear();
  append_escaped(cell, cell_);
  // Escapes count too: a sheet's limit is on what is stored.
  if (utf16_units(cell_) > kXlsxCellCharactersMax) {
    return Refusal{"table.cell_too_long",
                   {},
                   {{"line", std::to_string(row + 1)},
                    {"column", std::to_string(column + 1)},
                    {"limit", std::to_string(kXlsxCellCharactersMax)}}};
  }
  const lxw_error error = worksheet_write_string(book_->sheet, row, static_cast<lxw_col_t>(column),
                                                 cell_.c_str(), row == 0 ? book_->header : nullptr);
  if (error == LXW_NO_ERROR) return {};
  return Refusal{"table.unwritable", "file", {{"path", path_}, {"reason", lxw_strerror(error)}}};
}

Result<void> XlsxWriter::write_row(std::span<const std::string_view> row) {
  CHECK(book_->workbook != nullptr && row.size() == columns_.size());
  if (sheet_rows_ == options_.data_rows_max) {
    if (!options_.split_sheets || book_->sheets == kSheetsMax) {
      const std::uint64_t limit = options_.split_sheets
                                      ? std::uint64_t{options_.data_rows_max} * kSheetsMax
                                      : options_.data_rows_max;
      return Refusal{"table.too_many_rows", "file", {{"limit", std::to_string(limit)}}};
    }
    if (auto added = add_sheet(); !added) return added;
  }
  for (std::size_t column = 0; column < row.size(); ++column) {
    auto written = write_cell(sheet_rows_ + 1, column, row[column]);
    if (!written) return written;
  }
  ++sheet_rows_;
  ++rows_written_;
  return {};
}

Result<void> XlsxWriter::finish() {
  CHECK(book_->workbook != nullptr);
  const lxw_error error = workbook_close(book_->workbook);
  book_->workbook = nullptr;
  if (error == LXW_NO_ERROR) return {};
  std::remove(path_.c_str());
  return Refusal{"table.unwritable", "file", {{"path", path_}, {"reason", lxw_strerror(error)}}};
}

}  // namespace firebreak::tables
