// The full city: 7,462,135 people in 1,254 neighbourhoods, ten to a tube, at the end of a round.
#include <memory>

#include <benchmark/benchmark.h>

#include "base/random.h"
#include "domain/laboratory/facts.pb.h"
#include "domain/laboratory/missing_list.h"
#include "domain/laboratory/reconciliation.h"
#include "domain/registry/facts.pb.h"

namespace firebreak::laboratory {
namespace {

constexpr std::uint32_t kPeople = 7'462'135;
constexpr std::uint32_t kNeighbourhoods = 1'254;
constexpr std::uint32_t kHouseholds = kPeople * 100ULL / 256;
constexpr std::uint32_t kTubeSize = 10;
constexpr std::uint32_t kBatch = 1'000;
constexpr FactHeader kHeader{.occurred_at = {1'648'650'000'000},
                             .recorded_at = {1'648'650'000'000},
                             .actor = ActorId{0},
                             .device = DeviceId{0}};

registry::Fact neighbourhoods_and_doors() {
  registry::Fact fact;
  registry::UnitsRegistered& units = *fact.mutable_units_registered();
  const auto add = [&](std::uint32_t parent, registry::UnitLevel level) {
    units.add_parent(parent);
    units.add_level(static_cast<std::uint32_t>(level));
    units.add_name(std::to_string(units.name_size()));
  };
  add(0, registry::UnitLevel::city);
  for (std::uint32_t i = 0; i < kNeighbourhoods; ++i) add(0, registry::UnitLevel::neighbourhood);
  for (std::uint32_t i = 0; i < kHouseholds; ++i) {
    add(1 + i % kNeighbourhoods, registry::UnitLevel::household);
  }
  return fact;
}

registry::Fact residents() {
  registry::Fact fact;
  registry::PeopleRegistered& people = *fact.mutable_people_registered();
  for (std::uint32_t i = 0; i < kPeople; ++i) {
    people.add_person(i);
    people.add_household(1 + kNeighbourhoods + static_cast<std::uint32_t>(mix(i) % kHouseholds));
    people.add_birth_day(0);
    people.add_sex(1);
    people.add_presence(5);
    people.add_priority(0);
    people.add_affiliation(PlaceId::kNone);
  }
  return fact;
}

Fact tubes_opened(std::uint32_t first, std::uint32_t count) {
  Fact fact;
  TubesOpened& tubes = *fact.mutable_tubes_opened();
  tubes.set_first_tube(first);
  for (std::uint32_t i = first; i < first + count; ++i) {
    tubes.add_code("T" + std::to_string(i));
    tubes.add_round(0);
    tubes.add_station(0);
    tubes.add_capacity(kTubeSize);
    tubes.add_purpose(0);
    tubes.add_household_pool(false);
  }
  return fact;
}

struct FullCity {
  registry::State registry;
  State laboratory;

  FullCity() {
    registry.apply(neighbourhoods_and_doors(), kHeader);
    registry.apply(residents(), kHeader);
    registry::Fact renumbered;
    renumbered.mutable_renumbered();
    registry.apply(renumbered, kHeader);
    Fact round;
    round.mutable_round_opened()->add_unit(0);
    round.mutable_round_opened()->set_deadline(kHeader.occurred_at.milliseconds * 2);
    round.mutable_round_opened()->set_pool_size(kTubeSize);
    laboratory.apply(round, kHeader, registry);
    Fact station;
    station.mutable_station_opened()->set_name("station");
    laboratory.apply(station, kHeader, registry);
    Fact opened;
    opened.mutable_laboratory_opened()->set_name("laboratory");
    laboratory.apply(opened, kHeader, registry);
  }

