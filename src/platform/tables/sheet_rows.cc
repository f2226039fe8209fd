#include "platform/tables/sheet_rows.h"

#include <algorithm>
#include <charconv>

#include "platform/tables/multibyte.h"

namespace firebreak::tables {
namespace {

enum : std::uint8_t { kNotSet, kOwnText, kSharedText };

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

// "BC12" is column 54, counted from 0.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z'; ++at) {
    column = column * 26 + static_cast<std::size_t>(reference[at] - 'A') + 1;
    if (column > kColumnsMax) return std::nullopt;
  }
  if (at == 0) return std::nullopt;
  return column - 1;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

}  // namespace

Result<std::optional<std::uint64_t>> SheetRows::next() {
  for (;;) {
    const auto token = scanner_.next();
    if (!token) return token.error();
    if (token->kind == XmlKind::end) {
      if (!rows_done_) return scanner_.damaged("it is cut off");
      return std::optional<std::uint64_t>();
    }
    if (token->kind == XmlKind::text) continue;
    const bool opens = token->kind == XmlKind::open && !token->self_closing;
    if (token->name == "sheetData") {
      in_rows_ = opens;
      rows_done_ = !opens;
    } else if (token->name == "mergeCell" && token->kind == XmlKind::open) {
      ++merged_areas_;
    } else if (in_rows_ && token->name == "row" && token->kind == XmlKind::open) {
      const bool self_closing = token->self_closing;
      const auto opened = open_row(*token);
      if (!opened) return opened.error();
      if (!self_closing) {
        if (auto read = read_row(); !read) return read.error();
      }
      for (std::size_t column = 0; column < cells_.size(); ++column) {
        if (set_[column] == kOwnText) cells_[column] = texts_[column];
      }
      return std::optional<std::uint64_t>(row_number_);
    }
  }
}

Result<bool> SheetRows::open_row(const XmlToken& token) {
  std::uint64_t number = row_number_ + 1;
  if (const auto told = attribute(token, "r")) {
    const auto parsed = whole_number(*told);
    if (!parsed || *parsed < number) return scanner_.damaged("rows are out of order");
    number = *parsed;
  }
  if (number > kSheetRowsMax) return scanner_.damaged("more rows than a sheet can have");
  row_number_ = number;
  next_column_ = 0;
  row_bytes_ = 0;
  cells_.clear();
  set_.clear();
  notes_.clear();
  fault_.reset();
  return true;
}

Result<void> SheetRows::read_row() {
  for (;;) {
    const auto token = scanner_.next();
    if (!token) return token.error();
    if (token->kind == XmlKind::end) return scanner_.damaged("it is cut off");
    if (token->kind == XmlKind::close && token->name == "row") return {};
    if (token->kind != XmlKind::open || token->name != "c") continue;
    const bool self_closing = token->self_closing;
    if (auto opened = open_cell(*token); !opened) return opened.error();
    if (self_closing) continue;
    if (auto read = read_cell(); !read) return read.error();
  }
}

Result<void> SheetRows::open_cell(const XmlToken& token) {
  cell_ = OpenCell{.column = next_column_};
  value_.clear();
  if (const auto reference = attribute(token, "r")) {
    const auto column = column_of(*reference);
    if (!column) return scanner_.damaged("a cell without a place");
    cell_.column = *column;
  }
  if (cell_.column >= kColumnsMax) return scanner_.damaged("more columns than a sheet can have");
  if (const auto type = attribute(token, "t")) cell_.type = *type;
  if (const auto style = attribute(token, "s")) {
    const auto number = whole_number(*style);
    if (!number) return scanner_.damaged("a cell without a style");
    cell_.style = *number;
  }
  next_column_ = cell_.column + 1;
  if (cells_.size() <= cell_.column) {
    cells_.resize(cell_.column + 1);
    set_.resize(cell_.column + 1, kNotSet);
    if (texts_.size() < cells_.size()) texts_.resize(cells_.size());
  }
  if (set_[cell_.column] != kNotSet) return scanner_.damaged("a cell that comes twice");
  return {};
}

