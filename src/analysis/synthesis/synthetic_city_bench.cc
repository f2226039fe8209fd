// Making the city and a day of its scans; the argument is the number of people.
#include <fstream>
#include <sstream>

#include <benchmark/benchmark.h>

#include "analysis/synthesis/city_statistics.h"
#include "analysis/synthesis/invented_person.h"
#include "analysis/synthesis/synthetic_city.h"

namespace firebreak::synthesis {
namespace {

std::string text_of(const std::string& name) {
  std::ifstream file("data/wuxi/" + name, std::ios::binary);  // From the root of the tree.
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

City city_of(std::uint32_t people) {
  const std::string communities = text_of("communities.csv");
  const std::string districts = text_of("districts.geojson");
  const std::string landmarks = text_of("landmarks.csv");
  return make_synthetic_city({.communities_csv = communities,
                              .districts_geojson = districts,
                              .landmarks_csv = landmarks},
                             {.people = people})
      .value();
}

void make_city(benchmark::State& state) {
  for (auto _ : state) {
    const City city = city_of(static_cast<std::uint32_t>(state.range(0)));
    benchmark::DoNotOptimize(city.people.size());
  }
}
BENCHMARK(make_city)->Arg(100'000)->Arg(746'213)->Unit(benchmark::kMillisecond);

void make_day_of_scans(benchmark::State& state) {
  const City city = city_of(static_cast<std::uint32_t>(state.range(0)));
  const VisitModel visits(city);
  for (auto _ : state) benchmark::DoNotOptimize(visits.stays_of_day(0).size());
}
BENCHMARK(make_day_of_scans)->Arg(746'213)->Unit(benchmark::kMillisecond);

void invent_person(benchmark::State& state) {
  std::uint32_t person = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(invented_person(1, person++ % kPeopleMax, Sex::male,
                                             Day{static_cast<int>(person % 18'000)}));
  }
}
BENCHMARK(invent_person);

}  // namespace
}  // namespace firebreak::synthesis
