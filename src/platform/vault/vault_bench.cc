// Filling a vault with a million persons, and what a lookup and a reading cost then.
#include <array>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "platform/vault/testing_folder.h"
#include "platform/vault/vault.h"

namespace firebreak::vault {
namespace {

constexpr std::uint32_t kPersons = 1000000;
constexpr std::uint32_t kBatch = 10000;
constexpr Day kToday{19081};

struct Text {
  std::string name;
  std::string number;
  std::string phone;
  std::string address;
};

Text text_of(std::uint32_t i) {
  std::string digits =
      "000000" + std::to_string(1940 + i % 80) + "0101" + std::to_string(100 + i % 900);
  digits += resident_check_character(digits);
  return {
      "测" + std::to_string(i % 3000), digits, std::to_string(13000000000ULL + i),
      "虚构区虚构街道虚构社区" + std::to_string(i / 100) + "号楼" + std::to_string(i % 100) + "室"};
}

struct Filled {
  TestingFolder folder;
  SystemEntropy entropy;
  std::unique_ptr<KeyRing> ring = std::move(KeyRing::create(folder.file("keys"), entropy).value());
  std::unique_ptr<Vault> vault =
      std::move(Vault::create(folder.file("vault"), *ring, entropy).value());

  void put(std::uint32_t first, const std::vector<Text>& texts) {
    std::vector<PersonRecord> records;
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
      records.push_back({.subject = PersonId{first + i},
                         .name = texts[i].name,
                         .document_kind = DocumentKind::resident_identity_card,
                         .document_number = texts[i].number,
                         .phone = texts[i].phone,
                         .address = texts[i].address});
    }
    CHECK(vault->put_many(records, kToday));
  }
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void fill(benchmark::State& state) {
  for (auto _ : state) {
    Filled filled;
    double put_seconds = 0;
    std::clock_t ticks = 0;  // Of the processor: steady where the machine is shared.
    CHECK(filled.vault->reserve(kPersons));
    CHECK(filled.vault->begin_bulk());
    for (std::uint32_t first = 0; first < kPersons; first += kBatch) {
      std::vector<Text> texts;
      for (std::uint32_t i = 0; i < kBatch; ++i) texts.push_back(text_of(first + i));
      const auto begin = std::chrono::steady_clock::now();
      ticks -= std::clock();
      filled.put(first, texts);
      ticks += std::clock();
      put_seconds += seconds_since(begin);
    }
    const auto begin = std::chrono::steady_clock::now();
    ticks -= std::clock();
    CHECK(filled.vault->finish_bulk());
    ticks += std::clock();
    const double index_seconds = seconds_since(begin);
    state.SetIterationTime(put_seconds + index_seconds);
    state.counters["persons_per_s"] = kPersons / (put_seconds + index_seconds);
    state.counters["cpu_s"] = static_cast<double>(ticks) / CLOCKS_PER_SEC;
    state.counters["put_s"] = put_seconds;
    state.counters["index_s"] = index_seconds;
    filled.vault.reset();
    const auto bytes = std::filesystem::file_size(filled.folder.file("vault"));
    state.counters["bytes_a_person"] = static_cast<double>(bytes) / kPersons;
  }
}
BENCHMARK(fill)
    ->Name("vault/fill_million")
    ->Iterations(1)
    ->UseManualTime()
    ->Unit(benchmark::kSecond);

void use(benchmark::State& state) {
  Filled filled;
  CHECK(filled.vault->reserve(kBatch * 10));
  for (std::uint32_t first = 0; first < kBatch * 10; first += kBatch) {
    std::vector<Text> texts;
    for (std::uint32_t i = 0; i < kBatch; ++i) texts.push_back(text_of(first + i));
    filled.put(first, texts);
  }
  const bool by_phone = state.range(0) == 0;
  std::uint32_t i = 0;
  for (auto _ : state) {
    i = (i + 7919) % (kBatch * 10);
    if (by_phone) {
      CHECK(filled.vault->find_by_phone(std::to_string(13000000000ULL + i))->size() == 1);
    } else {
      CHECK(filled.vault->read(PersonId{i}, Fields::all(), {Instant{1}, "bench", "bench"}));
    }
  }
}
BENCHMARK(use)->Name("vault/find_by_phone")->Arg(0)->Unit(benchmark::kMicrosecond);
BENCHMARK(use)->Name("vault/read_recorded")->Arg(1)->Unit(benchmark::kMicrosecond);

void destroy(benchmark::State& state) {
  Filled filled;
  CHECK(filled.vault->reserve(kBatch * 10));
  for (std::uint32_t first = 0; first < kBatch * 10; first += kBatch) {
    std::vector<Text> texts;
    for (std::uint32_t i = 0; i < kBatch; ++i) texts.push_back(text_of(first + i));
    filled.put(first, texts);
  }
  for (auto _ : state) {
    // An empty day of its own: what is measured is hashing the others anew.
    CHECK(filled.ring->data_key(Purpose::contact, Day{1}));
    CHECK(filled.ring->destroy(Purpose::contact, Day{1}).value() == 1);
    CHECK(filled.vault->find_by_phone("13000000001")->size() == 1);
  }
}
BENCHMARK(destroy)->Name("vault/destroy_and_hash_100k_anew")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace firebreak::vault
