#include "platform/tables/header_names.h"

#include <map>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "base/check.h"

namespace firebreak::tables {
namespace {

constexpr std::size_t kUnmatched = static_cast<std::size_t>(-1);

bool is_dropped(char16_t unit) {
  const bool zero_width = (unit >= 0x200B && unit <= 0x200D) || unit == 0xFEFF;
  return unit <= 0x20 || unit == u'_' || unit == 0xA0 || unit == 0x3000 || zero_width;
}

using Names = std::map<std::string, std::size_t>;

Names folded_names(std::span<const KnownColumn> known) {
  Names names;
  for (std::size_t column = 0; column < known.size(); ++column) {
    const auto add = [&](const std::string& name) {
      const auto [at, added] = names.emplace(folded_header(name), column);
      CHECK(added || at->second == column);
    };
    add(known[column].name);
    for (const auto& synonym : known[column].synonyms) add(synonym);
  }
  return names;
}

std::size_t find(const Names& names, const std::string& folded) {
  const auto found = names.find(folded);
  return found == names.end() ? kUnmatched : found->second;
}

Result<void> place(HeaderMatch& match, std::size_t column, std::size_t index,
                   std::span<const std::string> headers, const KnownColumn& known) {
  auto& taken = match.columns[column];
  if (taken) {
    return Refusal{"table.duplicate_column",
                   known.name,
                   {{"column", known.name},
                    {"first", headers[*taken]},
                    {"second", headers[index]},
                    {"first_column", std::to_string(*taken + 1)},
                    {"second_column", std::to_string(index + 1)}}};
  }
  taken = index;
  return {};
}

}  // namespace

std::string folded_header(std::string_view header) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  CHECK(U_SUCCESS(status));
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(header.data(), static_cast<std::int32_t>(header.size())));
  const icu::UnicodeString folded = fold->normalize(text, status);
  CHECK(U_SUCCESS(status));
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < folded.length(); ++at) {
    if (!is_dropped(folded[at])) kept.append(folded[at]);
  }
  std::string result;
  kept.toUTF8String(result);
  return result;
}

std::string without_parentheses(std::string_view folded) {
  std::string kept;
  int depth = 0;
  for (const char byte : folded) {
    depth += byte == '(' ? 1 : 0;
    if (depth == 0) kept.push_back(byte);
    depth -= byte == ')' && depth > 0 ? 1 : 0;
  }
  return kept.empty() || depth > 0 ? std::string(folded) : kept;
}

Result<HeaderMatch> match_headers(std::span<const std::string> headers,
                                  std::span<const KnownColumn> known) {
  const Names names = folded_names(known);
  HeaderMatch match;
  match.columns.resize(known.size());
  std::vector<std::size_t> column_of(headers.size(), kUnmatched);
  for (std::size_t index = 0; index < headers.size(); ++index) {
    column_of[index] = find(names, folded_header(headers[index]));
    if (column_of[index] == kUnmatched) continue;
    const std::size_t column = column_of[index];
    if (auto placed = place(match, column, index, headers, known[column]); !placed) {
      return placed.error();
    }
  }
  const auto exact = match.columns;
  for (std::size_t index = 0; index < headers.size(); ++index) {
    if (column_of[index] != kUnmatched) continue;
    const std::size_t column = find(names, without_parentheses(folded_header(headers[index])));
    if (column == kUnmatched || exact[column]) {
      match.unknown.push_back(headers[index]);
      continue;
    }
    if (auto placed = place(match, column, index, headers, known[column]); !placed) {
      return placed.error();
    }
  }
  std::string missing;
  for (std::size_t column = 0; column < known.size(); ++column) {
    if (!known[column].required || match.columns[column]) continue;
    missing += (missing.empty() ? "" : ", ") + known[column].name;
  }
  if (!missing.empty()) return Refusal{"table.missing_column", missing, {{"columns", missing}}};
  return match;
}

}  // namespace firebreak::tables