Result<void> SheetRows::read_cell() {
  bool in_value = false;
  bool in_phonetic = false;
  for (;;) {
    const auto token = scanner_.next();
    if (!token) return token.error();
    if (token->kind == XmlKind::end) return scanner_.damaged("it is cut off");
    if (token->kind == XmlKind::text) {
      if (!in_value || in_phonetic) continue;
      if (!append_xml_text(*token, value_)) return scanner_.damaged("a wrong entity");
      if (value_.size() > kTokenBytesMax) return scanner_.damaged("a text is too long");
      continue;
    }
    const bool opens = token->kind == XmlKind::open && !token->self_closing;
    if (token->name == "v" || token->name == "t") {
      in_value = opens;
      cell_.has_value = cell_.has_value || opens;
    } else if (token->name == "rPh") {
      in_phonetic = opens;
    } else if (token->name == "f" && token->kind == XmlKind::open) {
      cell_.formula = true;
    } else if (token->name == "c" && token->kind == XmlKind::close) {
      return close_cell();
    }
  }
}

Result<void> SheetRows::close_cell() {
  const std::string& type = cell_.type;
  if (!cell_.has_value) {
    if (cell_.formula) note(CellNoteKind::no_cached_value);
    return {};
  }
  if (type == "s") return set_shared(cell_);
  if (type.empty() || type == "n") {
    set_number(cell_);
    return {};
  }
  if (type == "b") {
    set_text(cell_.column, trimmed(value_) == "1" ? "TRUE" : "FALSE");
    return {};
  }
  if (type == "d") {  // ISO 8601; midnight is a day.
    constexpr std::string_view kMidnight = "T00:00:00";
    const std::size_t at = value_.find('T');
    if (at != std::string::npos) value_[at] = ' ';
    if (at != std::string::npos && value_.substr(at + 1) == kMidnight.substr(1)) value_.resize(at);
  }
  if (type == "e") note(CellNoteKind::error_value);
  if (!is_utf8(value_)) {
    find_fault("table.invalid_text");
    return {};
  }
  resolve_escapes(value_);
  set_text(cell_.column, value_);
  return {};
}

Result<void> SheetRows::set_shared(const OpenCell& cell) {
  const auto number = whole_number(trimmed(value_));
  if (!number || *number >= strings_.size()) return scanner_.damaged("a text that is not there");
  const std::string_view text = strings_[static_cast<std::uint32_t>(*number)];
  if (text.size() > kCellBytesMax) {
    find_fault("table.cell_too_long");
    return {};
  }
  if (text.find('\0') != std::string_view::npos) {
    find_fault("table.nul_byte");
    return {};
  }
  cells_[cell.column] = text;
  set_[cell.column] = kSharedText;
  return {};
}

void SheetRows::set_number(const OpenCell& cell) {
  const std::string_view stored = trimmed(value_);
  if (stored.empty()) return;
  const auto value = number_value(stored);
  if (!value) {
    note(CellNoteKind::error_value);
    if (is_utf8(stored)) set_text(cell.column, stored);
    return;
  }
  const auto meaning =
      cell.style < workbook_.styles.size() ? workbook_.styles[cell.style] : NumberMeaning::number;
  if (meaning != NumberMeaning::number) {
    const auto text = meaning == NumberMeaning::date ? date_text(*value, workbook_.date_system)
                                                     : elapsed_text(*value);
    if (text) return set_text(cell.column, *text);
    note(CellNoteKind::no_such_day);
  }
  const auto number = number_text(stored);
  if (number->lost_digits) note(CellNoteKind::lost_digits);
  set_text(cell.column, number->text);
}

void SheetRows::set_text(std::size_t column, std::string_view text) {
  row_bytes_ += text.size();
  if (text.size() > kCellBytesMax) return find_fault("table.cell_too_long");
  if (row_bytes_ > kRowBytesMax) return find_fault("table.row_too_long");
  if (text.find('\0') != std::string_view::npos) return find_fault("table.nul_byte");
  texts_[column].assign(text);
  set_[column] = kOwnText;
}

void SheetRows::note(CellNoteKind kind) {
  notes_.push_back({.column = static_cast<std::uint32_t>(cell_.column), .kind = kind});
}

void SheetRows::find_fault(std::string_view code) {
  if (fault_) return;
  const bool too_long = code == "table.cell_too_long" || code == "table.row_too_long";
  fault_ = Refusal{std::string(code), {}, {{"line", std::to_string(row_number_)}}};
  fault_->values.push_back({"column", std::to_string(cell_.column + 1)});
  if (too_long) {
    const bool cell = code == "table.cell_too_long";
    fault_->values.push_back({"limit", std::to_string(cell ? kCellBytesMax : kRowBytesMax)});
  }
  if (code == "table.invalid_text") {
    // Sheets tell no byte offset: they are packed.
    fault_->values.push_back({"byte_offset", "-"});
    fault_->values.push_back({"encoding", "UTF-8"});
  }
}

}  // namespace firebreak::tables
