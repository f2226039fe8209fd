// Contacts of cases over the full city's stays, by the pack's classes, first degree.
#include "base/check.h"
#include "base/random.h"
#include "domain/tracing/contact_search.h"
#include "full_city.h"

namespace firebreak::bench {
namespace {

constexpr int kCases = 1'000;
constexpr int kWindowDays = 4;

}  // namespace

Metrics bench_contacts(const Options& options) {
  prepare_city(options);
  const service::OpenData data = open_city(options);
  const core::State& state = data.state;
  policy::Pack pack = *state.pack();
  pack.second_degree.traced = false;
  const tracing::ContactRules rules(pack);
  tracing::ContactSearch search;
  Random random(7);
  const Instant end = start_of(Day{19'068} + options.days);
  std::vector<double> times;
  std::uint64_t contacts = 0;
  const double begun = seconds_since_start();
  for (int i = 0; i < kCases; ++i) {
    PersonId person = PersonId::none();
    while (!person.known()) {
      person = state.registry.people().at(
          static_cast<std::uint32_t>(random.below(state.registry.people().positions())));
    }
    const double one = seconds_since_start();
    const auto& found =
        search.find(state.tracing.stays(), state.registry, rules,
                    {.person = person,
                     .window = {.from = end - Duration::days(kWindowDays), .until = end},
                     .now = end});
    times.push_back((seconds_since_start() - one) * 1e3);
    contacts += found.contacts.size();
  }
  const double total = seconds_since_start() - begun;
  CHECK(contacts > 0);
  return {{"one_case_median_ms", median(times)},
          {"one_case_p99_ms", quantile(times, 0.99)},
          {"thousand_cases_s", total},
          {"contacts_per_case", static_cast<double>(contacts) / kCases},
          {"stays", static_cast<double>(state.tracing.stays().size())}};
}

}  // namespace firebreak::bench
