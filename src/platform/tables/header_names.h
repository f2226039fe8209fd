// Finds the columns that a program knows among a table's headers, by lists of synonyms.
//
// Headers are compared folded: NFKC (full-width forms), case, without spaces and underscores. What
// stands in parentheses ("身高(cm)") counts first and is dropped only if nothing matches with it.
// Refuses `table.duplicate_column` (two headers for one column) and `table.missing_column` (all
// required ones that are missing, in one refusal).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace firebreak::tables {

struct KnownColumn {
  std::string name;                   // As the program calls it; a synonym of itself.
  std::vector<std::string> synonyms;  // In any language. No two columns may share one.
  bool required = false;
};

struct HeaderMatch {
  std::vector<std::optional<std::size_t>> columns;  // By known column: its place in the table.
  std::vector<std::string> unknown;                 // Headers that nothing knows, in order.
};

Result<HeaderMatch> match_headers(std::span<const std::string> headers,
                                  std::span<const KnownColumn> known);

std::string folded_header(std::string_view header);        // Parentheses kept.
std::string without_parentheses(std::string_view folded);  // The whole if only those.

}  // namespace firebreak::tables
