// The State at full size: memory, start from a snapshot, replay, and durable facts a second.
//
// replay and durable are measured on single bindings, one fact each, as lanes send them: bulk facts
// would flatter both. Batches are of 4,096 requests, as the service takes them under load.
#include <fmt/format.h>

#include "base/check.h"
#include "engine/service/replay.h"
#include "engine/service/writer.h"
#include "full_city.h"

namespace firebreak::bench {
namespace {

constexpr std::uint32_t kBindings = 1'000'000;
constexpr std::size_t kBatch = 4'096;
constexpr int kRuns = 3;

core::Envelope binding(std::uint32_t number, PersonId person) {
  return {.request = laboratory::Request(
              laboratory::BindSpecimen{.tube_code = fmt::format("S{:08}", number / 10),
                                       .person = person,
                                       .station = StationId{0},
                                       .round = RoundId{1},
                                       .collected_at = Instant{1'648'641'600'000}}),
          .key = {.high = number + 1ULL, .low = number * 0x9e3779b97f4a7c15ULL}};
}

// A small city of its own, so that the journal holds little but the bindings.
struct Intake {
  Options options;
  service::DataPaths paths;
  explicit Intake(const Options& from) : options(from) {
    options.people = kBindings + kBindings / 4;
    options.days = 0;
    prepare_city(options);
    paths = city_paths(options);
  }
};

double durable_facts_per_s(journal::Log& log, core::State& state) {
  io::ManualClock clock(Instant{1'648'641'600'000});
  service::Writer writer(state, log, clock);
  auto opened = writer.call({.request = laboratory::Request(laboratory::OpenRound{
                                 .campaign = "bench",
                                 .name = "single bindings",
                                 .units = {UnitId{0}},
                                 .opens_at = clock.now(),
                                 .deadline = clock.now() + Duration::hours(24)})});
  CHECK(opened.has_value() && opened->has_value());
  std::vector<core::Envelope> envelopes;
  envelopes.reserve(kBatch);
  double spent = 0;
  for (std::uint32_t number = 0; number < kBindings;) {
    envelopes.clear();
    while (envelopes.size() < kBatch && number < kBindings) {
      envelopes.push_back(binding(number, state.registry.people().at(number)));
      ++number;
    }
    const double begun = seconds_since_start();
    std::size_t done = 0;
    while (done < envelopes.size()) {
      done += writer.decide(std::span(envelopes).subspan(done));
      const auto answers = writer.commit();
      CHECK(answers.has_value());
    }
    spent += seconds_since_start() - begun;
  }
  return kBindings / spent;
}

double replay_facts_per_s(journal::Log& log, const core::State& before, core::Position last) {
  core::State state = before;
  const double begun = seconds_since_start();
  CHECK(service::replay(log, state, last).has_value());
  return static_cast<double>(last - before.position()) / (seconds_since_start() - begun);
}

}  // namespace

Metrics part_start(const Options& options) {
  const double begun = seconds_since_start();
  const service::OpenData data = open_city(options);
  const double start_s = seconds_since_start() - begun;
  CHECK(data.state.registry.people().size() > 0);
  return {{"start_s", start_s},
          {"resident_bytes", static_cast<double>(resident_bytes())},
          {"people", static_cast<double>(data.state.registry.people().size())},
          {"stays", static_cast<double>(data.state.tracing.stays().size())}};
}

Metrics bench_state(const Options& options) {
  prepare_city(options);
  std::vector<double> starts;
  Metrics metrics;
  for (int run = 0; run < kRuns; ++run) {
    metrics = run_apart("start", options);
    starts.push_back(metrics["start_s"]);
  }
  metrics["start_s"] = median(starts);
  const Intake intake(options);
  std::vector<double> durable;
  std::vector<double> replayed;
  for (int run = 0; run < kRuns; ++run) {
    const std::string copy = fmt::format("{}/intake-{}.db", options.directory, run);
    std::remove(copy.c_str());
    service::OpenData data = open_city(intake.options);
    auto log = journal::Journal::create(copy, {.id = {}, .created_at = data.state.recorded_at()});
    CHECK(log.has_value());
    // The journal of this run begins where the city ends: its positions start at 1, as do those
    // of a State that knows nothing of the past but its columns.
    core::State state = std::move(data.state);
    state.restart_positions();
    durable.push_back(durable_facts_per_s(**log, state));
    service::OpenData again = open_city(intake.options);
    again.state.restart_positions();
    replayed.push_back(replay_facts_per_s(**log, again.state, state.position()));
    std::remove(copy.c_str());
  }
  metrics["durable_facts_per_s"] = median(durable);
  metrics["replay_facts_per_s"] = median(replayed);
  return metrics;
}

}  // namespace firebreak::bench
