// Contacts of one case and of a thousand, over a city's stays of 14 days.
//
// FIREBREAK_BENCH_PEOPLE, _STAYS and _PLACES set the size (1 M, 20 M, 200 thousand unless told; the
// full city is 7462135, 87000000, 323000). Stays are drawn as people live: places Zipf 0.9, a
// morning and an evening rush, half an hour long by the median, at most 12 hours.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "base/random.h"
#include "domain/registry/facts.pb.h"
#include "domain/tracing/contact_search.h"

namespace firebreak::tracing {
namespace {

using policy::PlaceKind;

constexpr Day kFirstDay{19079};  // 2022-03-28, a Monday.
constexpr int kDays = 14;
constexpr std::uint32_t kCases = 1000;
constexpr std::uint32_t kRowsPerFact = 200'000;

std::uint32_t size_from(const char* variable, std::uint32_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::stoul(text));
}

// Seconds of this thread's processor time: other programs on a shared machine do not count.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Draws ranks with probability proportional to 1 / rank^0.9, in constant time (Walker's aliases).
class Zipf {
 public:
  explicit Zipf(std::uint32_t size) : threshold_(size), alias_(size) {
    double total = 0;
    for (std::uint32_t i = 0; i < size; ++i) total += std::pow(i + 1.0, -0.9);
    std::vector<std::uint32_t> small;
    std::vector<std::uint32_t> large;
    for (std::uint32_t i = 0; i < size; ++i) {
      threshold_[i] = std::pow(i + 1.0, -0.9) / total * size;
      (threshold_[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
      const std::uint32_t s = small.back();
      small.pop_back();
      const std::uint32_t l = large.back();
      alias_[s] = l;
      threshold_[l] -= 1 - threshold_[s];
      if (threshold_[l] < 1) {
        large.pop_back();
        small.push_back(l);
      }
    }
    for (const std::uint32_t i : small) threshold_[i] = 1;
    for (const std::uint32_t i : large) threshold_[i] = 1;
  }
  std::uint32_t draw(Random& random) const {
    const auto i = static_cast<std::uint32_t>(random.below(threshold_.size()));
    return random.unit() < threshold_[i] ? i : alias_[i];
  }

 private:
  std::vector<double> threshold_;
  std::vector<std::uint32_t> alias_;
};

struct City {
  std::uint32_t people = size_from("FIREBREAK_BENCH_PEOPLE", 1'000'000);
  std::uint32_t stays = size_from("FIREBREAK_BENCH_STAYS", 20'000'000);
  std::uint32_t places = size_from("FIREBREAK_BENCH_PLACES", 200'000);
  registry::State registry;
  StayStore store;
  double load_seconds = 0;
  std::vector<ContactQuestion> cases;

  City() {
    register_units();
    register_places();
    register_people();
    registry::Fact renumbered;
    renumbered.mutable_renumbered();
    registry.apply(renumbered, FactHeader{});
    record_stays();
    Random random(3);
    for (std::uint32_t i = 0; i < kCases; ++i) {
      const Instant until = start_of(kFirstDay + 7) + Duration::seconds(random.between(0, 604'799));
      cases.push_back({.person = PersonId{static_cast<std::uint32_t>(random.below(people))},
                       .window = {.from = until - Duration::days(4), .until = until},
                       .now = until});
    }
  }

 private:
  std::uint32_t households() const { return people / 3 + 1; }

  void register_units() {
    for (std::uint32_t first = 0; first <= households(); first += kRowsPerFact) {
      registry::Fact fact;
      registry::UnitsRegistered& units = *fact.mutable_units_registered();
      units.set_first_unit(first);
      for (std::uint32_t i = first; i < std::min(first + kRowsPerFact, households() + 1); ++i) {
        units.add_parent(0);
        units.add_level(i == 0 ? 2 : 11);
        units.add_name(std::to_string(i));
      }
      registry.apply(fact, FactHeader{});
    }
  }

  // Ranks are scattered over ids, and kinds over ranks; the second half are workplaces.
  void register_places() {
    constexpr std::array kKinds{PlaceKind::shop,    PlaceKind::restaurant, PlaceKind::market,
                                PlaceKind::vehicle, PlaceKind::hospital,   PlaceKind::park};
    registry::Fact fact;
    registry::PlacesRegistered& columns = *fact.mutable_places_registered();
    for (std::uint32_t i = 0; i < places; ++i) {
      const PlaceKind kind = i * 2 < places ? kKinds[i % kKinds.size()] : PlaceKind::workplace;
      columns.add_kind(static_cast<std::uint32_t>(kind));
      columns.add_unit(0);
      columns.add_name("p");
      columns.add_longitude_microdegrees(0);
      columns.add_latitude_microdegrees(0);
    }
    registry.apply(fact, FactHeader{});
  }

  void register_people() {
    Random random(1);
    for (std::uint32_t first = 0; first < people; first += kRowsPerFact) {
      registry::Fact fact;
      registry::PeopleRegistered& columns = *fact.mutable_people_registered();
      for (std::uint32_t i = first; i < std::min(first + kRowsPerFact, people); ++i) {
        columns.add_person(i);
        columns.add_household(1 + i / 3);
        columns.add_birth_day(0);
        columns.add_sex(0);
        columns.add_presence(1);
        columns.add_priority(0);
        const auto workplace = static_cast<std::uint32_t>(random.below(places - places / 2));
        columns.add_affiliation(random.chance(0.6) ? places / 2 + workplace : PlaceId::kNone);
      }
      registry.apply(fact, FactHeader{});
    }
  }

  StayEntry draw(const Zipf& zipf, Random& random) const {
    const double when = random.unit();
    const double hour = when < 0.3   ? 8 + random.unit() * 2
                        : when < 0.6 ? 17 + random.unit() * 3
                                     : 6 + random.unit() * 17;
    const double length = std::exp(std::log(1800.0) + random.normal());
    const std::uint32_t rank = zipf.draw(random);
    return {.place = static_cast<std::uint32_t>(rank * std::uint64_t{2654435761} % places),
            .person = static_cast<std::uint32_t>(random.below(people)),
            .start_second = static_cast<std::uint32_t>(hour * 3600),
            .duration_seconds = static_cast<std::uint32_t>(
                std::clamp(length, 60.0, static_cast<double>(kStaySecondsMax)))};
  }

  void record_stays() {
    const Zipf zipf(places);
    Random random(2);
    for (int day = 0; day < kDays; ++day) {
      std::uint32_t left = stays / kDays;
      while (left > 0) {
        std::vector<StayEntry> batch(std::min(left, kRowsPerFact));
        for (StayEntry& entry : batch) entry = draw(zipf, random);
        left -= static_cast<std::uint32_t>(batch.size());
        const double start = processor_seconds();
        store.add(kFirstDay + day, std::move(batch));
        load_seconds += (processor_seconds() - start);
      }
    }
  }
};

const City& city() {
  static const auto built = std::make_unique<City>();
  return *built;
}

policy::Pack bench_pack(bool second_degree) {
  policy::Pack pack;
  pack.contact_classes = {
      {.id = "close_contact",
       .rules = {{.id = "same_household", .places = {PlaceKind::household}},
                 {.id = "same_workplace",
                  .places = {PlaceKind::workplace},
                  .minutes_min = 60,
                  .crowd_max = 100},
                 {.id = "same_table",
                  .places = {PlaceKind::restaurant, PlaceKind::vehicle},
                  .minutes_min = 15}}},
      {.id = "contact_of_contact",
       .degree = 2,
       .rules = {{.id = "same_household", .places = {PlaceKind::household}},
                 {.id = "same_table", .places = {PlaceKind::restaurant}, .minutes_min = 30}}},
      {.id = "casual_contact",
       .rules = {{.id = "same_place",
                  .places = {PlaceKind::shop, PlaceKind::restaurant, PlaceKind::market,
                             PlaceKind::vehicle, PlaceKind::hospital, PlaceKind::park,
                             PlaceKind::workplace}}}}};
  pack.second_degree = {.traced = second_degree, .people_per_case_max = 20'000};
  return pack;
}

void BM_load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(city().store.size());
  const auto rows = static_cast<double>(city().store.size());
  state.counters["stays"] = rows;
  state.counters["stays_per_s"] = rows / city().load_seconds;
  state.counters["bytes_per_stay"] = static_cast<double>(city().store.resident_bytes()) / rows;
}

void search_all(benchmark::State& state, bool second_degree, std::uint32_t count) {
  const ContactRules rules(bench_pack(second_degree));
  ContactSearch search;
  std::vector<double> milliseconds;
  double contacts = 0;
  double truncated = 0;
  std::vector<double> totals;
  (void)city();
  for (auto _ : state) {
    milliseconds.clear();
    contacts = 0;
    truncated = 0;
    const double begin = processor_seconds();
    for (std::uint32_t i = 0; i < count; ++i) {
      const double start = processor_seconds();
      const ContactsFound& found =
          search.find(city().store, city().registry, rules, city().cases[i]);
      contacts += static_cast<double>(found.contacts.size());
      truncated += found.truncated ? 1 : 0;
      milliseconds.push_back((processor_seconds() - start) * 1e3);
    }
    totals.push_back((processor_seconds() - begin));
  }
  std::ranges::sort(milliseconds);
  std::ranges::sort(totals);
  state.counters["one_case_median_ms"] = milliseconds[milliseconds.size() / 2];
  state.counters["one_case_p99_ms"] = milliseconds[milliseconds.size() * 99 / 100];
  state.counters["all_cases_s"] = totals[totals.size() / 2];
  state.counters["contacts_per_case"] = contacts / count;
  state.counters["truncated"] = truncated;
}

void BM_thousand_cases(benchmark::State& state) { search_all(state, false, kCases); }
void BM_second_degree(benchmark::State& state) { search_all(state, true, 20); }

BENCHMARK(BM_load)->Iterations(1);
BENCHMARK(BM_thousand_cases)->Iterations(5)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_second_degree)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace firebreak::tracing
