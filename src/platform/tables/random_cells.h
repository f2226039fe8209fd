// Cells of every awkward kind, for property tests of writers and readers.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"

namespace firebreak::tables {

inline std::string random_cell(Random& random) {
  constexpr std::array<std::string_view, 26> kPieces = {
      "a",  "plain", "王小明", "😀",      "𠀀",       "㐀", "\"", "\"\"",  ",",
      ";",  "\t",    "|",      "\n",      "\r\n",     "\r", " ",  "'",     "=",
      "+1", "-",     "@",      "_x000D_", "<b>&amp;", "é",  "＝", "\uFEFF"};
  std::string cell;
  for (std::uint64_t pieces = random.below(6); pieces > 0; --pieces) {
    cell += kPieces[random.below(kPieces.size())];
  }
  return cell;
}

struct RandomTable {
  std::size_t rows;
  std::size_t columns;
};

inline std::vector<std::vector<std::string>> random_rows(Random& random, RandomTable shape) {
  std::vector<std::vector<std::string>> rows(shape.rows);
  for (auto& row : rows) {
    for (std::size_t column = 0; column < shape.columns; ++column) {
      row.push_back(random_cell(random));
    }
  }
  return rows;
}

}  // namespace firebreak::tables
