// The fast path: decoded text lies in one buffer, a row is scanned where it lies, its cells are
// views of it. A row that the end of the buffer cuts off is moved to the front, more is read behind
// it, and it is scanned again; rows are at most kRowBytesMax, so that is a bounded cost.
#include "platform/tables/csv_reader.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "platform/tables/formula_guard.h"

namespace firebreak::tables {
namespace {

constexpr std::size_t kChunkBytes = 1 << 18;

bool is_blank(const ScannedRow& row) {
  return row.cells.size() == 1 && !row.cells[0].quoted && row.cells[0].begin == row.cells[0].end;
}

}  // namespace

CsvReader::CsvReader(std::unique_ptr<ByteSource> source, TextEncoding encoding,
                     const CsvReaderOptions& options)
    : source_(std::move(source)), decoder_(encoding), options_(options) {
  chunk_.resize(std::min<std::uint64_t>(kChunkBytes, source_->size() + 1));
  shape_.format = "csv";
  shape_.encoding = encoding_name(encoding);
  balance_.bytes_total = source_->size();
}

Result<std::unique_ptr<RowReader>> CsvReader::open(const TableInput& input,
                                                   const CsvReaderOptions& options) {
  auto source = open_source(input);
  if (!source) return source.error();
  const auto encoding = detect_encoding(**source);
  if (!encoding) return encoding.error();
  std::unique_ptr<CsvReader> reader(new CsvReader(std::move(*source), *encoding, options));
  if (auto header = reader->read_header(); !header) return header.error();
  return reader;
}

Result<void> CsvReader::read_header() {
  while (unread().size() < kChunkBytes && !ended_) {
    if (const auto more = refill(); !more) return more.error();
  }
  if (options_.delimiter == 0) options_.delimiter = detect_delimiter(unread());
  shape_.delimiter = options_.delimiter;
  auto header = take_row();
  if (!header) return header.error();
  if (!*header) return Refusal{"table.empty", "file"};
  const Row& row = **header;
  if (row.fault) {
    return Refusal{"table.bad_header",
                   "file",
                   {{"line", std::to_string(row.line)}, {"reason", row.fault->code}}};
  }
  columns_.assign(row.cells.begin(), row.cells.end());
  return {};
}

Result<bool> CsvReader::refill() {
  if (ended_) return false;
  const auto taken = source_->read(chunk_);
  if (!taken) return taken.error();
  text_.erase(0, begin_);
  text_start_ += begin_;
  begin_ = 0;
  invalid_.erase(invalid_.begin(), invalid_.begin() + static_cast<std::ptrdiff_t>(invalid_passed_));
  invalid_passed_ = 0;
  if (*taken == 0) {
    ended_ = true;
    if (balance_.bytes_read != balance_.bytes_total) {
      return Refusal{"table.changed_while_reading",
                     "file",
                     {{"expected", std::to_string(balance_.bytes_total)},
                      {"got", std::to_string(balance_.bytes_read)}}};
    }
    decoder_.finish(text_, invalid_);
    return true;
  }
  balance_.bytes_read += *taken;
  decoder_.decode(std::string_view(chunk_.data(), *taken), text_, invalid_);
  holds_nul_ = std::memchr(text_.data(), 0, text_.size()) != nullptr;
  return true;
}

Result<std::optional<Row>> CsvReader::take_row() {
  for (;;) {
    if (ended_ && unread().empty()) return std::optional<Row>();
    const RowScan scan = scan_row(unread(), options_.delimiter, ended_, scanned_);
    if (scan == RowScan::complete && scanned_.bytes <= kRowBytesMax) {
      if (!is_blank(scanned_)) return std::optional<Row>(take_scanned_row());
      consume(unread().substr(0, scanned_.bytes), 1);
      ++balance_.blank_lines;
      continue;
    }
    if (scan != RowScan::needs_more || unread().size() > kRowBytesMax) {
      auto row = take_broken_row();
      if (!row) return row.error();
      return std::optional<Row>(std::move(*row));
    }
    if (const auto more = refill(); !more) return more.error();
  }
}

Row CsvReader::take_scanned_row() {
  const std::string_view text = unread().substr(0, scanned_.bytes);
  const bool quoted = std::any_of(scanned_.cells.begin(), scanned_.cells.end(),
                                  [](const CellSpan& cell) { return cell.quoted; });
  Row row;
  row.line = line_;
  row.fault = fault_of_text(text);
  if (!row.fault) row.fault = fault_of_cells();
  const std::uint64_t lines = quoted ? std::max<std::uint64_t>(count_line_ends(text), 1) : 1;
  consume(text, lines);
  materialise(text);
  row.cells = cells_;
  return row;
}

// Where a quote is never closed, or a row is overlong, the first line alone is given up: a stray
// quote must not swallow the rows behind it.
Result<Row> CsvReader::take_broken_row() {
  const std::size_t first_line = line_bytes(unread(), ended_);
  const bool overlong = first_line == std::string_view::npos || first_line > kRowBytesMax;
  Row row;
  row.line = line_;
  const auto limit = std::to_string(kRowBytesMax);
  row.fault = overlong ? fault("table.row_too_long", {{"limit", limit}})
                       : fault("table.unclosed_quote", {{"limit", limit}});
  cells_.clear();
  for (;;) {
    const std::size_t bytes = line_bytes(unread(), ended_);
    if (bytes != std::string_view::npos) {
      const std::string_view line = unread().substr(0, bytes);
      consume(line, 1);
      if (!overlong) cells_.push_back(line.substr(0, line.find_first_of("\r\n")));
      row.cells = cells_;
      return row;
    }
    // The last byte stays: it may be the CR of a CR LF.
    consume(unread().substr(0, unread().size() - 1), 0);
    if (const auto more = refill(); !more) return more.error();
  }
}

void CsvReader::materialise(std::string_view text) {
  // The row has been consumed, so its bytes are ours to write over.
  char* const base = text_.data() + (text.data() - text_.data());
  cells_.clear();
  for (const CellSpan& span : scanned_.cells) {
    std::size_t size = span.end - span.begin;
    if (span.doubled_quotes) {
      char* out = base + span.begin;
      for (std::size_t at = span.begin; at < span.end; ++at) {
        *out++ = base[at];
        if (base[at] == '"') ++at;
      }
      size = static_cast<std::size_t>(out - (base + span.begin));
    }
    std::string_view cell(base + span.begin, size);
    if (options_.formula_guard && cell.starts_with('\'')) cell = unguarded(cell);
    cells_.push_back(cell);
  }
}

Refusal CsvReader::fault(std::string_view code, std::vector<RefusalValue> values) const {
  values.insert(values.begin(), {"line", std::to_string(line_)});
  return Refusal{std::string(code), {}, std::move(values)};
}

std::optional<Refusal> CsvReader::fault_of_text(std::string_view text) {
  const std::uint64_t text_end = text_start_ + begin_ + text.size();
  if (invalid_passed_ < invalid_.size() && invalid_[invalid_passed_].text_offset < text_end) {
    const auto& first = invalid_[invalid_passed_];
    return fault("table.invalid_text", {{"byte_offset", std::to_string(first.byte_offset)},
                                        {"encoding", shape_.encoding}});
  }
  if (holds_nul_ && text.find('\0') != std::string_view::npos) return fault("table.nul_byte");
  return std::nullopt;
}

std::optional<Refusal> CsvReader::fault_of_cells() const {
  if (scanned_.text_after_quote) return fault("table.text_after_quote");
  if (scanned_.cells.size() > kColumnsMax) {
    return fault("table.too_many_columns", {{"limit", std::to_string(kColumnsMax)}});
  }
  if (scanned_.bytes > kCellBytesMax) {  // Else no cell can be.
    for (std::size_t column = 0; column < scanned_.cells.size(); ++column) {
      const CellSpan& cell = scanned_.cells[column];
      if (cell.end - cell.begin <= kCellBytesMax) continue;
      return fault("table.cell_too_long", {{"column", std::to_string(column + 1)},
                                           {"limit", std::to_string(kCellBytesMax)}});
    }
  }
  if (columns_.empty() || scanned_.cells.size() == columns_.size()) return std::nullopt;
  const bool few = scanned_.cells.size() < columns_.size();
  return fault(few ? "table.too_few_cells" : "table.too_many_cells",
               {{"expected", std::to_string(columns_.size())},
                {"got", std::to_string(scanned_.cells.size())}});
}

void CsvReader::consume(std::string_view text, std::uint64_t lines) {
  begin_ += text.size();
  line_ += lines;
  while (invalid_passed_ < invalid_.size() &&
         invalid_[invalid_passed_].text_offset < text_start_ + begin_) {
    ++invalid_passed_;
  }
}

Result<std::optional<Row>> CsvReader::next() {
  auto row = take_row();
  if (!row) return row;
  if (!*row) {
    const std::uint64_t rows = balance_.rows_read + 1;
    balance_.ends_at_row_limit = rows == kSheetRowsMax || rows == kOldSheetRowsMax;
    CHECK(balance_.bytes_read == balance_.bytes_total);
    return row;
  }
  ++balance_.rows_read;
  ++((**row).fault ? balance_.rows_bad : balance_.rows_good);
  return row;
}

}  // namespace firebreak::tables