  // Nineteen of twenty come, neighbours together; `batch` bindings a fact.
  std::vector<Fact> bindings(std::uint32_t batch) const {
    std::vector<Fact> facts;
    std::uint32_t row = 0;
    for (std::uint32_t p = 0; p < kPeople; ++p) {
      if (mix(p) % 20 == 0) continue;
      if (row % batch == 0) facts.emplace_back().mutable_specimens_collected();
      SpecimensCollected& specimens = *facts.back().mutable_specimens_collected();
      specimens.set_first_collected_at(kHeader.occurred_at.milliseconds);
      specimens.add_tube(row++ / kTubeSize);
      specimens.add_person(registry.people().at(p).value);
      specimens.add_collected_after(0);
    }
    return facts;
  }
};

FullCity& city_before_the_round() {
  static FullCity city;
  return city;
}

FullCity& city_after_the_round() {
  static const std::unique_ptr<FullCity> kCity = [] {
    auto city = std::make_unique<FullCity>(city_before_the_round());
    city->laboratory.apply(tubes_opened(0, kPeople / kTubeSize), kHeader, city->registry);
    for (const Fact& fact : city->bindings(kBatch)) {
      city->laboratory.apply(fact, kHeader, city->registry);
    }
    for (std::uint32_t tube = 0; tube < kPeople / kTubeSize; tube += 2) {
      Fact result;
      result.mutable_result_reported()->set_tube(tube);
      result.mutable_result_reported()->set_outcome(1);
      city->laboratory.apply(result, kHeader, city->registry);
    }
    return city;
  }();
  return *kCity;
}

void all_communities(benchmark::State& bench) {
  const FullCity& city = city_after_the_round();
  for (auto _ : bench) {
    benchmark::DoNotOptimize(reconcile_level(city.laboratory, city.registry, RoundId{0},
                                             registry::UnitLevel::neighbourhood,
                                             kHeader.occurred_at));
  }
}
BENCHMARK(all_communities)->Unit(benchmark::kMicrosecond);

void one_community(benchmark::State& bench) {
  const FullCity& city = city_after_the_round();
  for (auto _ : bench) {
    benchmark::DoNotOptimize(
        reconcile(city.laboratory, city.registry, RoundId{0}, UnitId{600}, kHeader.occurred_at));
  }
}
BENCHMARK(one_community)->Unit(benchmark::kMicrosecond);

void one_community_to_the_door(benchmark::State& bench) {
  const FullCity& city = city_after_the_round();
  for (auto _ : bench) {
    benchmark::DoNotOptimize(missing_people(city.laboratory, city.registry, RoundId{0}, UnitId{600},
                                            kHeader.occurred_at));
    benchmark::DoNotOptimize(reconcile_children(city.laboratory, city.registry, RoundId{0},
                                                UnitId{600}, kHeader.occurred_at));
  }
}
BENCHMARK(one_community_to_the_door)->Unit(benchmark::kMicrosecond);

// `batch` bindings a fact; one is what a lane sends that never batches.
void apply_bindings(benchmark::State& bench) {
  const FullCity& city = city_before_the_round();
  const std::vector<Fact> facts = city.bindings(static_cast<std::uint32_t>(bench.range(0)));
  const Fact tubes = tubes_opened(0, kPeople / kTubeSize);
  std::int64_t rows = 0;
  for (auto _ : bench) {
    bench.PauseTiming();
    auto laboratory = std::make_unique<State>(city.laboratory);
    laboratory->apply(tubes, kHeader, city.registry);
    bench.ResumeTiming();
    for (const Fact& fact : facts) {
      laboratory->apply(fact, kHeader, city.registry);
      rows += fact.specimens_collected().tube_size();
    }
    bench.PauseTiming();
    laboratory.reset();
    bench.ResumeTiming();
  }
  bench.SetItemsProcessed(rows);
}
BENCHMARK(apply_bindings)->Arg(1)->Arg(100)->Arg(kBatch)->Unit(benchmark::kMillisecond);

void follow_renumbering(benchmark::State& bench) {
  FullCity& city = city_after_the_round();
  for (auto _ : bench) city.laboratory.follow({.renumbered = true}, city.registry);
}
BENCHMARK(follow_renumbering)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace firebreak::laboratory
