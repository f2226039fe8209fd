// What a durable batch costs, and how fast a journal is read back and a snapshot loaded.
#include <benchmark/benchmark.h>

#include "platform/io/posix_files.h"
#include "platform/journal/journal.h"
#include "platform/journal/log_fixture.h"
#include "platform/journal/snapshot.h"

namespace firebreak::journal {
namespace {

constexpr std::uint32_t kFacts = 256;
constexpr std::size_t kFactBytes = 48;

NewBatch batch_of(const std::vector<std::byte>& body) {
  return {.body = body, .fact_count = kFacts, .recorded_at = kTestIdentity.created_at};
}

void append_batches(benchmark::State& state) {
  const Folder folder("journal_bench");
  auto journal = Journal::create(folder.file("journal.sqlite"), kTestIdentity).value();
  const auto body = body_of(1, kFacts * kFactBytes);
  for (auto _ : state) CHECK(journal->append(batch_of(body)).has_value());
  state.SetItemsProcessed(state.iterations() * kFacts);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}
BENCHMARK(append_batches)->UseRealTime();

void read_batches(benchmark::State& state) {
  const Folder folder("journal_bench");
  auto journal = Journal::create(folder.file("journal.sqlite"), kTestIdentity).value();
  const auto body = body_of(1, kFacts * kFactBytes);
  for (int i = 0; i < 4000; ++i) CHECK(journal->append(batch_of(body)).has_value());
  std::int64_t facts = 0;
  for (auto _ : state) {
    CHECK(journal
              ->read(0,
                     [&](const BatchRow& row) {
                       facts += row.fact_count;
                       return true;
                     })
              .has_value());
  }
  state.SetItemsProcessed(facts);
  state.SetBytesProcessed(facts * static_cast<std::int64_t>(kFactBytes));
}
BENCHMARK(read_batches)->UseRealTime()->Unit(benchmark::kMillisecond);

void load_snapshot(benchmark::State& state) {
  const Folder folder("snapshot_bench");
  io::PosixFiles files;
  std::vector<std::uint64_t> column(std::size_t{64} << 20, 7);  // 512 MB.
  auto writer = SnapshotWriter::begin(files, folder.path(), {.position = 1}).value();
  SaveArchive save(*writer);
  save("column", column);
  const std::string path = writer->finish().value();
  for (auto _ : state) {
    auto reader = SnapshotReader::open(files, path).value();
    LoadArchive load(*reader);
    load("column", column);
    CHECK(!load.failed());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(column.size() * 8));
}
BENCHMARK(load_snapshot)->UseRealTime()->Unit(benchmark::kMillisecond);

void save_snapshot(benchmark::State& state) {
  const Folder folder("snapshot_bench");
  io::PosixFiles files;
  std::vector<std::uint64_t> column(std::size_t{64} << 20, 7);
  for (auto _ : state) {
    auto writer = SnapshotWriter::begin(files, folder.path(), {.position = 1}).value();
    SaveArchive save(*writer);
    save("column", column);
    CHECK(writer->finish().has_value());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(column.size() * 8));
}
BENCHMARK(save_snapshot)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(3);

}  // namespace
}  // namespace firebreak::journal
