#include "platform/tables/csv_row.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace firebreak::tables {
namespace {

// The first delimiter, CR or LF in [at, end); `end` when there is none.
const char* find_mark(const char* at, const char* end, char delimiter) {
#ifdef __SSE2__
  const __m128i delimiters = _mm_set1_epi8(delimiter);
  const __m128i line_feeds = _mm_set1_epi8('\n');
  const __m128i returns = _mm_set1_epi8('\r');
  for (; end - at >= 16; at += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i hits = _mm_or_si128(
        _mm_cmpeq_epi8(block, delimiters),
        _mm_or_si128(_mm_cmpeq_epi8(block, line_feeds), _mm_cmpeq_epi8(block, returns)));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
    if (mask != 0) return at + std::countr_zero(mask);
  }
#endif
  while (at < end && *at != delimiter && *at != '\n' && *at != '\r') ++at;
  return at;
}

const char* find_quote(const char* at, const char* end) {
  const void* hit = std::memchr(at, '"', static_cast<std::size_t>(end - at));
  return static_cast<const char*>(hit);
}

struct QuotedCell {
  RowScan scan;
  const char* close = nullptr;  // The closing quote.
  bool doubled_quotes = false;
};

// `at` is behind the opening quote.
QuotedCell scan_quoted(const char* at, const char* end, bool ends) {
  bool doubled = false;
  for (;;) {
    const char* quote = find_quote(at, end);
    if (quote == nullptr) return {ends ? RowScan::unclosed_quote : RowScan::needs_more};
    if (quote + 1 == end && !ends) return {RowScan::needs_more};
    if (quote + 1 == end || quote[1] != '"') return {RowScan::complete, quote, doubled};
    doubled = true;
    at = quote + 2;
  }
}

}  // namespace

RowScan scan_row(std::string_view text, char delimiter, bool ends, ScannedRow& row) {
  row.cells.clear();
  row.text_after_quote = false;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const char* at = begin;
  const auto offset = [begin](const char* place) {
    return static_cast<std::uint32_t>(place - begin);
  };
  for (;;) {
    const char* mark;
    if (at < end && *at == '"') {
      const QuotedCell cell = scan_quoted(at + 1, end, ends);
      if (cell.scan != RowScan::complete) return cell.scan;
      mark = find_mark(cell.close + 1, end, delimiter);
      if (mark == cell.close + 1) {
        row.cells.push_back({offset(at + 1), offset(cell.close), true, cell.doubled_quotes});
      } else {
        row.text_after_quote = true;
        row.cells.push_back({offset(at), offset(mark), true, false});
      }
    } else {
      mark = find_mark(at, end, delimiter);
      row.cells.push_back({offset(at), offset(mark), false, false});
    }
    if (mark == end && !ends) return RowScan::needs_more;
    if (mark < end && *mark == delimiter) {
      at = mark + 1;
      continue;
    }
    if (mark < end && *mark == '\r') {
      if (mark + 1 == end && !ends) return RowScan::needs_more;
      if (mark + 1 < end && mark[1] == '\n') ++mark;
    }
    row.bytes = offset(mark) + (mark < end ? 1 : 0);
    return RowScan::complete;
  }
}

std::size_t line_bytes(std::string_view text, bool ends) {
  const std::size_t at = text.find_first_of("\r\n");
  if (at == std::string_view::npos) return ends ? text.size() : at;
  if (text[at] == '\n') return at + 1;
  if (at + 1 == text.size()) return ends ? text.size() : std::string_view::npos;
  return at + (text[at + 1] == '\n' ? 2 : 1);
}

std::uint64_t count_line_ends(std::string_view text) {
  auto count = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  for (std::size_t at = text.find('\r'); at != std::string_view::npos;
       at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') ++count;
  }
  return count;
}

char detect_delimiter(std::string_view text) {
  constexpr std::string_view kDelimiters = ",;\t|";
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool in_quotes = false;
  bool started = false;
  for (const char byte : text) {
    if (byte == '"') in_quotes = !in_quotes;
    if (in_quotes) continue;
    const bool line_end = byte == '\n' || byte == '\r';
    if (line_end && started) break;
    started = started || !line_end;
    const std::size_t which = kDelimiters.find(byte);
    if (which != std::string_view::npos) ++counts[which];
  }
  std::size_t best = 0;
  for (std::size_t which = 1; which < counts.size(); ++which) {
    if (counts[which] > counts[best]) best = which;
  }
  return kDelimiters[best];
}

}  // namespace firebreak::tables
