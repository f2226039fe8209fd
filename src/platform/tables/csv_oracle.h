// The slow, obvious reading of delimited text, byte by byte and with everything in memory.
// csv_reader.h must agree with it on every input whose rows are below its limits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/tables/collected_rows.h"

namespace firebreak::tables {

class CsvOracle {
 public:
  CsvOracle(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  // Every row, the header too; faults are only those of quotes.
  std::vector<CollectedRow> rows() {
    std::vector<CollectedRow> rows;
    while (at_ < text_.size()) {
      const std::size_t start = at_;
      CollectedRow row{.line = line_, .cells = {}, .fault = {}, .notes = {}};
      quoted_ = false;
      if (!take_cells(row)) {
        at_ = start;
        row.cells = {until("\r\n")};
        row.fault = "table.unclosed_quote";
      }
      take_line_end();
      for (std::size_t i = start; i < at_; ++i) line_ += ends_line(i) ? 1 : 0;
      const bool blank = row.cells.size() == 1 && row.cells[0].empty() && !quoted_;
      if (!blank || !row.fault.empty()) rows.push_back(row);
    }
    return rows;
  }

 private:
  bool ends_line(std::size_t i) const {
    if (text_[i] == '\n') return true;
    return text_[i] == '\r' && !(i + 1 < text_.size() && text_[i + 1] == '\n');
  }
  std::string until(std::string_view marks) {
    std::string cell;
    while (at_ < text_.size() && marks.find(text_[at_]) == std::string_view::npos) {
      cell += text_[at_++];
    }
    return cell;
  }
  std::string marks() const { return std::string("\r\n") + delimiter_; }
  void take_line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') {
      ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    } else if (at_ < text_.size() && text_[at_] == '\n') {
      ++at_;
    }
  }
  // False when a quote is never closed.
  bool take_cells(CollectedRow& row) {
    for (;;) {
      if (at_ < text_.size() && text_[at_] == '"') {
        const std::size_t start = at_++;
        std::string cell;
        quoted_ = true;
        for (;; ++at_) {
          if (at_ >= text_.size()) return false;
          if (text_[at_] == '"') {
            if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
            ++at_;
          }
          cell += text_[at_];
        }
        ++at_;
        if (!until(marks()).empty()) {
          cell = text_.substr(start, at_ - start);
          row.fault = "table.text_after_quote";
        }
        row.cells.push_back(cell);
      } else {
        row.cells.push_back(until(marks()));
      }
      if (at_ >= text_.size() || text_[at_] != delimiter_) return true;
      ++at_;
    }
  }

  std::string text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  bool quoted_ = false;
};

}  // namespace firebreak::tables
