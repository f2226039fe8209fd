// New people a second through a register import: read, checked, in the vault and on the register.
#include <memory>

#include <benchmark/benchmark.h>

#include "engine/imports/import_table.h"
#include "platform/journal/memory_log.h"
#include "platform/vault/document_number.h"
#include "platform/vault/testing_folder.h"

namespace firebreak::imports {
namespace {

constexpr Instant kNow{1'648'641'600'000};
constexpr int kRows = 40'000;

std::string number_of(int person) {
  std::string number = "990101" + std::to_string(1930 + person % 80) + "0" +
                       std::to_string(1 + person / 80 % 9) + "1" +
                       std::to_string(person / 720 % 9) +
                       std::to_string(1000 + person / 6'480 % 1000).substr(1);
  number.push_back(vault::resident_check_character(number));
  return number;
}

std::string people_file() {
  std::string csv = "姓名,身份证号,手机号,社区代码,小区,楼栋,单元,室\n";
  for (int i = 0; i < kRows; ++i) {
    csv += "虚构" + std::to_string(i) + "," + number_of(i) + ",139" +
           std::to_string(100'000'000 + i).substr(1) + ",990101001,小区" +
           std::to_string(i / 1'000) + "," + std::to_string(i / 100 % 10) + "幢," +
           std::to_string(i / 30 % 3) + "单元," + std::to_string(i / 3) + "室\n";
  }
  return csv;
}

void BM_RegisterImportOfNewPeople(benchmark::State& state) {
  const std::string units = "community_code,community\n990101001,春申社区\n";
  const std::string people = people_file();
  for (auto _ : state) {
    state.PauseTiming();
    const vault::TestingFolder folder;
    vault::SeededEntropy entropy(1);
    auto ring = std::move(vault::KeyRing::create(folder.file("keys"), entropy).value());
    auto vault = std::move(vault::Vault::create(folder.file("vault"), *ring, entropy).value());
    journal::MemoryLog log({}, kNow);
    io::ManualClock clock(kNow);
    service::TimeMachine past(log, {}, {});
    service::Service service({}, log, clock, past);
    const auto made = import_table(ImportedTable::units, service, *vault, std::string_view(units),
                                   {.city_name = "虚构市"});
    state.ResumeTiming();
    const auto outcome =
        import_table(ImportedTable::people, service, *vault, std::string_view(people), {});
    if (!made || !outcome || outcome->created != kRows) {
      state.SkipWithError(outcome ? std::to_string(outcome->created).c_str()
                                  : outcome.error().code.c_str());
      break;
    }
    state.PauseTiming();
    service.stop();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * kRows);
}
BENCHMARK(BM_RegisterImportOfNewPeople)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace firebreak::imports
