#include "fronts/api/result_table.h"

#include <array>
#include <charconv>
#include <optional>

#include <boost/json.hpp>

#include "platform/tables/table_reader.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

struct Word {
  std::string_view zh;
  std::string_view en;
};

constexpr std::array<Word, 4> kColumns{
    {{"实验室", "laboratory"}, {"管号", "tube"}, {"结果", "outcome"}, {"方法", "method"}}};
constexpr std::array<Word, 4> kOutcomes{{{"阴性", "negative"},
                                         {"阳性", "positive"},
                                         {"单靶标阳性", "single_target"},
                                         {"不确定", "inconclusive"}}};

template <std::size_t Size>
std::string_view in_english(const std::array<Word, Size>& words, std::string_view text) {
  for (const Word& word : words) {
    if (text == word.zh || text == word.en) return word.en;
  }
  return text;
}

Refusal bad_cell(std::string_view column, std::uint64_t line, std::string_view text) {
  return {.code = "result.cell",
          .field = std::string(column),
          .values = {{.name = "line", .value = std::to_string(line)},
                     {.name = "column", .value = std::string(column)},
                     {.name = "value", .value = std::string(text)}}};
}

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Result<json::object> item_of(std::span<const std::string> columns, const tables::Row& row) {
  json::object item;
  json::object thresholds;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string_view column = in_english(kColumns, columns[i]);
    const std::string_view cell = row.cells[i];
    if (column == "method" || cell.empty()) continue;
    if (column == "tube") {
      item["tube"] = cell;
    } else if (column == "outcome") {
      item["outcome"] = in_english(kOutcomes, cell);
    } else if (column == "laboratory") {
      const auto laboratory = number_of<std::uint32_t>(cell);
      if (!laboratory) return bad_cell(column, row.line, cell);
      item["laboratory"] = *laboratory;
    } else {
      const auto threshold = number_of<double>(cell);
      if (!threshold) return bad_cell(column, row.line, cell);
      thresholds[column] = *threshold;
    }
  }
  if (!thresholds.empty()) item["cycle_thresholds"] = std::move(thresholds);
  return item;
}

std::optional<Refusal> missing_column(std::span<const std::string> columns) {
  for (const std::string_view wanted : {"laboratory", "tube", "outcome"}) {
    bool found = false;
    for (const std::string& column : columns) found |= in_english(kColumns, column) == wanted;
    if (!found) {
      return Refusal{.code = "result.column",
                     .field = std::string(wanted),
                     .values = {{.name = "column", .value = std::string(wanted)}}};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<json::object> results_from_table(std::string_view text) {
  const auto reader = tables::open_table(text);
  if (!reader) return reader.error();
  if (auto missing = missing_column((*reader)->columns())) return *std::move(missing);
  json::array items;
  while (true) {
    const auto row = (*reader)->next();
    if (!row) return row.error();
    if (!*row) return json::object{{"items", std::move(items)}};
    if ((*row)->fault) return *(*row)->fault;
    auto item = item_of((*reader)->columns(), **row);
    if (!item) return item.error();
    items.emplace_back(std::move(*item));
  }
}

}  // namespace firebreak::api
