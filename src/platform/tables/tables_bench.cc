// Rates of the readers and writers, in bytes of input per second.
#include <cstdio>

#include <benchmark/benchmark.h>

#include "base/check.h"
#include "platform/tables/csv_writer.h"
#include "platform/tables/table_reader.h"
#include "platform/tables/xlsx_writer.h"

namespace firebreak::tables {
namespace {

constexpr int kCsvRows = 400'000;
constexpr int kXlsxRows = 50'000;

std::vector<std::string> made_row(int row, bool chinese) {
  const std::string number = std::to_string(100'000'000 + row);
  return {number,
          chinese ? "王小" + number : "Wang " + number,
          "32020019900101" + number,
          chinese ? "无锡市梁溪区示范社区" : "Liangxi, model community",
          "2022-03-30",
          "000" + number};
}

std::string made_csv(TextEncoding encoding, bool chinese) {
  CsvWriter writer({.encoding = encoding});
  for (int row = 0; row < kCsvRows; ++row) {
    writer.write_row(std::span<const std::string>(made_row(row, chinese)));
  }
  return writer.take_bytes();
}

std::uint64_t read_all(const TableInput& input) {
  auto reader = open_table(input);
  CHECK(reader.has_value());
  for (auto row = (*reader)->next(); row && *row; row = (*reader)->next()) {
    benchmark::DoNotOptimize((**row).cells.size());
  }
  CHECK((*reader)->balance().rows_bad == 0);
  return (*reader)->balance().bytes_total;
}

void read_csv(benchmark::State& state, TextEncoding encoding, bool chinese) {
  const std::string bytes = made_csv(encoding, chinese);
  for (auto _ : state) benchmark::DoNotOptimize(read_all(bytes));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}
BENCHMARK_CAPTURE(read_csv, utf8_latin, TextEncoding::utf8, false);
BENCHMARK_CAPTURE(read_csv, utf8_chinese, TextEncoding::utf8, true);
BENCHMARK_CAPTURE(read_csv, gb18030_chinese, TextEncoding::gb18030, true);
BENCHMARK_CAPTURE(read_csv, utf16_chinese, TextEncoding::utf16_le, true);

void write_csv(benchmark::State& state) {
  std::size_t bytes = 0;
  for (auto _ : state) bytes += made_csv(TextEncoding::utf8, true).size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(write_csv);

void write_xlsx(const std::string& path) {
  auto writer = XlsxWriter::create(path, {{"a"}, {"b"}, {"c"}, {"d"}, {"e"}, {"f"}}, {});
  for (int number = 0; number < kXlsxRows; ++number) {
    const auto row = made_row(number, true);
    const std::vector<std::string_view> cells(row.begin(), row.end());
    CHECK((*writer)->write_row(cells).has_value());
  }
  CHECK((*writer)->finish().has_value());
}

void write_sheet(benchmark::State& state) {
  for (auto _ : state) write_xlsx("/tmp/firebreak_bench.xlsx");
  state.SetItemsProcessed(kXlsxRows * state.iterations());
  std::remove("/tmp/firebreak_bench.xlsx");
}
BENCHMARK(write_sheet);

void read_sheet(benchmark::State& state) {
  const std::string path = "/tmp/firebreak_bench.xlsx";
  write_xlsx(path);
  std::uint64_t bytes = 0;
  for (auto _ : state) bytes += read_all(FilePath{path});
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(kXlsxRows * state.iterations());
  std::remove(path.c_str());
}
BENCHMARK(read_sheet);

}  // namespace
}  // namespace firebreak::tables
